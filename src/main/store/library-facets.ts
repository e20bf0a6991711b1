import { z } from "zod";
import type { LibraryFacets } from "../../contract/library-query.ts";
import { foldTag } from "../../contract/tag-name.ts";
import { type Database, parsedRow } from "./database.ts";
import { SPAN } from "./migrations/index-0003.ts";

type TagCount = { readonly name: string; readonly count: number };

/** What the library holds, counted a span of time at a time and counted anew where it changed. */
export type FacetCounts = {
	/** Pauses between pieces of work. */
	readonly facets: () => Generator<void, LibraryFacets>;
	/** Tags that begin with what was typed, then those that contain it; the ones used most first. */
	readonly tags: (text: string, limit: number) => Generator<void, TagCount[]>;
};

const Stamps = z.object({ span: z.int(), stamp: z.int() });
const Group = z.object({
	gateway: z.string().nullable(),
	model: z.string().nullable(),
	count: z.int(),
});
type Group = z.infer<typeof Group>;
const Title = z.object({ gateway_title: z.string() });
const Count = z.object({ count: z.int() });
const Tag = z.object({ id: z.int(), name: z.string() });
const Used = z.object({ tag: z.int(), count: z.int() });
const MAX_TAGS = 200;
const SPANS_AT_ONCE = 4;

export function createFacetCounts(database: Database): FacetCounts {
	const stamps = database.prepare("SELECT span, stamp FROM spans");
	const groups = database.prepare(
		`SELECT gateway, model, count(*) AS count FROM images
		 WHERE place >= CAST(? AS INTEGER) AND place < CAST(? AS INTEGER)
			AND trashed_at IS NULL AND missing IS NULL
		 GROUP BY gateway, model`,
	);
	const title = database.prepare(
		"SELECT gateway_title FROM jobs WHERE gateway = ? ORDER BY id DESC LIMIT 1",
	);
	const counters = {
		trashed: database.prepare("SELECT count(*) AS count FROM images WHERE trashed_at IS NOT NULL"),
		missing: database.prepare(
			"SELECT count(*) AS count FROM images WHERE missing IS NOT NULL AND trashed_at IS NULL",
		),
		unseen: database.prepare(
			`SELECT count(*) AS count FROM images
			 WHERE likeness_high IS NULL AND trashed_at IS NULL AND missing IS NULL`,
		),
	};
	const known = new Map<number, { readonly stamp: number; readonly groups: readonly Group[] }>();
	const tags = createTagCounts(database);
	const count = (of: keyof typeof counters) =>
		parsedRow(Count, counters[of].get(), "index.db").count;

	return {
		tags: function* (text, limit) {
			const typed = plain(text);
			const counts = yield* tags();
			const begins = counts.filter(({ name }) => plain(name).startsWith(typed));
			const contains = counts.filter(
				({ name }) => !plain(name).startsWith(typed) && plain(name).includes(typed),
			);
			return [...begins, ...contains].slice(0, limit);
		},
		facets: function* () {
			let read = 0;
			for (const row of stamps.all()) {
				const { span, stamp } = parsedRow(Stamps, row, "index.db");
				if (known.get(span)?.stamp === stamp) continue;
				const rows = groups.all(span * SPAN, (span + 1) * SPAN);
				known.set(span, {
					stamp,
					groups: rows.map((found) => parsedRow(Group, found, "index.db")),
				});
				read += 1;
				if (read % SPANS_AT_ONCE === 0) yield;
			}
			const all = [...known.values()].flatMap((one) => one.groups);
			return {
				total: all.reduce((sum, group) => sum + group.count, 0),
				gateways: summed(all, ({ gateway }) => gateway).map(({ name, count: pictures }) => {
					const row = name === "" ? undefined : title.get(name);
					const found = row === undefined ? "" : parsedRow(Title, row, "index.db").gateway_title;
					return { id: name, title: found, count: pictures };
				}),
				models: summed(all, ({ model }) => model || null).map(({ name, count: pictures }) => ({
					title: name,
					count: pictures,
				})),
				tags: (yield* tags()).slice(0, MAX_TAGS),
				trashed: count("trashed"),
				missing: count("missing"),
				unseen: count("unseen"),
			};
		},
	};
}

/** As typed text and tags are compared: accents make no difference either. */
function plain(text: string): string {
	return foldTag(text.trim()).normalize("NFKD").replaceAll(/\p{M}/gu, "");
}

/** The ones with most pictures first. */
function summed(
	groups: readonly Group[],
	nameOf: (group: Group) => string | null,
): { readonly name: string; readonly count: number }[] {
	const sums = new Map<string, number>();
	for (const group of groups) {
		const name = nameOf(group);
		if (name !== null) sums.set(name, (sums.get(name) ?? 0) + group.count);
	}
	return [...sums].map(([name, count]) => ({ name, count })).sort(byCount);
}

const byCount = (a: TagCount, b: TagCount) => b.count - a.count || (a.name < b.name ? -1 : 1);

/** All tags of kept pictures with how many bear them. */
function createTagCounts(database: Database): () => Generator<void, readonly TagCount[]> {
	const names = database.prepare("SELECT id, name FROM tags ORDER BY id");
	const used = database.prepare("SELECT count(*) AS count FROM image_tags WHERE tag = ?");
	const gone = database.prepare(
		`SELECT tag, count(*) AS count FROM image_tags WHERE place IN (
			SELECT place FROM images INDEXED BY images_trashed WHERE trashed_at IS NOT NULL
			UNION SELECT place FROM images INDEXED BY images_missing WHERE missing IS NOT NULL)
		 GROUP BY tag`,
	);
	return function* () {
		const less = new Map(
			gone.all().map((row) => {
				const { tag, count } = parsedRow(Used, row, "index.db");
				return [tag, count];
			}),
		);
		const counts: TagCount[] = [];
		for (const [at, row] of names.all().entries()) {
			const { id, name } = parsedRow(Tag, row, "index.db");
			const count = parsedRow(Count, used.get(id), "index.db").count - (less.get(id) ?? 0);
			if (count > 0) counts.push({ name, count });
			if (at % 20 === 19) yield;
		}
		return counts.sort(byCount);
	};
}
