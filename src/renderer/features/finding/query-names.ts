import { useMemo } from "react";
import type { LibraryFacets } from "../../../contract/library-query.ts";
import type { QueryNames } from "../../../contract/query-text.ts";
import { useCollections } from "../../state/collections-store.ts";
import { useFacets } from "../../state/facets-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { useShelf } from "../../state/shelf-store.ts";

export type Names = Omit<QueryNames, "now">;

/** What the names in chips stand for, as far as the window knows. */
export function useQueryNames(): Names {
	const facets = useFacets();
	const gateways = useGateways((state) => state.gateways);
	const list = useCollections((state) => state.list);
	const entries = useShelf((state) => state.entries);
	return useMemo(
		() => ({
			gateways: gatewayNames(facets, gateways),
			models: facets?.models.map(({ title }) => title) ?? [],
			collections: (list ?? []).filter(({ query }) => query === undefined),
			references: entries.map(({ reference, name }) => ({ id: reference, name })),
		}),
		[facets, gateways, list, entries],
	);
}

/** Those of the library first: they may be of an account that is gone. */
function gatewayNames(
	facets: LibraryFacets | undefined,
	known: readonly { readonly id: string; readonly title: string }[],
): readonly { readonly id: string; readonly title: string }[] {
	const found = facets?.gateways.filter(({ id }) => id !== "") ?? [];
	const ids = new Set(found.map(({ id }) => id));
	return [...found, ...known.filter(({ id }) => !ids.has(id))];
}
