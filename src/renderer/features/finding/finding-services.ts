import { useEffect } from "react";
import { followChosenRecords } from "../../state/chosen-records.ts";
import { followCollections } from "../../state/collections-store.ts";
import { followFacets } from "../../state/facets-store.ts";
import { followNearness } from "../../state/nearness.ts";
import { useEditToasts } from "./edit-toasts.ts";
import { useFindingKeys } from "./use-finding-keys.ts";

/** What goes on for finding and ordering pictures whatever is on screen. Stands in the window once; draws nothing. */
export function FindingServices() {
	useEditToasts();
	useFindingKeys();
	useEffect(() => {
		const ends = [followCollections(), followFacets(), followNearness(), followChosenRecords()];
		return () => {
			for (const end of ends) end();
		};
	}, []);
	return null;
}
