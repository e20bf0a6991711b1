import { AppError, appError } from "../../contract/errors.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { storageError } from "../foundation/storage-error.ts";
import { realDisk } from "../store/disk.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import type { KeptPictures } from "./kept-pictures.ts";

export type Arrived = { readonly bytes: number; readonly sha256: string };

/**
 * Puts the bytes of an output where the library takes them from.
 * @throws AppError of the download or the disk; `reply-gone` when what held the picture is no more
 */
export async function bringHome(
	job: JournalJob,
	output: JournalOutput,
	{ library, http, replies }: JobRoom,
	{ kept, signal }: { readonly kept: KeptPictures; readonly signal: AbortSignal },
): Promise<Arrived> {
	const path = await library.incomingPath(output.id);
	switch (output.source.kind) {
		case "link":
			return http.download(output.source.url, {
				path,
				signal,
				gatewayTitle: job.gatewayTitle,
				allowLoopback: isLoopbackHost(new URL(job.baseUrl).hostname),
			});
		case "frame":
		case "reply": {
			const bytes =
				(await replies.frame(job.id, output.index)) ?? (await bytesInReply(output, kept));
			try {
				return await realDisk.copyFrom(bytes, path);
			} catch (error) {
				throw storageError(error, library.folder);
			}
		}
		case "none":
			throw appError("internal", { said: "an output without a source was to be fetched" });
	}
}

async function bytesInReply({ index }: JournalOutput, kept: KeptPictures) {
	const bytes = await kept.at(index).catch((thrown: unknown) => {
		const error = AppError.from(thrown);
		throw error.failure.kind === "storage" ? error : appError("reply-gone", {}, { cause: thrown });
	});
	if (bytes === undefined) throw appError("reply-gone");
	return bytes;
}
