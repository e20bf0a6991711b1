import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { IndexEntry } from "../store/index-repo.ts";
import type { LivingIndex } from "./living-index.ts";

/**
 * What edits have written into folders and the index does not know yet. Fill it in the turn of the
 * picture's job: the last word of a picture is then the last that was written.
 */
export type IndexBatch = {
	/** A picture as the index will have it. */
	readonly find: (id: ImageId) => ImageRecord | undefined;
	/** Only what it is called and how it is marked has changed. */
	readonly mark: (entry: IndexEntry) => void;
	/** Its file is somewhere else. */
	readonly put: (entry: IndexEntry) => void;
	/** It is gone for good. */
	readonly remove: (id: ImageId) => void;
	/** Writes what is waiting into the index. */
	readonly flush: () => void;
};

type Waiting =
	| { readonly kind: "mark" | "put"; readonly entry: IndexEntry }
	| { readonly kind: "remove" };

/** Written in one transaction; small enough that the window stays awake. */
const BATCH = 100;

export function createIndexBatch(
	index: Pick<LivingIndex, "use" | "put" | "mark" | "remove">,
): IndexBatch {
	const waiting = new Map<ImageId, Waiting>();

	const write = ([id, one]: readonly [ImageId, Waiting]) => {
		if (one.kind === "remove") index.remove(id);
		else index[one.kind](one.entry);
	};
	const flush = () => {
		const all = [...waiting];
		if (all.length === 0) return;
		index.use((rows) => rows.together(() => all.forEach(write)));
		for (const [id, one] of all) if (waiting.get(id) === one) waiting.delete(id);
	};
	const add = (id: ImageId, one: Waiting) => {
		waiting.set(id, one);
		if (waiting.size >= BATCH) flush();
	};
	return {
		find: (id) => {
			const one = waiting.get(id);
			if (one === undefined) return index.use((rows) => rows.get(id));
			return one.kind === "remove" ? undefined : one.entry.image;
		},
		mark: (entry) => {
			const { id } = entry.image;
			const before = waiting.get(id);
			add(id, { kind: before?.kind === "put" ? "put" : "mark", entry });
		},
		put: (entry) => add(entry.image.id, { kind: "put", entry }),
		remove: (id) => add(id, { kind: "remove" }),
		flush,
	};
}
