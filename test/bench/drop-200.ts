import { createHash } from "node:crypto";
import { mkdir, open, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v4 } from "uuid";
import { RunId } from "../../src/contract/ids.ts";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import type { Imaging } from "../../src/main/imaging/imaging.ts";
import { createGatherer } from "../../src/main/references/gather.ts";
import { createReferenceStore } from "../../src/main/references/reference-store.ts";
import { THUMBNAIL_SIDE } from "../../src/main/store/thumbnail-cache.ts";
import { createPictureMaker } from "../fixtures/pictures/picture-maker.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import type { Benchmark } from "./benchmark.ts";
import { interleave, result, timed } from "./measure.ts";
import { photoPng } from "./photo-png.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const FILES = 200;
const SIDE = 2048;
/** So many pictures differ in their pixels; the others only in their last bytes, which is enough for a hash. */
const DIFFERENT = 4;
const WORKERS = 2;

/**
 * A drop of 200 files of 2K, half PNG, half JPEG, until all are references with thumbnails, against
 * the least that must be done with each: read, hashed, written, decoded once into a thumbnail, by the
 * same two workers. The floor neither syncs nor writes down what it has.
 */
export const drop200: Benchmark = {
	name: "drop-200",
	compares: "200 files of 2K gathered / read, hashed, copied and decoded once, two at a time",
	run: async (say) => {
		await using folder = await temporaryFolder();
		const dropped = join(folder.path, "dropped");
		const bytes = await writeFiles(dropped);
		say(`${FILES} files have ${(bytes / 1e6).toFixed(0)} MB`);
		const imaging = realImaging({ maxWorkers: WORKERS });
		let [longest, words] = [0, 0];
		const medians = await interleave({
			ours: async (round) => {
				const into = join(folder.path, `library-${round}`);
				const library = await realLibrary(into, imaging);
				const references = createReferenceStore({ library, imaging, log: silentLog });
				const tell = () => {
					words += 1;
				};
				const gatherer = createGatherer({ references, clock: systemClock, tell });
				const beat = heartbeat();
				const ms = await timed(async () => {
					const run = RunId.parse(v4());
					const { done } = await gatherer.gather({ run, paths: [dropped], limit: 2_000 });
					if (done !== FILES) throw new Error(`${done} files were read`);
				});
				longest = Math.max(longest, beat());
				await library.close();
				await rm(into, { recursive: true });
				return ms;
			},
			floor: async (round) => {
				const into = join(folder.path, `floor-${round}`);
				await mkdir(into);
				const ms = await timed(() => leastWork(dropped, into, imaging));
				await rm(into, { recursive: true });
				return ms;
			},
			rounds: 3,
			warmUps: 1,
		});
		await imaging.close();
		say(`the process was never busy for longer than ${longest.toFixed(0)} ms`);
		say(`${Math.round(words / (medians.n + 1))} words were told a drop`);
		return [result("drop-200", medians, { goal: 1.5 })];
	},
};

/** @returns how many bytes they have together */
async function writeFiles(folder: string): Promise<number> {
	await mkdir(folder);
	const maker = await createPictureMaker();
	const pngs = Array.from({ length: DIFFERENT }, (_, seed) =>
		photoPng({ width: SIDE, height: SIDE, seed: seed + 1 }),
	);
	const jpegs = pngs.map((png) => maker.open(png).jpegsaveBuffer({ Q: 90 }));
	maker.close();
	let bytes = 0;
	for (let at = 0; at < FILES; at += 1) {
		const [from, ending] = at % 2 === 0 ? [pngs, "png"] : [jpegs, "jpg"];
		const picture = from[(at >> 1) % DIFFERENT];
		if (picture === undefined) throw new Error("no picture was made");
		// Decoders stop at a picture's end.
		const own = Buffer.concat([picture, Buffer.from(`${at}`)]);
		await writeFile(join(folder, `photo ${at}.${ending}`), own);
		bytes += own.length;
	}
	return bytes;
}

async function leastWork(from: string, into: string, imaging: Imaging): Promise<void> {
	const names = await readdir(from);
	const worker = async () => {
		for (let name = names.pop(); name !== undefined; name = names.pop()) {
			const copy = join(into, name);
			await copyHashed(join(from, name), copy);
			const thumbnail = await imaging.thumbnail({ path: copy }, { maxSide: THUMBNAIL_SIDE });
			await writeFile(`${copy}.webp`, thumbnail);
		}
	};
	await Promise.all(Array.from({ length: WORKERS }, worker));
}

async function copyHashed(from: string, to: string): Promise<string> {
	const hash = createHash("sha256");
	await using source = await open(from);
	await using target = await open(to, "w");
	const chunk = Buffer.alloc(1024 * 1024);
	for (;;) {
		const { bytesRead } = await source.read(chunk);
		if (bytesRead === 0) return hash.digest("hex");
		hash.update(chunk.subarray(0, bytesRead));
		await target.writeFile(chunk.subarray(0, bytesRead));
	}
}

/** Measures the longest time, ms, in which nothing else could run. @returns the way to end it */
function heartbeat(): () => number {
	let [longest, last] = [0, performance.now()];
	const timer = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 2);
	return () => {
		clearInterval(timer);
		return longest;
	};
}
