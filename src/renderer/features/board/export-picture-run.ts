import { appError } from "../../../contract/errors.ts";
import { MAX_INCOMING_BYTES } from "../../../contract/media.ts";
import { ask } from "../../bridge/client.ts";
import { formatBytes } from "../../bridge/format.ts";
import { handOver } from "../../state/take-pictures.ts";
import { drawExport, type ExportWish } from "./export-picture-draw.ts";

/**
 * Draws items as one PNG and asks where to put it.
 * @param name of the file, without its ending
 * @param onProgress 0 to 1
 * @returns where it is; undefined when the dialog was closed
 * @throws AskError or AppError when it could not be written; the reason of `signal` when it was stopped
 */
export async function exportPicture(
	wish: ExportWish,
	name: string,
	onProgress: (share: number) => void,
	signal: AbortSignal,
): Promise<string | undefined> {
	const total = wish.items.length + 1;
	const bytes = await drawExport(wish, (done) => onProgress(done / total), signal);
	if (bytes.size > MAX_INCOMING_BYTES) {
		throw appError("reference-too-large", {
			name: `${name}.png`,
			have: formatBytes(bytes.size),
			limit: formatBytes(MAX_INCOMING_BYTES),
		});
	}
	const token = await handOver(bytes, signal);
	onProgress(1);
	return (await ask("boards.savePicture", { token, name })).path;
}
