import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { CheckFinding } from "../../../contract/keeping.ts";
import { type Disk, sha256OfFile } from "../../store/disk.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../../store/library-folder.ts";
import { IMPORT_FILE, parseImportRecord } from "../imports/import-record.ts";
import { parseRecipe, RECIPE_FILE } from "../recipe-file.ts";
import type { Found } from "./check-findings.ts";
import type { ReferenceNames } from "./check-references.ts";
import { copyVerified } from "./copy-verified.ts";

export type MendPorts = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly references: ReferenceNames;
	/** Other files of the library with the same bytes, inside it, with `/`. */
	readonly twinsOf: (sha256: string) => Promise<readonly string[]>;
	/** Backups of this library that are there, absolute. */
	readonly backups: readonly string[];
	/** The library's copy in a bucket, as far as there is one. */
	readonly mirror?: {
		/** Whether it has these bytes, as far as is known without asking. */
		readonly has: (sha256: string) => Promise<boolean>;
		/** Brings them to a new file. @returns false: they are not there any more */
		readonly recover: (
			file: { readonly sha256: string; readonly path: string },
			signal: AbortSignal,
		) => Promise<boolean>;
	};
	readonly signal: AbortSignal;
	/** False: only says what could be done. */
	readonly repair: boolean;
};

type Source = {
	readonly remedy: CheckFinding["remedy"];
	/** A file, absolute, or what to ask the mirror for. */
	readonly from: string | { readonly sha256: string };
	readonly to: string;
};

const mendable: readonly Found["kind"][] = [
	"missing",
	"damaged",
	"reference-damaged",
	"recipe-damaged",
	"recipe-missing",
];

/**
 * Puts right what can be put right without a doubt: the very bytes that were saved take their place
 * again, from another file of the library, from a backup or from its mirror. Whatever stands in that place keeps lying
 * beside it under another name. A picture somebody has changed is a picture of theirs, and stays.
 */
export async function mendFinding(found: Found, ports: MendPorts): Promise<CheckFinding> {
	const { kind, path, byIndex } = found;
	const source = mendable.includes(kind) ? await sourceOf(found, ports) : undefined;
	if (source === undefined) return { kind, path, remedy: byIndex ?? "none", repaired: false };
	const repaired = ports.repair && (await putBack(source, ports));
	return { kind, path, remedy: source.remedy, repaired };
}

async function sourceOf(found: Found, ports: MendPorts): Promise<Source | undefined> {
	const { kind, path, sha256 } = found;
	if (kind === "recipe-damaged") return recordInBackup([path], ports);
	if (kind === "recipe-missing") {
		return recordInBackup([`${path}/${RECIPE_FILE}`, `${path}/${IMPORT_FILE}`], ports);
	}
	const { place, references, backups } = ports;
	if (sha256 === undefined) return undefined;
	const snapshot = await references.pathOf(sha256);
	const inside = [
		...(found.twins ?? []),
		...(snapshot === undefined ? [] : [snapshot]),
		...(await ports.twinsOf(sha256)),
	];
	// A snapshot that is gone is known by its hash alone: its ending is that of what takes its place.
	const to = (from: string) => (LOST_SNAPSHOT.test(path) ? `${path}${extname(from)}` : path);
	for (const twin of inside) {
		if (twin === path || !(await has(place.path(twin), sha256))) continue;
		return { remedy: "from-copy", from: place.path(twin), to: to(twin) };
	}
	for (const backup of backups) {
		for (const from of await inBackup(backup, path)) {
			if (await has(from, sha256)) return { remedy: "from-backup", from, to: to(from) };
		}
	}
	if (LOST_SNAPSHOT.test(path) || !(await ports.mirror?.has(sha256).catch(() => false))) {
		return undefined;
	}
	return { remedy: "from-mirror", from: { sha256 }, to: path };
}

const LOST_SNAPSHOT = /^references\/[0-9a-f]{2}\/[0-9a-f]{64}$/;

/** Where a backup would have a file, absolute. */
async function inBackup(backup: string, path: string): Promise<readonly string[]> {
	const file = join(backup, ...path.split("/"));
	if (!LOST_SNAPSHOT.test(path)) return [file];
	const names = await readdir(dirname(file)).catch(whenAbsent<string[]>([]));
	const mine = names.filter((name) => name.startsWith(`${basename(file)}.`));
	return mine.map((name) => join(dirname(file), name));
}

/** A record that can be understood, in the newest backup that has one. */
async function recordInBackup(
	paths: readonly string[],
	{ backups }: MendPorts,
): Promise<Source | undefined> {
	for (const backup of backups) {
		for (const path of paths) {
			const from = join(backup, ...path.split("/"));
			if ((await sizeOfFile(from)) === undefined) continue;
			try {
				const text = await readFile(from, "utf8");
				if (path.endsWith(IMPORT_FILE)) parseImportRecord(text);
				else parseRecipe(text);
				return { remedy: "from-backup", from, to: path };
			} catch {
				// Damaged there too.
			}
		}
	}
	return undefined;
}

async function has(path: string, sha256: string): Promise<boolean> {
	if ((await sizeOfFile(path)) === undefined) return false;
	return (await sha256OfFile(path).catch(() => undefined)) === sha256;
}

/** @returns false: the bytes are there no more, or something else has come into their place meanwhile */
async function putBack({ from, to }: Source, ports: MendPorts): Promise<boolean> {
	const { place, disk, signal, mirror } = ports;
	const part = await place.temporary(randomUUID());
	const target = place.path(to);
	if (typeof from === "string") {
		if ((await sizeOfFile(target)) !== undefined) await putAside(to, ports);
		const order = { from, to: target, part, name: to, signal, disk };
		return (await copyVerified(order)) !== undefined;
	}
	try {
		if (!(await mirror?.recover({ ...from, path: part }, signal))) return false;
		await disk.makeFolder(dirname(target));
		if ((await sizeOfFile(target)) !== undefined) await putAside(to, ports);
		if (!(await disk.moveToNew(part, target))) return false;
		await disk.syncFolder(dirname(target));
		return true;
	} finally {
		await disk.remove(part).catch(() => {});
	}
}

/** `01.png` becomes `01 (damaged).png`, a name that is free. */
async function putAside(inside: string, { place, disk }: MendPorts): Promise<void> {
	const ending = extname(inside);
	const stem = inside.slice(0, inside.length - ending.length);
	for (let attempt = 1; ; attempt += 1) {
		const word = attempt === 1 ? "damaged" : `damaged ${attempt}`;
		const aside = `${stem} (${word})${ending}`;
		if (await disk.moveToNew(place.path(inside), place.path(aside))) return;
	}
}
