import { AppError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type {
	LibraryFacets,
	LibraryFilter,
	LibraryOutline,
	LibraryQuery,
} from "../../contract/library-query.ts";
import type { KeptCost } from "../../contract/lineage.ts";
import type { Log } from "../foundation/log.ts";
import { hasStacks } from "../store/gallery.ts";
import type { ReaderTable } from "../store/library-reader.ts";
import type { AskReader } from "../store/reader-desk.ts";
import type { RemoteReader } from "../store/remote-reader.ts";
import type { LivingIndex } from "./living-index.ts";

/** A stretch of a gallery. */
export type Stretch = {
	readonly query: LibraryQuery;
	readonly offset: number;
	readonly limit: number;
};

/** Finding pictures. What takes long is worked out beside the app's own thread. */
export type LibraryQuestions = {
	/** @throws AppError `cancelled` when several newer outlines have been asked for meanwhile */
	readonly outline: (query: LibraryQuery) => Promise<LibraryOutline>;
	/** Never waits for the outline of the same query. */
	readonly page: (stretch: Stretch) => Promise<readonly ImageRecord[]>;
	/** Where a picture, or the stack it is in, stands; null: it is not in it. */
	readonly rank: (query: LibraryQuery, id: ImageId) => Promise<number | null>;
	/** Stacks give all their pictures. */
	readonly ids: (stretch: Stretch) => Promise<readonly ImageId[]>;
	readonly facets: () => Promise<LibraryFacets>;
	/** How many pictures a filter leaves. */
	readonly count: (filter: LibraryFilter) => Promise<number>;
	readonly tags: (
		text: string,
		limit: number,
	) => Promise<readonly { readonly name: string; readonly count: number }[]>;
	/** The smallest ΔE2000 of each picture to any of the colours; null: its colours are not known. */
	readonly nearness: (
		ids: readonly ImageId[],
		colours: readonly string[],
	) => Promise<readonly (number | null)[]>;
	/** What pictures that were kept cost, dearest first. */
	readonly keptCosts: (filter: LibraryFilter) => Promise<readonly KeptCost[]>;
};

/** Of what words find, so many are found as quickly here as they are told to another thread. */
const FIRST_PICTURES = 1_000;

/** @param remote absent: everything is worked out in this thread, a little at a time */
export function createLibraryQuestions(ports: {
	readonly index: LivingIndex;
	readonly remote?: RemoteReader | undefined;
	readonly log: Log;
}): LibraryQuestions {
	const { index, remote, log } = ports;
	const beside: AskReader = async (kind, ask) => {
		const source = index.source();
		if (remote === undefined || source === undefined) return index.ask(kind, ask);
		try {
			// The reader answers what it was asked: its table pairs the two.
			return (await remote.ask(source, kind, ask)) as ReaderTable[typeof kind]["answer"];
		} catch (error) {
			const { reason } = AppError.from(error);
			const isReplaced = index.source()?.number !== source.number;
			if (reason === "cancelled" && !isReplaced) throw error;
			log.info("a question is answered by the app's own thread", { kind, reason });
			return index.ask(kind, ask);
		}
	};
	const forQuery = (query: LibraryQuery, reach: number): AskReader =>
		isQuick(query, reach) ? index.ask : beside;

	return {
		outline: (query) => forQuery(query, Number.POSITIVE_INFINITY)("outline", query),
		page: async ({ query, offset, limit }) => {
			const ask = forQuery(query, offset + limit);
			const places = await ask("places", { query, offset, limit });
			return index.use((rows) => rows.at(places, hasStacks(query)));
		},
		rank: (query, id) => forQuery(query, Number.POSITIVE_INFINITY)("rank", { query, id }),
		// They come out of the index, which never changes an id.
		ids: async (stretch) => (await beside("ids", stretch)) as readonly ImageId[],
		facets: () => beside("facets", null),
		count: (filter) => beside("count", filter),
		tags: (text, limit) => beside("tags", { text, limit }),
		nearness: (ids, colours) => beside("nearness", { ids, colours }),
		keptCosts: (filter) => beside("keptCosts", filter),
	};
}

/** The order of time is in memory, and the first pictures that words find are at hand. */
function isQuick({ filter, order }: LibraryQuery, reach: number): boolean {
	const { text, ...more } = filter;
	if (order !== undefined && order.by !== "newest" && order.by !== "oldest") return false;
	if (Object.values(more).some((value) => value !== undefined)) return false;
	return text.trim() === "" || reach <= FIRST_PICTURES;
}
