import { appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageDetail, ImageRecord } from "../../contract/library.ts";
import { coloursIn } from "../store/colour-nearness.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { type FolderRecord, readFolderRecord } from "./folder-record.ts";
import { importedDetail } from "./imports/imported-picture.ts";
import type { LivingIndex } from "./living-index.ts";
import { readTrashed } from "./trash-entry.ts";

/**
 * Everything that is known of a picture.
 * @throws AppError `image-not-found`; `record-damaged` when its folder's record cannot be understood
 */
export async function readDetail(
	id: ImageId,
	{ index, place }: { readonly index: LivingIndex; readonly place: LibraryFolder },
): Promise<ImageDetail> {
	const image = index.use((rows) => rows.get(id));
	if (image === undefined) throw appError("image-not-found");
	const colours = index.use((rows) => rows.coloursOf(id));
	return {
		image,
		...(await detailIn(await recordOf(image, { index, place }), id)),
		colours: colours === null ? [] : coloursIn(colours),
		siblings: index.use((rows) => siblingsOf(image, rows.imagesOf(image.job))),
	};
}

/** Pictures that came in together have nothing else to do with each other. */
function siblingsOf(image: ImageRecord, all: readonly ImageRecord[]): ImageRecord[] {
	if (image.imported === true) return [image];
	return all.filter(
		({ id, trashedAt, missing }) =>
			id === image.id || (trashedAt === undefined && missing === undefined),
	);
}

/** Of a picture in the trash also what its entry kept of a record that is gone. */
async function recordOf(
	image: ImageRecord,
	{ index, place }: { readonly index: LivingIndex; readonly place: LibraryFolder },
): Promise<FolderRecord | undefined> {
	const folder = index.use((rows) => rows.folderOf(image.job));
	const record = folder === undefined ? undefined : await readFolderRecord(place.path(folder));
	if (record !== undefined || image.trashedAt === undefined) return record;
	const trashed = await readTrashed(place, image.id);
	if (trashed === undefined || "said" in trashed) return undefined;
	const { recipe, imported } = trashed.entry;
	if (recipe !== undefined) return { kind: "recipe", recipe };
	return imported === undefined ? undefined : { kind: "import", imported };
}

async function detailIn(
	record: FolderRecord | undefined,
	id: ImageId,
): Promise<Pick<ImageDetail, "recipe" | "imported">> {
	if (record === undefined) return {};
	if (record.kind === "recipe") return { recipe: record.recipe };
	const picture = record.imported.pictures.find((one) => one.id === id);
	return picture === undefined ? {} : importedDetail(record.imported, picture);
}
