import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { GatewayId, type JobId } from "../../src/contract/ids.ts";
import { hasEnded, type Job } from "../../src/contract/jobs.ts";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import { createNetwork } from "../../src/main/foundation/network.ts";
import { tokaifyAdapter } from "../../src/main/gateways/tokaify/tokaify-adapter.ts";
import { createHttpClient } from "../../src/main/http/http-client.ts";
import type { Imaging } from "../../src/main/imaging/imaging.ts";
import type { JobMoney } from "../../src/main/jobs/job-money.ts";
import { JobService } from "../../src/main/jobs/job-service.ts";
import { ReplyStore } from "../../src/main/jobs/reply-store.ts";
import type { Library } from "../../src/main/library/library.ts";
import type { Placement } from "../../src/main/references/placement.ts";
import { createReferenceStore } from "../../src/main/references/reference-store.ts";
import { AccountBook } from "../../src/main/secrets/account-book.ts";
import type { AccountRecord } from "../../src/main/secrets/account-file.ts";
import { createWeakBox } from "../../src/main/secrets/weak-box.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { createJournalRepo, journalMigrations } from "../../src/main/store/journal-repo.ts";
import { realImaging, realLibrary } from "./bench-services.ts";
import type { MemoryTask } from "./result-memory.ts";

/** How long an idle decoder is kept here when it shall be asleep, and the time it then has to leave. */
const NAP_MS = 100;
const LEAVE_MS = 1_500;

/** The one picture has no references and no price. */
const placement: Placement = {
	place: () => Promise.reject(new Error("there is nothing to place")),
	tidy: () => Promise.resolve(),
	tidyLeftovers: () => Promise.resolve(),
	close: () => Promise.resolve(),
	hasHost: () => false,
};
const money: JobMoney = {
	priceOf: () => undefined,
	approve: () => {},
	fits: () => true,
	inDollars: (_, charge) => charge,
};

/**
 * The main process without Electron: one small result to load all code, then the large one, while a
 * thread of its own watches the memory of the whole process.
 */
async function measure(task: MemoryTask): Promise<number> {
	const imaging = realImaging(task.decoder === "asleep" ? { quietMs: NAP_MS } : {});
	const library = await realLibrary(join(task.folder, "library"), imaging);
	const house = openHouse(task.folder, library, imaging);
	await house.receive(task.smallOrigin, task.format);
	if (task.decoder === "asleep") await sleep(LEAVE_MS);
	collectGarbage();
	const before = process.memoryUsage.rss();
	const watch = watchMemory();
	await house.receive(task.largeOrigin, task.format);
	const peak = await watch.end();
	await house.close();
	return peak - before;
}

/** The services that bring a result home, wired as the app wires them. */
function openHouse(folder: string, library: Library, imaging: Imaging) {
	let records: readonly AccountRecord[] = [];
	const weakBox = createWeakBox(join(folder, "weak-key"));
	const accounts = new AccountBook({
		file: {
			read: () => records,
			write: (list) => {
				records = list;
			},
		},
		box: weakBox,
		weakBox,
		gateways: [tokaifyAdapter],
		onChange: () => {},
	});
	const shared = { log: silentLog, clock: systemClock };
	const database = openDatabase(join(folder, "journal.db"), journalMigrations, { durable: true });
	const http = createHttpClient(shared);
	const ends = new Map<JobId, PromiseWithResolvers<Job>>();
	const endOf = (id: JobId) => {
		const end = ends.get(id) ?? Promise.withResolvers<Job>();
		ends.set(id, end);
		return end;
	};
	const jobs = new JobService({
		...shared,
		...{ http, imaging, library, accounts, placement, money },
		network: createNetwork(),
		journal: createJournalRepo(database, silentLog),
		references: createReferenceStore({ library, imaging, log: silentLog }),
		adapterFor: () => tokaifyAdapter,
		replies: new ReplyStore(join(folder, "replies")),
		emit: (event, payload) => {
			if (event !== "jobs.changed") return;
			const job = payload as Job;
			if (hasEnded(job.state)) endOf(job.id).resolve(job);
		},
	});
	return {
		/** Asks the gateway at `origin` for one picture and waits until it is saved. */
		receive: async (origin: string, format: MemoryTask["format"]) => {
			const account = await accounts.save({
				gateway: GatewayId.parse("tokaify"),
				label: "Bench",
				baseUrl: `${origin}/v1`,
				key: { text: "sk-bench-0123456789abcdef", keeping: "weak" },
			});
			const { id } = await jobs.submit({
				account: account.id,
				model: "doubao-seedream-4-0-250828",
				prompt: "fog over a harbour",
				references: [],
				size: { kind: "tier", tier: "4K" },
				mode: "single",
				count: 1,
				watermark: false,
				extras: { response_format: format },
			});
			const job = await endOf(id).promise;
			if (job.state !== "done") throw new Error(`the job is ${job.state}: ${job.error?.message}`);
		},
		close: async () => {
			await jobs.close();
			await http.close();
			await imaging.close();
			await library.close();
			database.close();
		},
	};
}

/** Looks every millisecond from a thread of its own, since work that blocks ours is when memory peaks. */
function watchMemory() {
	const shared = new Float64Array(new SharedArrayBuffer(16));
	const [PEAK, STOP] = [0, 1];
	const code = `
		const { workerData: shared } = require("node:worker_threads");
		const pause = new Int32Array(new SharedArrayBuffer(4));
		while (shared[${STOP}] === 0) {
			shared[${PEAK}] = Math.max(shared[${PEAK}], process.memoryUsage.rss());
			Atomics.wait(pause, 0, 0, 1);
		}`;
	const worker = new Worker(code, { eval: true, workerData: shared });
	const ended = new Promise((resolve) => worker.once("exit", resolve));
	return {
		end: async () => {
			shared[STOP] = 1;
			await ended;
			return shared[PEAK] ?? 0;
		},
	};
}

/** What the small result left behind is no part of what the large one needs. */
function collectGarbage(): void {
	setFlagsFromString("--expose-gc");
	const collect: unknown = runInNewContext("gc");
	if (typeof collect !== "function") throw new Error("garbage cannot be collected here");
	collect();
}

process.once("message", (task: MemoryTask) => {
	void measure(task).then((bytes) => {
		process.send?.(bytes);
		process.disconnect();
	});
});
