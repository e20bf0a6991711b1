import { copyFileSync, linkSync, mkdirSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AccountId, GatewayId, ImageId, JobId } from "../../src/contract/ids.ts";
import { type PictureMark, RECIPE_VERSION, type Recipe } from "../../src/contract/library.ts";
import { jobFolderName } from "../../src/main/library/folder-name.ts";
import { factsOf, indexEntry } from "../../src/main/library/image-record.ts";
import { pictureName } from "../../src/main/library/picture-names.ts";
import { RECIPE_FILE, recipeText } from "../../src/main/library/recipe-file.ts";
import { type BulkEntry, fillIndexInBulk, madeUpLook } from "./bulk-index.ts";
import { paintOriginals } from "./gallery-library.ts";
import { repeatableRandom } from "./measure.ts";
import { chinese, english, sentence } from "./synthetic-pictures.ts";

/** The file a picture's record speaks of. */
type Original = { readonly width: number; readonly height: number; readonly bytes: number };

const PER_JOB = 4;
/** Everything was made within so long. */
const SPREAD_MS = 3 * 365 * 86_400_000;
const NEWEST = new Date(2026, 10, 21, 18).getTime();
/** Different prompts: designers say most things more than once. */
const PROMPTS = 4_000;

const gateways = [
	{ gateway: GatewayId.parse("demo"), gatewayTitle: "Demo" },
	{ gateway: GatewayId.parse("ark"), gatewayTitle: "Volcengine Ark" },
	{ gateway: GatewayId.parse("fal"), gatewayTitle: "fal" },
] as const;
const models = ["Seedream 4.0", "Seedream 4.5", "Seededit 3.0"] as const;
const tags = ["campaign", "poster", "少女", "kept back", "packaging", "夜景"] as const;
const account = AccountId.parse("019a0000-0000-7000-8000-000000000001");

const usual: readonly Original[] = [
	{ width: 2048, height: 2048, bytes: 6_000_000 },
	{ width: 2560, height: 1440, bytes: 5_500_000 },
	{ width: 1728, height: 2304, bytes: 5_900_000 },
	{ width: 2496, height: 1664, bytes: 6_200_000 },
];

/** A job, its folder inside the library, and which original each picture is. */
type LargeJob<From extends Original> = {
	readonly recipe: Recipe;
	readonly folder: string;
	readonly originals: readonly From[];
};

/**
 * Makes a library as years of work would have left it: jobs of four in two languages, some going on
 * with the set of the one before, with picks, stars and tags, spread over three years; its index, and
 * for the newest pictures folders with recipes, small picture files and thumbnails.
 * @param folder new or empty
 * @param options.real so many of the newest have files; absent: all
 */
export async function makeLargeLibrary(
	folder: string,
	{ pictures, real = pictures }: { readonly pictures: number; readonly real?: number },
): Promise<void> {
	await mkdir(join(folder, ".seedcase"), { recursive: true });
	const originals = await paintOriginals(join(folder, ".seedcase/originals"));
	let left = real;
	for (const job of largeJobs(pictures, originals)) {
		if (left <= 0) break;
		left -= job.originals.length;
		writeJob(folder, job);
	}
	await fillIndexInBulk(
		join(folder, ".seedcase/index.db"),
		folder,
		entriesOf(largeJobs(pictures, originals)),
	);
}

/** The index alone, of pictures nobody can look at. */
export async function makeLargeIndex(folder: string, pictures: number): Promise<void> {
	await mkdir(join(folder, ".seedcase"), { recursive: true });
	const jobs = largeJobs(pictures, usual);
	await fillIndexInBulk(join(folder, ".seedcase/index.db"), folder, entriesOf(jobs));
}

/** The folders alone, for making the index of them. */
export async function makeLargeFolders(folder: string, pictures: number): Promise<void> {
	const originals = await paintOriginals(join(folder, ".seedcase/originals"));
	for (const job of largeJobs(pictures, originals)) writeJob(folder, job);
}

function writeJob(
	library: string,
	{ recipe, folder, originals }: LargeJob<Original & { path: string; thumbnailPath: string }>,
): void {
	mkdirSync(join(library, folder), { recursive: true });
	writeFileSync(join(library, folder, RECIPE_FILE), recipeText(recipe));
	recipe.outputs.forEach(({ id, file }, at) => {
		const original = originals[at];
		if (original === undefined || file === undefined) return;
		linkOrCopy(original.path, join(library, folder, file));
		const thumbnail = join(library, `.seedcase/thumbs/${id.slice(-2)}/${id}.webp`);
		mkdirSync(dirname(thumbnail), { recursive: true });
		linkOrCopy(original.thumbnailPath, thumbnail);
	});
}

