import { v7 } from "uuid";
import { AccountId, GatewayId, ImageId, JobId } from "../../src/contract/ids.ts";
import { type ImageRecord, RECIPE_VERSION, type Recipe } from "../../src/contract/library.ts";
import { jobFolderName } from "../../src/main/library/folder-name.ts";
import { pictureName } from "../../src/main/library/picture-names.ts";
import { openIndex } from "../../src/main/store/index-repo.ts";
import { repeatableRandom } from "./measure.ts";

/** The file that a picture's record speaks of: its size in pixels and its length. */
type Original = { readonly width: number; readonly height: number; readonly bytes: number };

/** A job and what it brought, as the library would have recorded it. */
export type SyntheticJob<From extends Original> = {
	readonly recipe: Recipe;
	/** Inside the library. */
	readonly folder: string;
	readonly images: readonly { readonly record: ImageRecord; readonly original: From }[];
};

const DAY_MS = 86_400_000;
const NEWEST = new Date(2026, 10, 21, 18).getTime();
const PER_JOB = 4;
const JOBS_A_DAY = 25;
const WORDS = 7;

const account = AccountId.parse(v7());

const usualOriginals: readonly Original[] = [
	{ width: 2048, height: 2048, bytes: 6_000_000 },
	{ width: 2560, height: 1440, bytes: 5_500_000 },
	{ width: 1728, height: 2304, bytes: 5_900_000 },
	{ width: 2496, height: 1664, bytes: 6_200_000 },
];

/** Prompts are words of these in any order; the last few words of each list are rare. */
export const english =
	words(`neon panda harbour fog rain glass moss velvet paper copper morning shadow
	garden city river cat chair bottle poster lamp mountain snow ribbon linen marble orchid train
	window circus violet`);
export const chinese =
	words(`少女 霓虹 熊猫 港口 薄雾 雨夜 玻璃 青苔 丝绒 纸雕 铜器 清晨 影子 花园 城市 河流
	猫咪 椅子 瓶子 海报 灯笼 山峰 雪景 缎带 亚麻 大理石 兰花 列车 窗边 马戏团`);

/**
 * Jobs of four pictures each, newest first, twenty-five a day; half of the prompts are Chinese.
 * The same every time but for the random part of their ids.
 */
export function syntheticJobs(pictures: number): SyntheticJob<Original>[];
/** @param originals of the pictures, in turn */
export function syntheticJobs<From extends Original>(
	pictures: number,
	originals: readonly From[],
): SyntheticJob<From>[];
export function syntheticJobs(
	pictures: number,
	originals: readonly Original[] = usualOriginals,
): SyntheticJob<Original>[] {
	const random = repeatableRandom(7);
	return Array.from({ length: Math.ceil(pictures / PER_JOB) }, (_, at) => {
		const places = Array.from({ length: Math.min(PER_JOB, pictures - at * PER_JOB) }, (_, n) => n);
		const from = places.map((n) => originals[(at * PER_JOB + n) % originals.length]);
		return syntheticJob(
			at,
			from.filter((original) => original !== undefined),
			random,
		);
	});
}

/** Fills the index file of a library, as many rows as there are pictures. */
export function fillIndex(
	path: string,
	library: string,
	jobs: readonly Pick<SyntheticJob<Original>, "images" | "folder">[],
): void {
	const index = openIndex(path, { folder: library, durable: false });
	index.together(() => {
		// Oldest first, as they came.
		for (const { images, folder } of jobs.toReversed()) {
			for (const { record } of images) {
				index.put({ image: record, folder, job: { references: [] } });
			}
		}
	});
	index.close();
}

function syntheticJob(
	at: number,
	originals: readonly Original[],
	random: () => number,
): SyntheticJob<Original> {
	const createdAt = Math.round(NEWEST - (at * DAY_MS) / JOBS_A_DAY);
	const prompt = at % 2 === 0 ? sentence(english, random, " ") : sentence(chinese, random, "");
	const job = JobId.parse(v7({ msecs: createdAt }));
	const folder = jobFolderName({ id: job, createdAt, prompt }, 12);
	const titles = { modelTitle: "Seedream 4.0", gatewayTitle: "Demo" };
	const images = originals.map((original, index): { record: ImageRecord; original: Original } => {
		const { width, height, bytes } = original;
		const facts = { width, height, bytes, format: "png", savedAt: createdAt + 20_000 + index };
		const file = `${folder}/${pictureName(index, "png", 1)}`;
		const id = ImageId.parse(v7({ msecs: createdAt + index }));
		return { original, record: { id, job, index, file, prompt, ...facts, ...titles } };
	});
	const records = images.map(({ record }) => record);
	return { folder, images, recipe: recipeOf({ job, createdAt, prompt, records, ...titles }) };
}

function recipeOf({
	records,
	prompt,
	...job
}: Pick<Recipe, "job" | "createdAt" | "gatewayTitle" | "modelTitle"> & {
	readonly prompt: string;
	readonly records: readonly ImageRecord[];
}): Recipe {
	return {
		...job,
		version: RECIPE_VERSION,
		gateway: GatewayId.parse("demo"),
		accountLabel: "Studio",
		request: {
			account,
			model: "seedream",
			prompt,
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "set",
			count: records.length,
			extras: {},
		},
		outputs: records.map(({ id, index, width, height, bytes, format, savedAt, file }) => ({
			...{ id, index, width, height, bytes, format, savedAt },
			state: "saved" as const,
			file: file.slice(file.lastIndexOf("/") + 1),
		})),
		marks: {},
	};
}

function words(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}

/** Words early in the list come up more often, as they do in what people write. */
export function sentence(from: readonly string[], random: () => number, between: string): string {
	const pick = () => from[Math.floor(random() ** 2 * from.length)];
	return Array.from({ length: WORDS }, pick).join(between);
}
