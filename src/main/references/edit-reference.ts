import { appError } from "../../contract/errors.ts";
import type { ReferenceId } from "../../contract/ids.ts";
import type { ReferenceEdit } from "../../contract/reference-edit.ts";
import type { Reference } from "../../contract/references.ts";
import { planEdit } from "../imaging/edit-picture-plan.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { fileEnding } from "../store/picture-kinds.ts";
import type { ReferenceStore } from "./reference-store.ts";

/**
 * Carries an edit out and takes the result in as a reference of its own; the original stays.
 * @param wish.name what the original is called
 * @returns the original itself when the edit changes nothing
 * @throws AppError `reference-gone`, `edit-empty`, `edit-too-large`, or one of decoding or the disk
 */
export async function editReference(
	wish: { readonly id: ReferenceId; readonly edit: ReferenceEdit; readonly name: string },
	ports: {
		readonly references: Pick<ReferenceStore, "get" | "pathOf" | "importBytes">;
		readonly imaging: Pick<Imaging, "edit">;
	},
): Promise<Reference> {
	const { references, imaging } = ports;
	const { id, edit } = wish;
	const [original, path] = await Promise.all([references.get(id), references.pathOf(id)]);
	const name = wish.name.trim() || original?.name || id.slice(0, 8);
	if (original === undefined || path === undefined) throw appError("reference-gone", { name });
	if (!planEdit(original, edit, name).changes) return original;
	const { bytes, format } = await imaging.edit({ path }, { edit, name });
	return references.importBytes(bytes, editedName(name, format), { from: original.from });
}

const EDITED = " (edited)";
/** Longest name of a reference, UTF-16 units; what it ends with must survive. */
const MAX_NAME_CHARS = 255;

/** `shoe.jpg` becomes `shoe (edited).png`; edited again it keeps that name. */
function editedName(name: string, format: string): string {
	const plain = name.replace(/\.[^.\s]{1,5}$/, "");
	const base = plain.endsWith(EDITED) ? plain.slice(0, -EDITED.length) : plain;
	const end = `${EDITED}.${fileEnding(format)}`;
	return `${base
		.slice(0, MAX_NAME_CHARS - end.length)
		.toWellFormed()
		.replaceAll("\u{FFFD}", "")}${end}`;
}
