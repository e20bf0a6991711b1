import { readdir } from "node:fs/promises";
import { ReferenceId } from "../../contract/ids.ts";
import { Reference } from "../../contract/references.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { type LibraryFolder, whenAbsent } from "../store/library-folder.ts";
import { REFERENCES_FOLDER, readSidecar, snapshotPath } from "../store/snapshot-files.ts";
import { lookAt } from "./find-saved.ts";
import type { IndexTarget } from "./living-index.ts";

/**
 * Reads `references/` into an index. A snapshot without its sidecar is looked at, and is itself when
 * its bytes have the hash it is named for.
 * @returns what could not be read; paths are inside the library, with `/`
 */
export async function readSnapshots(
	place: LibraryFolder,
	imaging: Pick<Imaging, "inspect">,
	into: Pick<IndexTarget, "putReference">,
): Promise<readonly { readonly path: string; readonly said: string }[]> {
	const problems: { path: string; said: string }[] = [];
	for (const shelf of await readdir(place.path(REFERENCES_FOLDER)).catch(whenAbsent([]))) {
		if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
		const inside = `${REFERENCES_FOLDER}/${shelf}`;
		for (const name of await readdir(place.path(inside)).catch(whenAbsent([]))) {
			const id = ReferenceId.safeParse(name.split(".")[0]);
			if (!id.success || name.endsWith(".json")) continue;
			const reference =
				(await readSidecar(place, id.data)) ?? (await inspected(place.path(inside), name, imaging));
			const fits = reference !== undefined && snapshotPath(reference).endsWith(`/${name}`);
			if (fits) into.putReference(reference);
			else problems.push({ path: `${inside}/${name}`, said: "this is no whole reference" });
		}
	}
	return problems;
}

async function inspected(
	folder: string,
	name: string,
	imaging: Pick<Imaging, "inspect">,
): Promise<Reference | undefined> {
	const found = await lookAt(folder, name, imaging);
	if (found === undefined) return undefined;
	const { width, height, bytes, format } = found.facts;
	return Reference.parse({ id: found.sha256, name, width, height, bytes, format });
}
