import { type Database, parsedRow } from "./database.ts";
import type { FilterPlan } from "./filter-clauses.ts";
import { PlacesRow } from "./place-streams.ts";

/** Which of some pictures hold; more conditions may follow. */
export const AMONG = `SELECT json_group_array(place) AS places FROM images
	WHERE place IN (SELECT value FROM json_each(?))`;

/** Clauses as one condition. */
export function joined(clauses: FilterPlan["clauses"]) {
	return {
		holds: clauses.map(({ sql }) => `(${sql})`).join(" AND "),
		values: clauses.flatMap((clause) => clause.values),
	};
}

/** Which of some kept pictures a filter leaves. */
export function createIsFound(database: Database, { sources, clauses, range }: FilterPlan) {
	const { holds, values } = joined(clauses);
	const statements = [
		...sources.map((source) => ({
			statement: database.prepare(
				`SELECT json_group_array(${source.column}) AS places FROM ${source.from}
				 AND ${source.column} IN (SELECT value FROM json_each(?))`,
			),
			values: source.values,
		})),
		...(clauses.length === 0
			? []
			: [
					{
						statement: database.prepare(`${AMONG.replace("WHERE", `WHERE ${holds} AND`)}`),
						values,
					},
				]),
	];
	return (places: readonly number[]): ReadonlySet<number> => {
		let left = places.filter((place) => place >= range.from && place < range.to);
		for (const { statement, values: bound } of statements) {
			if (left.length === 0) break;
			const row = statement.get(...bound, JSON.stringify(left));
			left = [...parsedRow(PlacesRow, row, "index.db").places];
		}
		return new Set(left);
	};
}
