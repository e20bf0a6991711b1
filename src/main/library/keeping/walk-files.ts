import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { whenAbsent } from "../../store/library-folder.ts";

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
 * @param inside where to begin, inside `root`, with `/`; empty: `root` itself
 * @param skip names of what is left out right under `root`
 */
export async function* walkFiles(
	root: string,
	inside = "",
	skip: readonly string[] = [],
): AsyncGenerator<WalkedFile> {
	const folder = join(root, ...inside.split("/"));
	const entries = await readdir(folder, { withFileTypes: true }).catch(whenAbsent([]));
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		if (inside === "" && skip.includes(entry.name)) continue;
		const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
		if (entry.isDirectory()) yield* walkFiles(root, path);
		else if (entry.isFile()) {
			const found = await lstat(join(folder, entry.name)).catch(whenAbsent(undefined));
			// Gone since its folder was read.
			if (found === undefined) continue;
			const changedAt = Math.max(0, Math.floor(found.mtimeMs));
			yield { path, bytes: found.size, changedAt };
		}
	}
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

/** How many files there are, and how long they are together. */
export async function measureFiles(
	root: string,
	skip: readonly string[],
	breathe: () => Promise<void>,
): Promise<{ readonly files: number; readonly bytes: number }> {
	let files = 0;
	let bytes = 0;
	for await (const file of walkFiles(root, "", skip)) {
		await breathe();
		files += 1;
		bytes += file.bytes;
	}
	return { files, bytes };
}
