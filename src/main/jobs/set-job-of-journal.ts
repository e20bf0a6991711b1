import { hasEnded } from "../../contract/jobs.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { SetFrame } from "../../contract/sets.ts";
import { imageOf, type SetJob } from "../library/set-job.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";

/**
 * A job of the journal as its set needs it. What the library has is saved, whatever the journal says.
 * @param images those of the job the library has
 * @param replaced another job was made in its place
 */
export function setJobOfJournal(
	job: JournalJob,
	images: readonly ImageRecord[],
	replaced: boolean,
): SetJob {
	const { id, request, gatewayTitle, modelTitle, createdAt, error } = job;
	const working = !hasEnded(job.state);
	return {
		...{ id, request, gatewayTitle, modelTitle, createdAt, working },
		expecting: working && (job.state !== "receiving" || job.streaming === true),
		letGo: job.dismissed || replaced,
		...(error !== undefined && { error }),
		frames: job.outputs.map((output) => ({
			index: output.index,
			frame: frameOf(job, output, imageOf(output.id, images)),
		})),
	};
}

function frameOf(
	{ id: job }: JournalJob,
	{ id, state, expiresAt, error }: JournalOutput,
	image: ImageRecord | undefined,
): SetFrame {
	if (image !== undefined) return { id, job, state: "saved", image };
	return {
		...{ id, job, state },
		...(expiresAt !== undefined && { expiresAt }),
		...(error !== undefined && { error }),
	};
}
