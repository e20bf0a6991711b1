import { z } from "zod";

/** What the gateway of `waiting-tasks` is told of its tasks. */
export const TasksToPlay = z.array(
	z.object({
		id: z.string(),
		/** The gateway's word for a task at work. */
		atWork: z.string(),
		/** From now on, milliseconds; absent: it stays at work. */
		endsInMs: z.number().optional(),
	}),
);
export type TasksToPlay = z.infer<typeof TasksToPlay>;

/** What was asked there. */
export const PlayedTasks = z.object({
	tasks: z.array(
		z.object({
			id: z.string(),
			/** Questions up to the one that heard of the end. */
			polls: z.int(),
			/** From the end to the question that heard of it, milliseconds. */
			lagMs: z.number().optional(),
		}),
	),
	/** Questions about tasks whose end had been heard of. */
	needless: z.int(),
});
export type PlayedTasks = z.infer<typeof PlayedTasks>;
