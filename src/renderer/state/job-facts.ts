/** What is known about a job besides the job itself. */
export type JobFacts = {
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
	/** The gateway names a task that is asked after, and its pictures do not come in the reply. */
	readonly byTask: boolean;
	/** How long this account usually takes, from the request to the last picture. */
	readonly usualMs?: number | undefined;
	/** The most the request costs at today's price, US dollars. */
	readonly worstUsd?: number | undefined;
	/** The most the designer agreed to, US dollars. */
	readonly agreedUsd?: number | undefined;
};
