import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { type Slot, slotsOf } from "../../state/job-standing.ts";

/** A place of the comparison: the n-th pictures of all jobs, in frames of one shape. */
export type ComparedRow = {
	/** From 1. */
	readonly number: number;
	/** Width divided by height. */
	readonly ratio: number;
	/** In the order of the jobs; nothing where a job has no such picture. */
	readonly slots: readonly (Slot | undefined)[];
};

/** Beyond these a frame would be a strip. */
const NARROWEST = 0.5;
const WIDEST = 2.4;

/**
 * The pictures of compared jobs, place by place. The frames of a place take the shape of the first
 * picture that is there, so that nothing is cut off it and the others are seen at the same scale.
 */
export function comparedRows(jobs: readonly Job[]): readonly ComparedRow[] {
	const columns = jobs.map((job) => new Map(slotsOf(job).map((slot) => [slot.number, slot])));
	const last = Math.max(0, ...columns.flatMap((column) => [...column.keys()]));
	return Array.from({ length: last }, (_, at) => {
		const slots = columns.map((column) => column.get(at + 1));
		const shown = slots.find((slot) => slot?.output?.width !== undefined);
		const { ratio = 1 } = shown ?? slots.find((slot) => slot !== undefined) ?? {};
		return { number: at + 1, ratio: Math.min(WIDEST, Math.max(NARROWEST, ratio)), slots };
	});
}

/** From the request to the last picture, milliseconds; nothing while it goes on, or when none came. */
export function tookMs({ state, sentAt, endedAt, outputs }: Job): number | undefined {
	const came = outputs.some((output) => output.state === "saved");
	if (!hasEnded(state) || !came || sentAt === undefined || endedAt === undefined) return undefined;
	// The clock was set back in between: nobody knows.
	return endedAt < sentAt ? undefined : endedAt - sentAt;
}
