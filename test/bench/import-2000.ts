import { spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import { createActivities } from "../../src/main/library/activities.ts";
import { createImports } from "../../src/main/library/imports/imports.ts";
import { THUMBNAIL_SIDE } from "../../src/main/store/thumbnail-cache.ts";
import { createPictureMaker } from "../fixtures/pictures/picture-maker.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import { type Benchmark, NotHere } from "./benchmark.ts";
import { interleave, result, timed } from "./measure.ts";
import { photoPng } from "./photo-png.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 2_000;
const ROUNDS = 1;

/** One of these after another: what designers keep, 1K to 4K, about 2.5 MB each. */
const kinds = [
	["jpeg", 1024],
	["png", 1024],
	["jpeg", 2048],
	["webp", 1024],
	["jpeg", 3072],
	["png", 1536],
	["jpeg", 2048],
	["webp", 2048],
	["jpeg", 4096],
	["png", 2048],
] as const;

const endings = { jpeg: "jpg", png: "png", webp: "webp" } as const;

/**
 * Import of 2,000 mixed pictures, copied, hashed, decoded whole, with thumbnails, records and index,
 * against thumbnails of the same files by `vipsthumbnail`, which copies nothing and needs only what a
 * thumbnail needs. Throughput of at least 0.7 of its own is at most 1.43 times its time.
 */
export const import2000: Benchmark = {
	name: "import-2000",
	compares: "import 2,000 mixed pictures by copying / vipsthumbnail over the same files",
	run: async (say) => {
		if (spawnSync("vipsthumbnail", ["--version"]).status !== 0) {
			throw new NotHere("vipsthumbnail is not here; Debian has it in libvips-tools.");
		}
		await using folder = await temporaryFolder();
		const from = join(folder.path, "pictures");
		const files = await makePictures(from, PICTURES);
		say(`${files.length} pictures, ${(totalOf(files) / 1e9).toFixed(1)} GB`);
		const imaging = realImaging({ maxWorkers: 2 });
		const medians = await interleave({
			ours: (round) => importAll(join(folder.path, `ours-${round}`), from, imaging),
			floor: async (round) => {
				const to = join(folder.path, `floor-${round}`);
				await mkdir(to);
				const ms = await timed(() => thumbnails(files, to));
				await rm(to, { recursive: true });
				return ms;
			},
			rounds: ROUNDS,
			warmUps: 0,
		});
		await imaging.close();
		const perSecond = (ms: number) => ((1_000 * files.length) / ms).toFixed(0);
		say(`${perSecond(medians.ours)} pictures a second, vipsthumbnail ${perSecond(medians.floor)}`);
		return [result("import-2000", medians, { goal: 1 / 0.7 })];
	},
};

type PictureFile = { readonly path: string; readonly bytes: number };

async function makePictures(folder: string, count: number): Promise<readonly PictureFile[]> {
	await mkdir(folder);
	const maker = await createPictureMaker();
	const bases = kinds.map(([format, side], seed) => {
		const png = photoPng({ width: side, height: Math.round(side * 0.75), seed });
		if (format === "png") return png;
		const image = maker.open(png);
		return format === "jpeg" ? image.jpegsaveBuffer({ Q: 90 }) : image.webpsaveBuffer({ Q: 85 });
	});
	maker.close();
	const files: PictureFile[] = [];
	for (let at = 0; at < count; at += 1) {
		const [format] = kinds[at % kinds.length] ?? kinds[0];
		const base = bases[at % bases.length] ?? new Uint8Array();
		// No two are the same to a hash; decoders stop before.
		const bytes = Buffer.concat([base, Buffer.from(`#${at}`.padEnd(8))]);
		const path = join(folder, `picture-${at}.${endings[format]}`);
		await writeFile(path, bytes);
		files.push({ path, bytes: bytes.byteLength });
	}
	return files;
}

function totalOf(files: readonly PictureFile[]): number {
	return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The same size, format and quality as ours. */
function thumbnails(files: readonly PictureFile[], to: string): void {
	const wanted = [
		"--size",
		`${THUMBNAIL_SIDE}x${THUMBNAIL_SIDE}>`,
		"-o",
		`${to}/%s.webp[Q=80,effort=1,strip]`,
	];
	const { status, stderr } = spawnSync("vipsthumbnail", [
		...wanted,
		...files.map(({ path }) => path),
	]);
	if (status !== 0) throw new Error(`vipsthumbnail: ${stderr.toString().slice(0, 300)}`);
}

async function importAll(
	root: string,
	from: string,
	imaging: ReturnType<typeof realImaging>,
): Promise<number> {
	const library = await realLibrary(join(root, "library"), imaging);
	const activities = createActivities({
		clock: systemClock,
		tell: () => {},
		dismissed: () => {},
	});
	const imports = createImports({
		...{ shelf: library.imports, activities, clock: systemClock, log: silentLog },
		dataFolder: join(root, "data"),
		added: () => {},
	});
	const ms = await timed(async () => {
		const { added } = await imports.takeQuietly([from], "copy");
		if (added !== PICTURES) throw new Error(`only ${added} of ${PICTURES} pictures came in`);
	});
	await library.close();
	await rm(root, { recursive: true });
	return ms;
}
