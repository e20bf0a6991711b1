import type { JobId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { Weather } from "../../contract/weather.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { WEATHER_MS, type WeatherJob, weatherOf } from "./weather.ts";

/**
 * What the weather is made of, kept up with each job that ends: to read weeks of the journal at
 * every question would hold up everything else for a quarter of a second.
 */
export class WeatherBook {
	readonly #now: () => number;
	readonly #jobs = new Map<JobId, WeatherJob>();

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Takes a job that has ended; others are passed over. */
	note(job: JournalJob): void {
		if (job.sentAt === undefined || !hasEnded(job.state)) return;
		const { account, gateway, state, sentAt, endedAt, limited, error } = job;
		const outputs = job.outputs.flatMap((output) =>
			output.error === undefined ? [] : { error: output.error },
		);
		this.#jobs.set(job.id, { account, gateway, state, sentAt, endedAt, limited, error, outputs });
	}

	/** How each account has been doing lately. */
	read(): Weather[] {
		const from = this.#now() - WEATHER_MS;
		for (const [id, { sentAt }] of this.#jobs) {
			if (sentAt === undefined || sentAt < from) this.#jobs.delete(id);
		}
		return weatherOf(this.#jobs.values());
	}
}
