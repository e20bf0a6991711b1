import { useEffect } from "react";
import { create } from "zustand";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { ask, hear } from "../bridge/client.ts";
import { knownRecord } from "./image-details.ts";
import { recordOf, useLibrary } from "./library-store.ts";

/** Records looked at; what more pictures have in common nobody reads. */
const MAX_LOOKED_AT = 400;
/** Records asked for one by one. */
const MAX_ASKED = 60;

type Fetched = {
	/** Those the gallery does not draw, such as the lower ones of a stack. */
	readonly byId: ReadonlyMap<ImageId, ImageRecord>;
	/** Grows when all of them may be wrong. */
	readonly edition: number;
};

const useFetched = create<Fetched>()(() => ({ byId: new Map(), edition: 0 }));

/** Keeps what was fetched as main has it. Call it once at the start. @returns a function that ends it */
export function followChosenRecords(): () => void {
	const forget = () =>
		useFetched.setState(({ edition }) => ({ byId: new Map(), edition: edition + 1 }));
	const ends = [
		hear("library.marked", putChosenRecords),
		hear("library.changed", forget),
		hear("library.rebuilt", forget),
	];
	return () => {
		for (const end of ends) end();
		forget();
	};
}

/** Puts records in place of what was fetched of the same pictures, such as after they were marked. */
export function putChosenRecords(records: readonly ImageRecord[]): void {
	const { byId } = useFetched.getState();
	const fresh = records.filter(({ id }) => byId.has(id));
	if (fresh.length === 0) return;
	useFetched.setState({
		byId: new Map([...byId, ...fresh.map((record) => [record.id, record] as const)]),
	});
}

/**
 * What is known of chosen pictures: of the first few hundred all there is, as far as it is at hand
 * or soon will be. It follows their marks.
 */
export function useChosenRecords(ids: readonly ImageId[]): readonly ImageRecord[] {
	// Marks change the pages: what follows is read anew with them.
	useLibrary((state) => state.pages);
	const { byId, edition } = useFetched();
	// biome-ignore lint/correctness/useExhaustiveDependencies: all of it is asked for again in a new edition.
	useEffect(() => {
		let isWanted = true;
		const fetchThem = async (unknown: readonly ImageId[]) => {
			const found = new Map<ImageId, ImageRecord>();
			for (const id of unknown) {
				const detail = await ask("library.get", id).catch(() => undefined);
				if (!isWanted) return;
				if (detail !== undefined) found.set(id, detail.image);
			}
			useFetched.setState({ byId: found });
		};
		const unknown = ids
			.slice(0, MAX_LOOKED_AT)
			.filter((id) => recordOf(id) === undefined && knownRecord(id) === undefined);
		if (unknown.length > 0) void fetchThem(unknown.slice(0, MAX_ASKED));
		return () => {
			isWanted = false;
		};
	}, [ids, edition]);
	return ids
		.slice(0, MAX_LOOKED_AT)
		.flatMap((id) => recordOf(id) ?? byId.get(id) ?? knownRecord(id) ?? []);
}
