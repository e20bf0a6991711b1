import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord, PictureMark, Recipe } from "../../contract/library.ts";
import type { JobFolders } from "./job-folders.ts";
import type { Locks } from "./locks.ts";
import { readRecipe } from "./recipe-file.ts";

/** `null` takes a part of a mark away, what is absent stays. */
export type MarkChange = {
	readonly pick?: PictureMark["pick"] | null;
	readonly stars?: PictureMark["stars"] | null;
};

/** What came of marking: one bad picture never keeps the others from being marked. */
export type Marked = {
	/** In the order asked. */
	readonly images: readonly ImageRecord[];
	/** The first of what went wrong. */
	readonly error?: AppError;
};

/** The mark of a picture as its recipe has it; undefined: none. */
export function markIn(recipe: Recipe, id: ImageId): PictureMark | undefined {
	const { pictures = {} } = recipe.marks;
	const mark = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
	return mark === undefined ? undefined : tidied(mark);
}

/** The recipe with the marks of these pictures changed. */
export function withMarks(recipe: Recipe, ids: readonly ImageId[], change: MarkChange): Recipe {
	const { pictures: before, ...marks } = recipe.marks;
	const pictures = { ...before };
	for (const id of ids) {
		const mark = changed(markIn(recipe, id), change);
		if (mark === undefined) delete pictures[id];
		else pictures[id] = mark;
	}
	return { ...recipe, marks: Object.keys(pictures).length === 0 ? marks : { ...marks, pictures } };
}

function changed(mark: PictureMark = {}, change: MarkChange): PictureMark | undefined {
	const pick = change.pick === undefined ? mark.pick : (change.pick ?? undefined);
	const stars = change.stars === undefined ? mark.stars : (change.stars ?? undefined);
	return tidied({ pick, stars });
}

function tidied({ pick, stars }: PictureMark): PictureMark | undefined {
	if (pick === undefined && stars === undefined) return undefined;
	return { ...(pick !== undefined && { pick }), ...(stars !== undefined && { stars }) };
}

export type MarkPorts = {
	readonly folders: JobFolders;
	readonly inTurn: Locks;
	readonly find: (id: ImageId) => ImageRecord | undefined;
	/** Absolute path of a path inside the library. */
	readonly path: (inside: string) => string;
	readonly markInIndex: (image: ImageRecord, folder: string, recipe: Recipe) => void;
	/** @throws AppError `folder-missing` when the whole library is away */
	readonly ensurePresent: () => Promise<void>;
	/** Throws what an error of the disk means. */
	readonly guarded: <T>(work: () => Promise<T>) => Promise<T>;
};

/**
 * Writes marks into the recipes of the pictures' jobs, one write a job, then into the index. Jobs are
 * taken in turn with those who save, so that neither undoes what the other has written.
 */
export function createMarks(ports: MarkPorts) {
	const markJob = async (images: readonly ImageRecord[], change: MarkChange) => {
		const [first] = images;
		if (first === undefined) throw appError("image-not-found");
		const { job, file } = first;
		const inside = file.slice(0, file.lastIndexOf("/"));
		const ids = images.map(({ id }) => id);
		return ports.inTurn(job, async () => {
			await ports.ensurePresent();
			const kept = await readRecipe(ports.path(inside));
			if (kept === undefined) {
				throw appError("record-damaged", { said: `${inside} has no recipe.json` });
			}
			const written = await ports.folders.write(inside, kept, (merged) =>
				withMarks(merged, ids, change),
			);
			return images.map(({ mark: _, ...image }): ImageRecord => {
				const mark = markIn(written, image.id);
				const marked = { ...image, ...(mark !== undefined && { mark }) };
				ports.markInIndex(marked, inside, written);
				return marked;
			});
		});
	};
	return async (ids: readonly ImageId[], change: MarkChange): Promise<Marked> => {
		const marked = new Map<ImageId, ImageRecord>();
		let error: AppError | undefined;
		const jobs = Map.groupBy(new Set(ids), (id) => ports.find(id)?.job);
		for (const [job, mine] of jobs) {
			try {
				if (job === undefined) throw appError("image-not-found");
				const images = mine.flatMap((id) => ports.find(id) ?? []);
				const written = await ports.guarded(() => markJob(images, change));
				for (const image of written) marked.set(image.id, image);
			} catch (thrown) {
				error ??= AppError.from(thrown);
			}
		}
		const images = [...new Set(ids)].flatMap((id) => marked.get(id) ?? []);
		return { images, ...(error !== undefined && { error }) };
	};
}
