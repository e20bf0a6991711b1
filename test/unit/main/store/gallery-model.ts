import { v7 } from "uuid";
import { CollectionId, ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import {
	type LibraryFilter,
	type LibraryQuery,
	RATIO_UNIT,
} from "../../../../src/contract/library-query.ts";
import { lookText } from "../../../../src/contract/picture-look.ts";
import type { IndexEntry } from "../../../../src/main/store/index-entry.ts";

export const NOON = new Date(2026, 10, 21, 12).getTime();
const HOUR_MS = 3_600_000;

/** A picture as the tests vary it. */
export type Sample = {
	/** Which of a few jobs; those from 3 on go on with the set of job 0. */
	readonly job: number;
	readonly position: number;
	/** Hours before noon. */
	readonly age: number;
	readonly words: string;
	readonly pick?: "picked" | "rejected" | undefined;
	readonly stars?: 1 | 2 | 3 | 4 | 5 | undefined;
	readonly tag?: string | undefined;
	readonly collected: boolean;
	readonly usd?: number | undefined;
	readonly wide: boolean;
	readonly state?: "trashed" | "missing" | undefined;
	readonly imported: boolean;
};

const ids = Array.from({ length: 400 }, (_, n) => ImageId.parse(v7({ msecs: NOON + n })));
const jobs = Array.from({ length: 6 }, (_, n) => JobId.parse(v7({ msecs: NOON - 1_000 + n })));
export const COLLECTION = CollectionId.parse(v7());
export const FIRST_JOB = jobs[0] ?? JobId.parse(v7());

/** @param number of the picture: its id and its place among those of one time */
export function entryFor(number: number, sample: Sample): IndexEntry {
	const { job, position, age, words, pick, stars, tag, collected, usd, wide, state } = sample;
	const id = ids[number] ?? ImageId.parse(v7());
	const owner = sample.imported ? jobs[5] : jobs[job];
	const mark = {
		...(pick !== undefined && { pick }),
		...(stars !== undefined && { stars }),
		...(tag !== undefined && { tags: [tag] }),
		...(collected && { collections: [COLLECTION] }),
	};
	const image: ImageRecord = {
		id,
		job: owner ?? FIRST_JOB,
		index: position,
		width: wide ? 1600 : 900,
		height: 900,
		bytes: 1_000,
		format: "png",
		// A picture of its own time each: which of one millisecond is first is another test's.
		savedAt: NOON - age * HOUR_MS + number * 7,
		file: `2026-11/21-${number}/01.png`,
		prompt: sample.imported ? words : `job ${job}`,
		modelTitle: sample.imported ? "" : `Model ${job % 2}`,
		gatewayTitle: sample.imported ? "" : "Demo",
		caption: words,
		...(Object.keys(mark).length > 0 && { mark }),
		...(sample.imported && { imported: true }),
		...(sample.imported && usd !== undefined && { usd }),
		...(state === "trashed" && { trashedAt: NOON }),
		...(state === "missing" && { missing: true }),
	};
	const follows = !sample.imported && job >= 3;
	return {
		image,
		folder: `2026-11/21-${number}`,
		job: {
			...(follows && { set: FIRST_JOB }),
			...(sample.imported ? { imported: true } : { gateway: job % 2 === 0 ? "demo" : "other" }),
			references: [],
		},
		look: lookText({ likeness: [number % 3, number], colours: [] }),
	};
}

/** What the gallery of a query is, worked out the plain way. */
export function expected(entries: readonly IndexEntry[], query: LibraryQuery) {
	const { filter, order = { by: "newest" }, stacked = false } = query;
	const newest = entries.toSorted((a, b) => b.image.savedAt - a.image.savedAt);
	const matching = newest.filter((entry) => fits(entry, filter));
	const inTime = order.by === "oldest" ? matching.toReversed() : matching;
	const shown = stacked && filter.state === undefined ? stacks(inTime, entries) : inTime;
	const images = ordered(shown, order.by).map(({ image }) => image);
	return {
		ids: images.map(({ id }) => id),
		ratios: images.map(({ width, height }) => Math.round((width / height) * RATIO_UNIT)),
	};
}

function ordered(entries: readonly IndexEntry[], by: string): readonly IndexEntry[] {
	const key = ({ image }: IndexEntry) =>
		by === "stars" ? (image.mark?.stars ?? 0) : by === "price" ? (image.usd ?? -1) : 0;
	return entries.toSorted((a, b) => key(b) - key(a));
}

const isKept = ({ image }: IndexEntry) =>
	image.trashedAt === undefined && image.missing === undefined;

export const stackOf = ({ image, job }: IndexEntry): string =>
	job.imported === true ? image.id : (job.set ?? image.job);

/** The best of the kept pictures of a stack. */
export function coverOf(stack: string, entries: readonly IndexEntry[]): IndexEntry | undefined {
	const worth = ({ image: { mark } }: IndexEntry) =>
		mark?.pick === "picked" ? 2 : mark?.pick === "rejected" ? 0 : 1;
	return entries
		.filter((entry) => isKept(entry) && stackOf(entry) === stack)
		.toSorted(
			(a, b) =>
				worth(b) - worth(a) ||
				(b.image.mark?.stars ?? 0) - (a.image.mark?.stars ?? 0) ||
				(a.image.job < b.image.job ? -1 : a.image.job > b.image.job ? 1 : 0) ||
				a.image.index - b.image.index ||
				a.image.savedAt - b.image.savedAt,
		)[0];
}

function stacks(found: readonly IndexEntry[], entries: readonly IndexEntry[]) {
	const seen = new Set<string>();
	return found.filter((entry) => {
		const stack = stackOf(entry);
		const cover = coverOf(stack, entries);
		if (cover !== undefined && found.includes(cover)) return entry === cover;
		if (seen.has(stack)) return false;
		seen.add(stack);
		return true;
	});
}

function fits(entry: IndexEntry, filter: LibraryFilter): boolean {
	const { image, job } = entry;
	const { mark = {} } = image;
	const isState =
		filter.state === "trashed"
			? image.trashedAt !== undefined
			: filter.state === "missing"
				? image.missing === true && image.trashedAt === undefined
				: isKept(entry);
	const text = `${image.prompt} ${image.caption ?? ""} ${(mark.tags ?? []).join(" ")} 01.png`;
	const words = filter.text.split(" ").filter((word) => word !== "");
	const gateway = job.imported === true ? "" : (job.gateway ?? "");
	const checks: readonly boolean[] = [
		isState,
		words.every((word) => text.includes(word)),
		filter.gateways?.includes(gateway) ?? true,
		filter.models?.includes(image.modelTitle) ?? true,
		image.savedAt >= (filter.from ?? 0),
		image.savedAt < (filter.before ?? Number.POSITIVE_INFINITY),
		image.width / image.height >= (filter.ratio?.min ?? 0),
		Math.max(image.width, image.height) >= (filter.side?.min ?? 0),
		filter.picks?.includes(mark.pick ?? "none") ?? true,
		(mark.stars ?? 0) >= (filter.minStars ?? 0),
		(filter.tags ?? []).every((tag) => mark.tags?.includes(tag)),
		filter.collection === undefined || (mark.collections ?? []).includes(filter.collection),
		filter.job === undefined || image.job === filter.job || job.set === filter.job,
		filter.usd === undefined || (image.usd ?? -1) >= (filter.usd.min ?? 0),
		filter.origin === undefined || (filter.origin === "imported") === (job.imported === true),
	];
	return checks.every(Boolean);
}
