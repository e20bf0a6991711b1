import { appError } from "../../../contract/errors.ts";
import { sizeOfFile } from "../../store/library-folder.ts";

/**
 * Does one piece of work in a folder that is written to, and is sure that its disk was there all the
 * while: one that is unplugged may leave an empty folder behind, and nobody finds again what goes there.
 * @param mark absolute path of a file that lies in the folder while it is the one that is meant
 * @throws AppError `folder-missing`: the work counts for nothing, do it again
 */
export async function whileThere<T>(
	folder: string,
	mark: string,
	work: () => Promise<T>,
): Promise<T> {
	await ensureMarked(folder, mark);
	const result = await work();
	await ensureMarked(folder, mark);
	return result;
}

async function ensureMarked(folder: string, mark: string): Promise<void> {
	if ((await sizeOfFile(mark)) === undefined) throw appError("folder-missing", { folder });
}
