import { v7 } from "uuid";
import { Collection, type CollectionSummary } from "../../contract/collections.ts";
import { AppError, appError } from "../../contract/errors.ts";
import { CollectionId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { createCollectionFiles } from "./collection-files.ts";
import type { Locks } from "./locks.ts";

/** The collections and saved searches of a library, each in a file of its own. */
export type CollectionStore = {
	/** By title; those whose files cannot be understood are left out and stay as they are. */
	readonly list: () => Promise<readonly CollectionSummary[]>;
	/**
	 * Makes one or changes it; durable when it returns.
	 * @throws AppError `collection-not-found`, `collection-unreadable`
	 */
	readonly save: (
		wanted: Omit<Collection, "id" | "createdAt"> & { readonly id?: CollectionId | undefined },
	) => Promise<CollectionSummary>;
	/** Into the trash; its pictures stay, and still name it. @throws AppError `collection-not-found` */
	readonly remove: (id: CollectionId) => Promise<void>;
	/** Out of the trash. @throws AppError `collection-not-found`, `collection-unreadable` */
	readonly restore: (id: CollectionId) => Promise<CollectionSummary>;
	/**
	 * One that pictures can be put into.
	 * @throws AppError `collection-not-found`; `collection-fills-itself` for a saved search
	 */
	readonly ensureByHand: (id: CollectionId) => Promise<void>;
};

export function createCollectionStore(ports: {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	readonly inTurn: Locks;
	/** How many pictures are in each. */
	readonly counts: () => ReadonlyMap<CollectionId, number>;
	/** Throws what an error of the disk means. */
	readonly guarded: <T>(work: () => Promise<T>) => Promise<T>;
}): CollectionStore {
	const { place, clock, inTurn, counts, guarded } = ports;
	const files = createCollectionFiles(ports);
	const { read } = files;
	const there = async (id: CollectionId): Promise<Collection> => {
		const found = await read(id);
		if (found === undefined) throw appError("collection-not-found");
		return found;
	};
	const summary = (collection: Collection, all = counts()): CollectionSummary =>
		collection.query === undefined
			? { ...collection, count: all.get(collection.id) ?? 0 }
			: collection;
	const mine = <T>(id: CollectionId, work: () => Promise<T>): Promise<T> =>
		guarded(() =>
			inTurn(`collection ${id}`, async () => {
				await place.ensurePresent();
				return work();
			}),
		);
	return {
		list: () =>
			guarded(async () => {
				const all = counts();
				const ids = await files.ids();
				const found = await Promise.all(ids.map((id) => read(id).catch(unlessUnreadable)));
				return found
					.filter((one) => one !== undefined)
					.map((one) => summary(one, all))
					.sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1));
			}),
		save: ({ id: known, ...wanted }) => {
			const id = known ?? CollectionId.parse(v7({ msecs: clock.now() }));
			return mine(id, async () => {
				const before = known === undefined ? undefined : await there(id);
				const createdAt = before?.createdAt ?? clock.now();
				const collection = Collection.parse({ ...wanted, id, createdAt });
				await files.write(collection);
				return summary(collection);
			});
		},
		remove: (id) =>
			mine(id, async () => {
				if (!(await files.isThere(id))) throw appError("collection-not-found");
				await files.move(id, "collections", "trash/collections");
			}),
		restore: (id) =>
			mine(id, async () => {
				// Restored twice, it is where it should be.
				if (!(await files.isThere(id))) {
					const removed = await read(id, "trash/collections");
					if (removed === undefined) throw appError("collection-not-found");
					await files.move(id, "trash/collections", "collections");
				}
				return summary(await there(id));
			}),
		ensureByHand: (id) =>
			mine(id, async () => {
				const { query, title } = await there(id);
				if (query !== undefined) throw appError("collection-fills-itself", { title });
			}),
	};
}

function unlessUnreadable(error: unknown): undefined {
	if (error instanceof AppError && error.reason === "collection-unreadable") return undefined;
	throw error;
}