/** Some file systems give a file few names. */
function linkOrCopy(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
}

function* entriesOf(jobs: Iterable<LargeJob<Original>>): Generator<BulkEntry> {
	for (const { recipe, folder } of jobs) {
		for (const output of recipe.outputs) {
			const facts = factsOf(output);
			if (facts === undefined) continue;
			const entry = indexEntry(recipe, output, `${folder}/${output.file ?? ""}`, facts);
			// The first of each job is its best, and a job that goes on with a set is never better.
			yield { entry, cover: output.index === 0 && entry.job.set === undefined };
		}
	}
}

/** Newest first; the same every time. */
function* largeJobs<From extends Original>(
	pictures: number,
	originals: readonly From[],
): Generator<LargeJob<From>> {
	const random = repeatableRandom(11);
	const prompts = Array.from({ length: PROMPTS }, (_, at) =>
		at % 2 === 0 ? sentence(english, random, " ") : sentence(chinese, random, ""),
	);
	const jobs = Math.ceil(pictures / PER_JOB);
	for (let at = 0; at < jobs; at += 1) {
		const count = Math.min(PER_JOB, pictures - at * PER_JOB);
		const mine = Array.from({ length: count }, (_, n) => originals[(at + n) % originals.length]);
		const prompt = prompts[Math.floor(random() * PROMPTS)] ?? "";
		yield largeJob(
			{ at, step: SPREAD_MS / jobs, prompt },
			mine.filter((original) => original !== undefined),
			random,
		);
	}
}

function largeJob<From extends Original>(
	{ at, step, prompt }: { readonly at: number; readonly step: number; readonly prompt: string },
	originals: readonly From[],
	random: () => number,
): LargeJob<From> {
	const createdAt = timeOf(at, step);
	const job = jobId(at, step);
	const folder = jobFolderName({ id: job, createdAt, prompt }, 12);
	const pictures: Record<string, PictureMark> = {};
	const outputs = originals.map(({ width, height, bytes }, index) => {
		const id = ImageId.parse(uuid(createdAt + index, at * PER_JOB + index));
		const mark = markOf(index, at, random);
		if (mark !== undefined) pictures[id] = mark;
		return {
			...{ id, index, width, height, bytes, format: "png", state: "saved" as const },
			savedAt: createdAt + 20_000 - index,
			file: pictureName(index, "png", 1),
			sha256: `${job.replaceAll("-", "")}${id.replaceAll("-", "")}`,
			look: madeUpLook(random),
		};
	});
	const recipe: Recipe = {
		version: RECIPE_VERSION,
		...{ job, createdAt, outputs },
		...(gateways[at % gateways.length] ?? gateways[0]),
		modelTitle: models[at % models.length] ?? models[0],
		accountLabel: "Studio",
		price: { usdPerImage: 0.03, from: "list", worstUsd: 0.12 },
		request: {
			...{ account, model: "seedream", prompt, references: [] },
			size: { kind: "tier", tier: "2K" },
			...{ mode: "set", count: outputs.length, extras: {} },
			// Every tenth goes on with the set of the job before it, which is next in this order.
			...(at % 10 === 0 && { follows: { set: jobId(at + 1, step), way: "extend" as const } }),
		},
		marks: Object.keys(pictures).length > 0 ? { pictures } : {},
	};
	return { recipe, folder, originals };
}

function markOf(index: number, job: number, random: () => number): PictureMark | undefined {
	if (index === 0 && job % 10 !== 0 && random() < 0.3) {
		return { pick: "picked", stars: 5, tags: [tags[job % tags.length] ?? tags[0]] };
	}
	if (index === 3 && random() < 0.2) return { pick: "rejected" };
	return random() < 0.05 ? { tags: [tags[index % tags.length] ?? tags[0]] } : undefined;
}

const timeOf = (at: number, step: number) => Math.round(NEWEST - at * step);
const jobId = (at: number, step: number) => JobId.parse(uuid(timeOf(at, step), at));

/** A UUID v7 whose random part is a number. */
function uuid(ms: number, number: number): string {
	const time = ms.toString(16).padStart(12, "0");
	const end = number.toString(16).padStart(12, "0");
	return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${end}`;
}
