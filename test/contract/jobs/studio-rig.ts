import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { type AccountId, GatewayId, type JobId } from "../../../src/contract/ids.ts";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import { type Clock, systemClock } from "../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import { createNetwork } from "../../../src/main/foundation/network.ts";
import type { GatewayAdapter } from "../../../src/main/gateways/gateway-adapter.ts";
import { gatewayAdapter, gatewayAdapters } from "../../../src/main/gateways/registry.ts";
import { createHttpClient, type HttpClient } from "../../../src/main/http/http-client.ts";
import { createImaging } from "../../../src/main/imaging/imaging-pool.ts";
import type { JobMoney } from "../../../src/main/jobs/job-money.ts";
import { JobService } from "../../../src/main/jobs/job-service.ts";
import { ReplyStore } from "../../../src/main/jobs/reply-store.ts";
import { openLibrary } from "../../../src/main/library/open-library.ts";
import type { Placement } from "../../../src/main/references/placement.ts";
import { createReferenceStore } from "../../../src/main/references/reference-store.ts";
import { AccountBook } from "../../../src/main/secrets/account-book.ts";
import type { AccountRecord } from "../../../src/main/secrets/account-file.ts";
import { createWeakBox } from "../../../src/main/secrets/weak-box.ts";
import { openDatabase } from "../../../src/main/store/database.ts";
import { type Disk, realDisk } from "../../../src/main/store/disk.ts";
import {
	createJournalRepo,
	type JournalRepo,
	journalMigrations,
} from "../../../src/main/store/journal-repo.ts";

/** Pauses between tries are short here, but still let everything else have its turn. */
const impatientClock: Clock = {
	now: systemClock.now,
	sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 20), signal),
};

const workerUrl = new URL("../../../src/main/imaging/imaging-worker.ts", import.meta.url);

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** What stays when the app is closed or killed. */
export type RigDisk = { readonly folder: string; accounts: readonly AccountRecord[] };

export async function makeRigDisk(): Promise<RigDisk> {
	return { folder: await mkdtemp(join(tmpdir(), "seedcase-jobs-")), accounts: [] };
}

/** Gateways without prices and a designer without a budget. */
export const noMoney: JobMoney = {
	priceOf: () => undefined,
	approve: () => {},
	fits: () => true,
	inDollars: (_, charge) => charge,
	settle: () => {},
};

/** Nowhere to place references. */
const noPlacement: Placement = {
	place: async (_, { adapter }) => {
		throw appError("no-reference-host", { gateway: adapter.title });
	},
	tidy: async () => {},
	tidyLeftovers: async () => {},
	close: async () => {},
	hasHost: () => false,
};

/** As often as a test likes; what pages allow is a matter for the tests of the scheduler. */
const eagerly = ({ tasks, ...adapter }: GatewayAdapter): GatewayAdapter => ({
	...adapter,
	...(tasks && {
		tasks: {
			...tasks,
			pace: { ...tasks.pace, firstMs: 10, everyMs: 20, slowestMs: 50, perSecond: 500 },
		},
	}),
	submitPace: { ...adapter.submitPace, perMinute: 600 },
});

/**
 * Where a test puts its hand in: a disk, a journal or a gateway that fails, prices, a clock that
 * jumps.
 */
export type RigOptions = {
	readonly disk?: Disk;
	readonly journal?: (real: JournalRepo) => JournalRepo;
	readonly adapter?: (real: GatewayAdapter) => GatewayAdapter;
	readonly http?: (real: HttpClient) => HttpClient;
	readonly money?: Partial<JobMoney>;
	readonly placement?: Placement;
	/** Gateways are asked as slowly as their pages want it. */
	readonly realPace?: boolean;
	/** Pauses take as long as they do in real life. */
	readonly patient?: boolean;
	/** Added to the time, milliseconds. */
	readonly ahead?: () => number;
};

