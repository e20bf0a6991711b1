import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";

/** Shorter beginnings have an index of their own: see migration 3. */
const LONG = /^[a-z0-9]{4,}$/;
/** More words than this are not worth naming. */
const MAX_WORDS = 32;
/** Sorts before everything a word can go on with. */
const LEAST = "\u{1}";

const Term = z.object({ term: z.string() });

/** The words of the library that begin with these letters; none when they are too many or not told. */
export function createWordEndings(database: Database): (typed: string) => readonly string[] {
	const next = database.prepare("SELECT term FROM images_terms WHERE term >= ? LIMIT 1");
	return (typed) => {
		const letters = typed.toLowerCase();
		if (!LONG.test(letters)) return [];
		const words: string[] = [];
		for (let from = letters; ; ) {
			const row = next.get(from);
			const term = row === undefined ? "" : parsedRow(Term, row, "index.db").term;
			if (!term.startsWith(letters)) return words;
			if (words.length === MAX_WORDS) return [];
			words.push(term);
			from = term + LEAST;
		}
	};
}
