import { realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { AppError, appError } from "../../../contract/errors.ts";
import { DEFAULT_NAMES, exportedName } from "../../../contract/export-names.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { PictureIntent } from "../../../contract/picture-export.ts";
import type { Settings } from "../../../contract/settings.ts";
import { readRecipeXmp } from "../../imaging/xmp-recipe.ts";
import { linkedFileNow } from "../../library/imports/linked-file.ts";
import type { Library } from "../../library/library.ts";
import type { DragIcons } from "../../library/out/drag-icons.ts";
import type { DragShelf } from "../../library/out/drag-shelf.ts";
import type { PictureExports } from "../../library/out/export-pictures.ts";
import { leavingWords, nameFacts } from "../../library/out/leaving-words.ts";
import type { Eagle, EagleItem } from "../../partners/eagle.ts";
import type { Desktop } from "../desktop.ts";
import type { Handlers } from "../router.ts";

type OutPorts = {
	readonly library: Pick<Library, "folder" | "find" | "fileOf">;
	readonly pictureExports: PictureExports;
	readonly drags: DragShelf;
	readonly dragIcons: DragIcons;
	readonly eagle: Eagle;
	readonly desktop: Pick<Desktop, "startDrag" | "chooseFolder" | "chooseNewFile">;
	readonly settings: () => Pick<Settings, "dragIntent">;
};

type OutHandlers = Pick<
	Handlers,
	| "library.prepareDrag"
	| "library.drag"
	| "library.recipeOfFile"
	| "exports.pictures"
	| "eagle.status"
	| "eagle.send"
>;

/** Pictures on their way out of the library. */
export function libraryOutHandlers(ports: OutPorts): OutHandlers {
	const { library, pictureExports, drags, dragIcons, eagle, desktop, settings } = ports;
	return {
		"library.prepareDrag": async ({ ids, intent }) => {
			const [first] = ids;
			const icon = first === undefined ? undefined : dragIcons.prepare(first);
			const isReady = isUntouched(intent) || (await drags.prepare(ids, intent));
			await icon;
			return isReady;
		},
		"library.drag": ({ ids, intent = settings().dragIntent }, caller) => {
			// No await before this call: macOS takes a drag only while `dragstart` is running.
			const asked = isUntouched(intent) ? undefined : drags.ready(ids, intent);
			desktop.startDrag(caller, asked ?? filesToDrag(ids, library), dragIcons.of(ids[0]));
			return asked !== undefined || isUntouched(intent) ? "as-asked" : "as-is";
		},
		"library.recipeOfFile": async ({ path }) => (await readRecipeXmp({ path })) ?? null,
		"exports.pictures": (order, caller) =>
			pictureExports.start(order, {
				folder: () => desktop.chooseFolder(caller),
				file: (file) => desktop.chooseNewFile(caller, file),
			}),
		"eagle.status": () => eagle.status(),
		"eagle.send": async ({ ids, withPrompts }) => {
			const items = await eagleItems(ids, withPrompts, ports);
			return { sent: await eagle.send(items) };
		},
	};
}

/** True when the very files are meant. */
function isUntouched({ metadata, format, maxSide, maxBytes, names }: PictureIntent): boolean {
	const changes = format ?? maxSide ?? maxBytes ?? names;
	return metadata === "as-is" && changes === undefined;
}

/**
 * Absolute paths, links resolved; those of the library's own files are certainly inside it. Without an
 * await, for the drag. One that is missing keeps the others in.
 * @throws AppError `image-not-found` when none is there
 */
function filesToDrag(ids: readonly ImageId[], library: OutPorts["library"]): readonly string[] {
	const files = ids.flatMap((id) => fileToDrag(id, library) ?? []);
	if (files.length === 0) throw appError("image-not-found");
	return files;
}

function fileToDrag(id: ImageId, library: OutPorts["library"]): string | undefined {
	const image = library.find(id);
	if (image === undefined) return undefined;
	try {
		const root = realpathSync(library.folder);
		const file = realpathSync(join(root, image.file));
		return file.startsWith(root + sep) ? file : undefined;
	} catch {
		// The file of a linked picture lies where the designer keeps it.
		return image.link === undefined ? undefined : linkedFileNow(image.link);
	}
}

/** A name of words would tell the prompt. */
const unnamed: PictureIntent = { metadata: "clean", names: "{date} {n}" };

/**
 * With prompts the files themselves, else copies without metadata, which may hold prompts too. One that
 * is missing keeps the others in.
 * @throws AppError `image-not-found` when none is there
 */
async function eagleItems(
	ids: readonly ImageId[],
	withPrompts: boolean,
	{ library, drags }: OutPorts,
): Promise<readonly EagleItem[]> {
	const items: EagleItem[] = [];
	const withoutPrompts = !withPrompts;
	for (const [place, id] of ids.entries()) {
		const image = library.find(id);
		if (image === undefined) continue;
		try {
			const { tags, prompt = "" } = leavingWords({ image }, { withoutPrompts });
			const at = { place, total: ids.length };
			const facts = nameFacts({ image }, { withoutPrompts });
			const name = image.mark?.title ?? image.caption ?? exportedName(DEFAULT_NAMES, facts, at);
			const [copy] = withPrompts ? [] : await drags.make([id], unnamed);
			const path = copy ?? (await library.fileOf(id));
			items.push({ path, name, tags, annotation: prompt });
		} catch (thrown) {
			const { kind } = AppError.from(thrown).failure;
			if (kind !== "not-found" && kind !== "invalid-reference") throw thrown;
		}
	}
	if (items.length === 0) throw appError("image-not-found");
	return items;
}