/** The main process without Electron: every service as it ships, over one temporary folder. */
export async function startRig(on: RigDisk, options: RigOptions = {}) {
	const imaging = createImaging({ workerUrl, maxWorkers: 1 });
	const shared = { imaging, log: silentLog };
	const folder = join(on.folder, "library");
	const disk = options.disk ?? realDisk;
	const library = await openLibrary({ ...shared, folder, clock: systemClock, disk });
	const references = createReferenceStore({ ...shared, library });
	const weakBox = createWeakBox(join(on.folder, "weak-key"));
	const accounts = new AccountBook({
		file: {
			read: () => on.accounts,
			write: (list) => {
				on.accounts = structuredClone(list);
			},
		},
		box: weakBox,
		weakBox,
		gateways: gatewayAdapters,
		onChange: () => {},
	});
	const database = openDatabase(join(on.folder, "journal.db"), journalMigrations, {
		durable: true,
	});
	const realJournal = createJournalRepo(database, silentLog);
	const journal = options.journal?.(realJournal) ?? realJournal;
	const clock: Clock = {
		...(options.patient ? systemClock : impatientClock),
		now: () => systemClock.now() + (options.ahead?.() ?? 0),
	};
	const adapterFor: typeof gatewayAdapter = (id) => {
		const real = options.realPace ? gatewayAdapter(id) : eagerly(gatewayAdapter(id));
		return options.adapter?.(real) ?? real;
	};
	const network = createNetwork();
	const money = { ...noMoney, ...options.money };
	const placement = options.placement ?? noPlacement;
	const realHttp = createHttpClient({ clock: systemClock, log: silentLog });
	const http = options.http?.(realHttp) ?? realHttp;
	const changes: Job[] = [];
	const jobs = new JobService({
		log: silentLog,
		...{ clock, journal, http, imaging, library, references, accounts, adapterFor },
		...{ network, money, placement },
		replies: new ReplyStore(join(on.folder, "replies")),
		emit: (event, payload) => {
			if (event === "jobs.changed") changes.push(payload as Job);
		},
	});
	await jobs.recover();
	const find = (id: JobId) => {
		const job = jobs.list().find((one) => one.id === id);
		if (job === undefined) throw new Error("the job is not in the list");
		return job;
	};
	const reached = (id: JobId, wanted: (job: Job) => boolean): Promise<Job> =>
		vi.waitFor(
			() => {
				const job = find(id);
				if (!wanted(job)) throw new Error(`the job is ${job.state}: ${JSON.stringify(job.error)}`);
				return job;
			},
			{ timeout: 20_000, interval: 10 },
		);
	/** Any job of the list. */
	const reachedAny = (wanted: (job: Job) => boolean): Promise<Job> =>
		vi.waitFor(
			() => {
				const job = jobs.list().find(wanted);
				if (job === undefined) throw new Error("no such job is in the list");
				return job;
			},
			{ timeout: 20_000, interval: 10 },
		);
	return {
		...{ adapterFor, reachedAny },
		...{ jobs, library, references, accounts, changes, network, journal, find, reached },
		/** The job once nothing changes any more. */
		ended: (id: JobId) => reached(id, (job) => hasEnded(job.state)),
		close: async () => {
			await jobs.close();
			await http.close();
			await imaging.close();
			await library.close();
			database.close();
		},
	};
}

/** An account of a simulator. */
export async function addAccount(
	rig: Pick<Rig, "accounts">,
	simulator: { readonly baseUrl: string; readonly key: string },
	gateway = "tokaify",
): Promise<AccountId> {
	const account = await rig.accounts.save({
		gateway: GatewayId.parse(gateway),
		label: "Studio",
		baseUrl: simulator.baseUrl,
		key: { text: simulator.key, keeping: "weak" },
	});
	return account.id;
}

/** Three pictures by Tokaify's Seedream 4.0, as a set, unless said otherwise. */
export function aRequest(
	account: AccountId,
	more: Partial<GenerationRequest> = {},
): GenerationRequest {
	return {
		account,
		model: "doubao-seedream-4-0-250828",
		prompt: "three neon pandas",
		references: [],
		size: { kind: "tier", tier: "2K" },
		mode: "set",
		count: 3,
		watermark: false,
		extras: {},
		...more,
	};
}
