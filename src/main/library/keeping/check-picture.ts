import { AppError } from "../../../contract/errors.ts";
import { systemCode } from "../../foundation/storage-error.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import { sha256OfFile } from "../../store/disk.ts";
import { sizeOfFile } from "../../store/library-folder.ts";
import type { Tally } from "./check-findings.ts";

/** How a file stands to the bytes that were saved. `changed`: another whole picture is in its place. */
export type Standing = "whole" | "missing" | "changed" | "damaged";

/**
 * Reads a file whole and compares it.
 * @param path absolute
 * @param sha256 absent: nobody has written it down, and the picture need only be whole
 */
export async function checkPicture(
	path: string,
	sha256: string | undefined,
	{ imaging, tally }: { readonly imaging: Pick<Imaging, "inspect">; readonly tally: Tally },
): Promise<Standing> {
	const bytes = await sizeOfFile(path);
	if (bytes === undefined) return "missing";
	if (bytes === 0) return "damaged";
	try {
		const found = await sha256OfFile(path);
		tally.read(bytes);
		if (found === sha256) return "whole";
	} catch (error) {
		// A bad sector. A file that has just been moved is another matter.
		return systemCode(error) === "ENOENT" ? "missing" : "damaged";
	}
	if (!(await isWholePicture(path, imaging))) return "damaged";
	return sha256 === undefined ? "whole" : "changed";
}

async function isWholePicture(path: string, imaging: Pick<Imaging, "inspect">): Promise<boolean> {
	try {
		await imaging.inspect({ path });
		return true;
	} catch (error) {
		const { kind } = AppError.from(error).failure;
		if (kind === "invalid-reference") return false;
		throw error;
	}
}
