import { realpathSync } from "node:fs";
import { join, sep } from "node:path";
import type { ReferenceRules } from "../../../contract/capability.ts";
import { appError } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Emit } from "../../jobs/job-ports.ts";
import type { Library } from "../../library/library.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

/** The system's clipboard takes these two; everything else is made one of them. */
const clipboardRules: ReferenceRules = {
	max: 1,
	formats: ["png", "jpeg"],
	maxBytes: 200 * 1024 * 1024,
	maxPixels: 200_000_000,
	minSide: 1,
	minRatio: 1 / 65_535,
	maxRatio: 65_535,
	by: ["inline"],
};

export function libraryHandlers(ports: {
	readonly library: Library;
	readonly imaging: Pick<Imaging, "fit">;
	readonly desktop: Desktop;
	readonly emit: Emit;
}): HandlersOf<"library"> {
	const { library, imaging, desktop, emit } = ports;
	return {
		"library.outline": ({ text }) => library.outline(text),
		"library.page": (query) => [...library.page(query)],
		"library.get": (id) => library.get(id),
		"library.reveal": async (id) => desktop.showInFolder(await library.fileOf(id)),
		"library.copy": async (id) => {
			const source = { path: await library.fileOf(id) };
			const { bytes } = await imaging.fit(source, { rules: clipboardRules, gateway: "" });
			await desktop.copyPicture(bytes);
		},
		"library.drag": (ids, caller) => {
			// No await before this call: macOS takes a drag only while `dragstart` is running.
			desktop.startDrag(caller, filesToDrag(ids, library));
		},
		"library.mark": async ({ ids, pick, stars }) => {
			const { images, error } = await library.mark(ids, { pick, stars });
			// What was marked is marked, also when something else could not be.
			if (images.length > 0) emit("library.marked", images);
			if (error !== undefined) throw error;
			return [...images];
		},
		"library.rebuild": async () => {
			const { images, problems } = await library.rebuild();
			return { images, problems: [...problems] };
		},
	};
}

/** Absolute paths, links resolved and certainly inside the library; without an await, for the drag. */
function filesToDrag(ids: readonly ImageId[], library: Library): readonly string[] {
	return ids.map((id) => {
		const image = library.find(id);
		if (image === undefined) throw appError("image-not-found");
		try {
			const root = realpathSync(library.folder);
			const file = realpathSync(join(root, image.file));
			if (file.startsWith(root + sep)) return file;
		} catch (cause) {
			throw appError("image-not-found", {}, { cause });
		}
		throw appError("image-not-found");
	});
}
