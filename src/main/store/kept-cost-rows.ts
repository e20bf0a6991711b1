import { z } from "zod";
import type { LibraryFilter } from "../../contract/library-query.ts";
import type { KeptCost } from "../../contract/lineage.ts";
import { type Database, parsedRow } from "./database.ts";
import { planFilter } from "./filter-clauses.ts";

const CostRow = z.object({
	gateway_title: z.string(),
	model_title: z.string(),
	made: z.int(),
	kept: z.int(),
	rejected: z.int(),
	usd: z.number(),
	unpriced: z.int(),
});

/** A picture that was good enough: the designer picked it, or gave it so many stars. */
const KEPT = "trashed_at IS NULL AND (pick = 'picked' OR stars >= 3)";

/**
 * What pictures cost that were kept, by gateway and model, dearest first. Those in the trash were paid
 * for like all others: unless the filter asks for a state, they count as made.
 */
export function readKeptCosts(database: Database, filter: LibraryFilter): readonly KeptCost[] {
	const { sources, clauses, range } = planFilter(database, filter);
	const conditions = [
		"gateway <> ''",
		"place >= CAST(? AS INTEGER)",
		"place < CAST(? AS INTEGER)",
		...clauses.map(({ sql }) => `(${sql})`),
		...sources.map(({ from, column }) => `place IN (SELECT ${column} FROM ${from})`),
	];
	const values: (string | number)[] = [
		range.from,
		range.to,
		...clauses.flatMap((clause) => [...clause.values]),
		...sources.flatMap((source) => source.values.map(plainValue)),
	];
	const rows = database.prepare(
		`SELECT jobs.gateway_title, sums.model AS model_title, made, kept, rejected, sums.usd, unpriced
		 FROM (SELECT max(job) AS newest, model, count(*) AS made, total(usd) AS usd,
				count(*) - count(usd) AS unpriced, count(*) FILTER (WHERE ${KEPT}) AS kept,
				count(*) FILTER (WHERE pick = 'rejected') AS rejected
			FROM images WHERE ${conditions.join(" AND ")} GROUP BY gateway, model) AS sums
		 JOIN jobs ON jobs.id = sums.newest
		 ORDER BY sums.usd DESC, made DESC, gateway_title, model_title`,
	);
	return rows.all(...values).map((row) => costOf(parsedRow(CostRow, row, "index.db")));
}

/** A filter asks with nothing else. */
function plainValue(value: unknown): string | number {
	return typeof value === "number" ? value : String(value);
}

function costOf(row: z.infer<typeof CostRow>): KeptCost {
	const { made, kept, rejected, usd, unpriced } = row;
	const isKnown = kept > 0 && unpriced < made;
	return {
		...{ gatewayTitle: row.gateway_title, modelTitle: row.model_title },
		...{ made, kept, rejected, usd, unpriced },
		...(isKnown && { usdPerKept: usd / kept }),
	};
}
