import { create } from "zustand";
import type { CollectionSummary, Swatch } from "../../contract/collections.ts";
import type { CollectionId } from "../../contract/ids.ts";
import type { LibraryQuery } from "../../contract/library-query.ts";
import type { RouteInput } from "../../contract/routes.ts";
import { ask, hear } from "../bridge/client.ts";
import { attempt } from "./picture-problem.ts";

type CollectionsState = {
	/** By title; undefined until they are known. */
	readonly list: readonly CollectionSummary[] | undefined;
	/** The one whose name is being written. */
	readonly named: CollectionId | undefined;
};

/** A copy of main's collections and saved searches. */
export const useCollections = create<CollectionsState>()(() => ({
	list: undefined,
	named: undefined,
}));

/** Has the name of a collection written where it stands; undefined ends that. */
export function nameCollection(named: CollectionId | undefined): void {
	useCollections.setState({ named });
}

/** Keeps collections as main has them. What was known stays when main cannot tell. @returns a function that ends it */
export function followCollections(): () => void {
	const renew = () => void ask("collections.list").then(putCollections, () => {});
	const ends = [
		hear("collections.changed", putCollections),
		// Their counts are counted anew with the index.
		hear("library.rebuilt", renew),
	];
	renew();
	return () => {
		for (const end of ends) end();
		useCollections.setState({ list: undefined });
	};
}

export function collectionOf(
	list: readonly CollectionSummary[] | undefined,
	id: CollectionId | undefined,
): CollectionSummary | undefined {
	return id === undefined ? undefined : list?.find((collection) => collection.id === id);
}

/** Makes a collection to be filled by hand or, with a query, a saved search. @returns undefined when it failed; `usePictureProblem` says why */
export function createCollection(
	title: string,
	query?: LibraryQuery,
): Promise<CollectionSummary | undefined> {
	return save({ title, swatches: [], ...(query !== undefined && { query }) });
}

export type CollectionPatch = {
	readonly title?: string;
	readonly query?: LibraryQuery;
	readonly swatches?: readonly Swatch[];
};

/** Renames a collection, or changes its query or colours. @returns as `createCollection` */
export async function changeCollection(
	id: CollectionId,
	patch: CollectionPatch,
): Promise<CollectionSummary | undefined> {
	const known = collectionOf(useCollections.getState().list, id);
	if (known === undefined) return undefined;
	const query = patch.query ?? known.query;
	return save({
		id,
		title: patch.title ?? known.title,
		swatches: [...(patch.swatches ?? known.swatches)],
		...(query !== undefined && { query }),
	});
}

/** Puts a collection into the trash; its pictures stay. @returns whether it worked; if not, `usePictureProblem` says why */
export function removeCollection(id: CollectionId): Promise<boolean> {
	return attempt(async () => {
		await ask("collections.remove", id);
		putCollections((useCollections.getState().list ?? []).filter((one) => one.id !== id));
	});
}

/** Takes a collection out of the trash again. @returns as `removeCollection` */
export function restoreCollection(id: CollectionId): Promise<boolean> {
	return attempt(async () => putCollection(await ask("collections.restore", id)));
}

async function save(
	collection: RouteInput<"collections.save">,
): Promise<CollectionSummary | undefined> {
	let saved: CollectionSummary | undefined;
	await attempt(async () => {
		saved = await ask("collections.save", collection);
		putCollection(saved);
	});
	return saved;
}

function putCollection(saved: CollectionSummary): void {
	const { list = [] } = useCollections.getState();
	putCollections([...list.filter(({ id }) => id !== saved.id), saved]);
}

function putCollections(list: readonly CollectionSummary[]): void {
	const byTitle = new Intl.Collator(undefined, { numeric: true });
	useCollections.setState({
		list: list.toSorted((a, b) => byTitle.compare(a.title, b.title) || a.createdAt - b.createdAt),
	});
}
