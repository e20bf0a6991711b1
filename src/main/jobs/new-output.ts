import { AppError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { newImageId } from "../foundation/new-id.ts";
import type { Delivered } from "../gateways/gateway-adapter.ts";
import type { JournalOutput } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { pictureBytes, type ShortReply } from "./short-reply.ts";

/**
 * What a gateway delivered, as the journal has it.
 * @param inline where the bytes are, for a picture that came as bytes
 */
export function newOutput(
	delivered: Delivered,
	index: number,
	inline: "reply" | "frame",
): JournalOutput {
	const base = { id: newImageId(), index, tries: 0 };
	switch (delivered.kind) {
		case "link":
			return {
				...base,
				state: "pending",
				source: { kind: "link", url: delivered.url },
				expiresAt: delivered.expiresAt,
				revisedPrompt: delivered.revisedPrompt,
			};
		case "inline":
			return {
				...base,
				state: "pending",
				source: { kind: inline },
				revisedPrompt: delivered.revisedPrompt,
			};
		case "refused":
			return { ...base, state: "refused", source: { kind: "none" }, error: delivered.error };
	}
}

/**
 * As {@link newOutput}; bytes are put into a file of their own first, so that they are not needed
 * in memory any more.
 * @param reply the kept reply it was read in: where the bytes may be, and may stay when the disk says no
 * @throws AppError of the disk
 */
export async function keptOutput(
	job: JobId,
	delivered: Delivered,
	index: number,
	{ replies, log }: Pick<JobRoom, "replies" | "log">,
	reply?: ShortReply,
): Promise<JournalOutput> {
	if (delivered.kind !== "inline") return newOutput(delivered, index, "frame");
	try {
		await replies.keepFrame(job, index, reply?.bytesOf(delivered) ?? pictureBytes(delivered));
	} catch (thrown) {
		if (reply === undefined) throw thrown;
		log.warn("a picture stays in its reply", { job, reason: AppError.from(thrown).reason });
		return newOutput(delivered, index, "reply");
	}
	return newOutput(delivered, index, "frame");
}
