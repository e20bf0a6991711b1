import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LibraryQuery } from "../../../../src/contract/library-query.ts";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { openIndex } from "../../../../src/main/store/index-repo.ts";
import { createRemoteReader } from "../../../../src/main/store/remote-reader.ts";
import { entryFor, type Sample } from "./gallery-model.ts";

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "seedcase-reader-"));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

const workerUrl = new URL("../../../../src/main/store/reader-worker.ts", import.meta.url);
const sample = (age: number): Sample => ({
	...{ job: age % 4, position: 0, age, words: age % 2 === 0 ? "neon" : "少女" },
	...{ collected: false, wide: age % 3 === 0, imported: false },
});
const queries: readonly LibraryQuery[] = [
	{ filter: { text: "" } },
	{ filter: { text: "少女" }, stacked: true },
	{ filter: { text: "neon", gateways: ["demo"] }, order: { by: "oldest" } },
	{ filter: { text: "" }, order: { by: "duplicates" } },
];

test("a reader in a thread of its own answers as the index does, also after it was written to and replaced", async () => {
	const paths = [join(folder, "one.db"), join(folder, "two.db")] as const;
	const reader = createRemoteReader({ workerUrl, folder, clock: systemClock, log: silentLog });
	for (const [at, path] of paths.entries()) {
		const index = openIndex(path, { folder, durable: false });
		const source = { path, number: at };
		for (let round = 0; round < 2; round += 1) {
			index.together(() => {
				for (let n = 0; n < 20; n += 1) {
					index.put(entryFor(at * 100 + round * 20 + n, sample(n * 3)));
				}
			});
			for (const query of queries) {
				expect(await reader.ask(source, "outline", query)).toEqual(
					await index.ask("outline", query),
				);
				const stretch = { query, offset: 3, limit: 5 };
				expect(await reader.ask(source, "places", stretch)).toEqual(
					await index.ask("places", stretch),
				);
			}
			expect(await reader.ask(source, "facets", null)).toEqual(await index.ask("facets", null));
		}
		index.close();
	}
	await reader.letGo();
});

test("a reader whose file cannot be opened says so, and everybody who waits is told", async () => {
	const reader = createRemoteReader({ workerUrl, folder, clock: systemClock, log: silentLog });
	const asked = [1, 2].map(() =>
		reader.ask({ path: join(folder, "absent.db"), number: 9 }, "facets", null),
	);
	for (const { status } of await Promise.allSettled(asked)) expect(status).toBe("rejected");
	await reader.letGo();
});
