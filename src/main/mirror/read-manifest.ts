import { readFile, rm } from "node:fs/promises";
import type { z } from "zod";
import { type AppError, appError } from "../../contract/errors.ts";
import type { Bucket } from "../buckets/bucket-client.ts";
import { contentHash } from "../foundation/content-hash.ts";
import { isMonth } from "./library-parts.ts";
import { FileNames, type Head, MAX_FILES, Manifest } from "./mirror-documents.ts";
import type { ObjectNames } from "./object-names.ts";

export type Reading = {
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	readonly head: Head;
	/** Where an object lies while it is read. */
	readonly temporary: (name: string) => Promise<string>;
	readonly signal: AbortSignal;
};

/**
 * The manifest a head names, the newest months first.
 * @throws AppError `mirror-damaged` when it is missing or says anything else than its hash promises
 */
export async function readManifest(reading: Reading): Promise<Manifest> {
	const { names, head } = reading;
	const name = names.manifest(head.library, head.mirror, head.count, head.manifest);
	const object = { name, sha256: head.manifest, bytes: head.bytes };
	const manifest = await readJson(reading, object, Manifest);
	if (manifest.library !== head.library || manifest.mirror !== head.mirror) {
		throw damaged(reading, "its manifest is of another mirror");
	}
	if (manifest.lists.reduce((sum, { files }) => sum + files, 0) > MAX_FILES) {
		throw damaged(reading, "it has more files than any library");
	}
	const lists = manifest.lists.toSorted((a, b) => rank(a.part) - rank(b.part) || order(b, a));
	return { ...manifest, lists };
}

/** The files of one list. @throws AppError `mirror-damaged` */
export async function readFileNames(
	reading: Reading,
	list: Manifest["lists"][number],
): Promise<FileNames> {
	const object = { name: reading.names.blob(list.sha256), sha256: list.sha256, bytes: list.bytes };
	const files = await readJson(reading, object, FileNames);
	// Room on the disk was looked for by what the manifest says.
	const total = files.reduce((sum, [, , bytes]) => sum + bytes, 0);
	if (files.length !== list.files || total !== list.total) {
		throw damaged(reading, "a list has other files than its manifest says");
	}
	return files;
}

async function readJson<T>(
	reading: Reading,
	object: { readonly name: string; readonly sha256: string; readonly bytes: number },
	schema: z.ZodType<T>,
): Promise<T> {
	const path = await reading.temporary(object.sha256);
	try {
		const file = { path, maxBytes: object.bytes };
		const found = await reading.bucket.toFile(object.name, file, reading.signal);
		if (!found) throw damaged(reading, "a list is missing");
		const bytes = await readFile(path);
		if ((await contentHash(bytes)) !== object.sha256) throw damaged(reading, "a list was changed");
		const parsed = schema.safeParse(parsedJson(bytes));
		if (!parsed.success) throw damaged(reading, "a list says what no list says");
		return parsed.data;
	} finally {
		await rm(path, { force: true });
	}
}

function parsedJson(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		return undefined;
	}
}

function damaged({ head }: Reading, said: string): AppError {
	return appError("mirror-damaged", { machine: head.machine, said });
}

/** Pictures before everything else. */
function rank(part: string): number {
	return isMonth(part.split("/")[0] ?? "") ? 0 : 1;
}

function order(a: { readonly part: string }, b: { readonly part: string }): number {
	return a.part < b.part ? -1 : a.part > b.part ? 1 : 0;
}
