import type { AccountId, GatewayId, JobId } from "../../../contract/ids.ts";
import type { Job } from "../../../contract/jobs.ts";
import type { CreditWorth } from "./credit-worth.ts";
import { type CostFacts, learnedFrom, type SpentOn, spentOn } from "./spent-on.ts";

/** Jobs a learned price is the median of: enough to be steady, few enough to follow a new price list. */
const LEARNED_FROM_JOBS = 9;

/** One job in the ledger. */
export type Entry = SpentOn & {
	readonly job: JobId;
	/** When the money went or may go. Milliseconds since the Unix epoch. */
	readonly at: number;
	/** Not sent yet: its money goes today or later, whenever it was made. */
	readonly unsent: boolean;
	readonly account: AccountId;
	readonly gateway: GatewayId;
	readonly model: string;
	readonly gatewayTitle: string;
	readonly modelTitle: string;
	/** What the sums are made of, with the charge as the gateway said it. */
	readonly facts: CostFacts;
};

type Lesson = { readonly job: JobId; readonly at: number; readonly usd: number };

/** What every job of the last weeks has cost: kept up with each change of a job, never asked of the disk twice. */
export class Ledger {
	readonly #worth: Pick<CreditWorth, "inDollarsNow">;
	readonly #entries = new Map<JobId, Entry>();
	/** By gateway and model, newest first, and no more than are looked at. */
	readonly #lessons = new Map<string, readonly Lesson[]>();

	constructor(worth: Pick<CreditWorth, "inDollarsNow">) {
		this.#worth = worth;
	}

	/** Takes a job as it is now. @returns whether it teaches something new of prices */
	note(job: Job): boolean {
		const unsent = job.state === "queued" || job.state === "preparing";
		return this.#put({
			job: job.id,
			at: job.sentAt ?? job.createdAt,
			unsent,
			account: job.account,
			gateway: job.gateway,
			model: job.request.model,
			gatewayTitle: job.gatewayTitle,
			modelTitle: job.modelTitle,
			facts: factsOf(job),
		});
	}

	/** Works everything out anew, because credits are worth something else now. */
	revalue(): void {
		this.#lessons.clear();
		for (const entry of this.#entries.values()) this.#put(entry);
	}

	/**
	 * Everything whose money goes from `from` on, in no particular order.
	 * @param now when the money of what is not sent yet goes at the earliest
	 */
	since(from: number, now: number): readonly Entry[] {
		const found: Entry[] = [];
		for (const entry of this.#entries.values()) {
			if (entry.unsent) found.push({ ...entry, at: Math.max(entry.at, now) });
			else if (entry.at >= from) found.push(entry);
		}
		return found;
	}

	/** What one picture of a model has cost of late, US dollars, newest first. */
	learnedOf(gateway: GatewayId, model: string): readonly number[] {
		return (this.#lessons.get(`${gateway}/${model}`) ?? []).map(({ usd }) => usd);
	}

	#put(entry: Omit<Entry, keyof SpentOn>): boolean {
		const { charged } = entry.facts;
		const facts =
			charged === undefined
				? entry.facts
				: { ...entry.facts, charged: this.#worth.inDollarsNow(entry.gateway, charged) };
		this.#entries.set(entry.job, { ...entry, ...spentOn(facts) });
		return this.#learn(entry, learnedFrom(facts));
	}

	#learn({ job, at, gateway, model }: Omit<Entry, keyof SpentOn>, usd: number | undefined) {
		const key = `${gateway}/${model}`;
		const known = this.#lessons.get(key) ?? [];
		const before = known.find((lesson) => lesson.job === job);
		if (before?.usd === usd && before?.at === at) return false;
		const others = known.filter((lesson) => lesson.job !== job);
		const next = usd === undefined ? others : [...others, { job, at, usd }];
		const newest = next.sort((a, b) => b.at - a.at).slice(0, LEARNED_FROM_JOBS);
		this.#lessons.set(key, newest);
		return before !== undefined || newest.some((lesson) => lesson.job === job);
	}
}

/** What is kept of a job: thousands are, and prompts are long. */
function factsOf({ state, charged, price, streaming, request, outputs, error }: Job): CostFacts {
	return {
		state,
		...(charged !== undefined && { charged }),
		...(price !== undefined && { price }),
		...(streaming !== undefined && { streaming }),
		request: { count: request.count },
		outputs: outputs.map((output) => ({ state: output.state })),
		...(error !== undefined && { error: { charged: error.charged } }),
	};
}
