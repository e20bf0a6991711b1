import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { AppError, appError } from "../../../contract/errors.ts";
import type { ImportedReferences, Reference } from "../../../contract/references.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Library } from "../../library/library.ts";
import { editReference } from "../../references/edit-reference.ts";
import type { Gatherer } from "../../references/gather.ts";
import type { IncomingBytes } from "../../references/incoming-bytes.ts";
import { libraryPictureName } from "../../references/library-picture-name.ts";
import type { ReferenceStore } from "../../references/reference-store.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

export function referencesHandlers(ports: {
	readonly references: ReferenceStore;
	readonly library: Library;
	readonly desktop: Desktop;
	readonly imaging: Pick<Imaging, "edit">;
	readonly gatherer: Gatherer;
	readonly fetchPicture: (url: string) => Promise<Reference>;
	readonly takeIncoming: IncomingBytes["takeIncoming"];
}): HandlersOf<"references"> {
	const { references, library, desktop, gatherer, fetchPicture } = ports;
	const importPaths = (paths: readonly string[]) =>
		importEach(paths.map((path) => [basename(path), () => references.importFile(path)] as const));
	return {
		"references.import": ({ paths }) => importPaths(paths),
		"references.pick": async (_input, caller) => importPaths(await desktop.pickPictures(caller)),
		"references.paste": async () => {
			const files = await desktop.readClipboardFiles();
			if (files.length > 0) return importPaths(files);
			const bytes = await desktop.readClipboardPicture();
			if (bytes === undefined) throw appError("clipboard-empty");
			const name = "clipboard.png";
			return importEach([[name, () => references.importBytes(bytes, name)]]);
		},
		"references.fromImage": async (id) => {
			const path = await library.fileOf(id);
			const name = libraryPictureName(library.find(id)?.prompt ?? "", path);
			return references.importFile(path, { name, from: id });
		},
		"references.get": async (ids) => {
			const found = await Promise.all(ids.map((id) => references.get(id)));
			return found.filter((reference) => reference !== undefined);
		},
		"references.gather": (wish) => gatherer.gather(wish),
		"references.stopGather": (run) => gatherer.stopGather(run),
		"references.fetch": ({ url }) => fetchPicture(url),
		"references.take": async ({ token, name }) => {
			const path = await ports.takeIncoming(token);
			try {
				return await references.importFile(path, { name });
			} finally {
				// Should it stay, the next start sweeps it away.
				await rm(path, { force: true }).catch(() => {});
			}
		},
		"references.edit": (wish) => editReference(wish, ports),
	};
}

/** One after the other, in the order given; a bad one is reported and the rest goes on. */
async function importEach(
	sources: readonly (readonly [name: string, take: () => Promise<Reference>])[],
): Promise<ImportedReferences> {
	const taken: ImportedReferences = { references: [], problems: [] };
	for (const [name, take] of sources) {
		try {
			taken.references.push(await take());
		} catch (thrown) {
			taken.problems.push({ name, error: AppError.from(thrown).failure });
		}
	}
	return taken;
}
