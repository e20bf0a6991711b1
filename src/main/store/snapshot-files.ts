import { readFile } from "node:fs/promises";
import type { ReferenceId } from "../../contract/ids.ts";
import { Reference } from "../../contract/references.ts";
import { type LibraryFolder, sizeOfFile } from "./library-folder.ts";
import { fileEnding } from "./picture-kinds.ts";

export const REFERENCES_FOLDER = "references";
/** A sidecar holds a name and five numbers. */
const MAX_SIDECAR_BYTES = 64 * 1024;

/** Where a reference's bytes lie inside the library: `references/ab/ab12…ef.png`. */
export function snapshotPath({ id, format }: Pick<Reference, "id" | "format">): string {
	return `${REFERENCES_FOLDER}/${id.slice(0, 2)}/${id}.${fileEnding(format)}`;
}

/** Where it is written down what the bytes are, so that the index can be made again. */
export function sidecarPath(id: ReferenceId): string {
	return `${REFERENCES_FOLDER}/${id.slice(0, 2)}/${id}.json`;
}

/** What was written down about a snapshot when it came in; undefined when that is gone or damaged. */
export async function readSidecar(
	place: LibraryFolder,
	id: ReferenceId,
): Promise<Reference | undefined> {
	const path = place.path(sidecarPath(id));
	const size = await sizeOfFile(path);
	if (size === undefined || size > MAX_SIDECAR_BYTES) return undefined;
	try {
		const reference = Reference.parse(JSON.parse(await readFile(path, "utf8")));
		return reference.id === id ? reference : undefined;
	} catch {
		return undefined;
	}
}
