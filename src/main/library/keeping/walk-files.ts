import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { whenAbsent } from "../../store/library-folder.ts";
import { isOddName, type OddEntry, oddEntries } from "./odd-names.ts";

/** A file of a folder that is walked through. */
export type WalkedFile = {
	/** Inside the folder, with `/`. */
	readonly path: string;
	readonly bytes: number;
	/** When it was changed last, whole milliseconds since the Unix epoch. */
	readonly changedAt: number;
};

/**
 * Every regular file under a folder, in one order, holding no more in memory than the names of the
 * folders it stands in. Links are not followed and not told: they lead out.
 * @param odd hears of a folder, inside `root`, with entries whose names are no valid text: those are
 * not given
 * @param inside where to begin, inside `root`, with `/`; empty: `root` itself
 * @param skip names of what is left out right under `root`
 */
export async function* walkFiles(
	root: string,
	inside = "",
	skip: readonly string[] = [],
	odd: (inside: string) => Promise<void> = async () => {},
): AsyncGenerator<WalkedFile> {
	const folder = join(root, ...inside.split("/"));
	const entries = await readdir(folder, { withFileTypes: true }).catch(whenAbsent([]));
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	let isOdd = false;
	for (const entry of entries) {
		if (await isOddName(folder, entry.name)) {
			isOdd = true;
			continue;
		}
		if (inside === "" && skip.includes(entry.name)) continue;
		const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
		if (entry.isDirectory()) yield* walkFiles(root, path, [], odd);
		else if (entry.isFile()) {
			const found = await lstat(join(folder, entry.name)).catch(whenAbsent(undefined));
			// Gone since its folder was read.
			if (found === undefined) continue;
			const changedAt = Math.max(0, Math.floor(found.mtimeMs));
			yield { path, bytes: found.size, changedAt };
		}
	}
	if (isOdd) await odd(inside);
}

/** Which of two paths is walked first: below 0 the one, above 0 the other. */
export function inWalkingOrder(one: string, other: string): number {
	const [a, b] = [one.split("/"), other.split("/")];
	for (let depth = 0; depth < Math.min(a.length, b.length); depth += 1) {
		const [left = "", right = ""] = [a[depth], b[depth]];
		if (left !== right) return left < right ? -1 : 1;
	}
	return a.length - b.length;
}

/** How many files there are, how long they are together, and what has a name that is no text. */
export async function measureFiles(
	root: string,
	skip: readonly string[],
	breathe: () => Promise<void>,
): Promise<{
	readonly files: number;
	readonly bytes: number;
	readonly odd: readonly OddEntry[];
}> {
	let files = 0;
	let bytes = 0;
	const odd: OddEntry[] = [];
	const note = async (inside: string) => {
		odd.push(...(await oddEntries(root, inside)));
	};
	for await (const file of walkFiles(root, "", skip, note)) {
		await breathe();
		files += 1;
		bytes += file.bytes;
	}
	return { files, bytes, odd };
}
