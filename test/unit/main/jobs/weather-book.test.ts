import { expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { newImageId } from "../../../../src/main/foundation/new-id.ts";
import { WEATHER_MS } from "../../../../src/main/jobs/weather.ts";
import { WeatherBook } from "../../../../src/main/jobs/weather-book.ts";
import { aJournalJob } from "./a-journal-job.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const done = (sentAt: number) =>
	aJournalJob({ state: "done", sentAt, endedAt: sentAt + 42_000, limited: 1 });

test("tells of every job that was sent and has ended, each once and as it is now", () => {
	const book = new WeatherBook(() => NOW);
	const job = done(NOW - 60_000);
	book.note(aJournalJob({ state: "waiting", sentAt: NOW }));
	book.note(aJournalJob({ state: "canceled" }));
	book.note({ ...job, state: "unknown", error: appError("connection-lost").failure });
	book.note(job);
	expect(book.read()).toEqual([
		{
			...{ account: job.account, gateway: job.gateway, sent: 1, refused: 0, limited: 1, failed: 0 },
			...{ medianMs: 42_000, slowMs: 42_000 },
		},
	]);
});

test("remembers which of the pictures were refused", () => {
	const book = new WeatherBook(() => NOW);
	const error = appError("result-refused").failure;
	const kept = { source: { kind: "none" }, tries: 0 } as const;
	const output = { ...kept, id: newImageId(), index: 0, state: "refused", error } as const;
	book.note({ ...done(NOW), state: "partial", outputs: [output] });
	expect(book.read()).toMatchObject([{ sent: 1, refused: 1 }]);
});

test("forgets what is older than it looks back", () => {
	let now = NOW;
	const book = new WeatherBook(() => now);
	book.note(done(NOW));
	now = NOW + WEATHER_MS;
	expect(book.read()).toHaveLength(1);
	now += 1;
	expect(book.read()).toEqual([]);
});
