import type { AccountId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { Weather } from "../../contract/weather.ts";
import type { JournalJob } from "../store/journal-repo.ts";

export const WEATHER_MS = 30 * 24 * 60 * 60_000;

/** What the weather needs of the journal's jobs. */
export type WeatherJob = Pick<
	JournalJob,
	"account" | "gateway" | "state" | "sentAt" | "endedAt" | "limited" | "error"
> & { readonly outputs: readonly Pick<JournalJob["outputs"][number], "error">[] };

type Tally = Omit<Weather, "medianMs" | "slowMs"> & { readonly durations: number[] };

/** How each account has been doing, from those of one's own jobs that were sent and have ended; in one pass. */
export function weatherOf(jobs: Iterable<WeatherJob>): Weather[] {
	const tallies = new Map<AccountId, Tally>();
	for (const job of jobs) {
		if (job.sentAt === undefined || !hasEnded(job.state)) continue;
		const { account, gateway } = job;
		const none = { account, gateway, sent: 0, refused: 0, limited: 0, failed: 0, durations: [] };
		const tally = tallies.get(account) ?? none;
		tallies.set(account, tally);
		count(job, tally);
	}
	return [...tallies.values()].map(({ durations, ...rest }) => {
		const sorted = durations.sort((a, b) => a - b);
		const medianMs = atShare(sorted, 0.5);
		const slowMs = atShare(sorted, 0.9);
		return { ...rest, ...(medianMs === undefined ? {} : { medianMs, slowMs }) };
	});
}

function count(job: WeatherJob, tally: Tally): void {
	const failures = [job.error, ...job.outputs.map(({ error }) => error)];
	const refused = failures.some((failure) => failure?.kind === "refused");
	const turnedAway = job.error?.reason === "too-many-requests";
	const ended = job.state === "failed" || job.state === "unknown";
	tally.sent += 1;
	if (refused) tally.refused += 1;
	if (turnedAway || job.limited > 0) tally.limited += 1;
	if (ended && !refused && !turnedAway) tally.failed += 1;
	const delivered = job.state === "done" || job.state === "partial";
	if (!delivered || job.sentAt === undefined || job.endedAt === undefined) return;
	// The clock was set back in between: nobody knows how long it took.
	if (job.endedAt >= job.sentAt) tally.durations.push(job.endedAt - job.sentAt);
}

/** The least of the values that this share of them does not exceed. */
function atShare(sorted: readonly number[], share: number): number | undefined {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
