import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { type AccountId, GatewayId, type JobId } from "../../../src/contract/ids.ts";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import { type Clock, systemClock } from "../../../src/main/foundation/clock.ts";
import type { AccountRecord } from "../../../src/main/secrets/account-file.ts";
import { createStudioImaging, openStudio, type StudioOptions } from "../../studio/open-studio.ts";

/** Pauses between tries are short here, but still let everything else have its turn. */
const impatientClock: Clock = {
	now: systemClock.now,
	sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 20), signal),
};

/** A decoder takes longer to start than most tests: one for all rigs of a worker, which ends with it. */
const imaging = createStudioImaging();

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** What stays when the app is closed or killed. */
export type RigDisk = { readonly folder: string; accounts: readonly AccountRecord[] };

export async function makeRigDisk(): Promise<RigDisk> {
	return { folder: await mkdtemp(join(tmpdir(), "seedcase-jobs-")), accounts: [] };
}

/** Where a test puts its hand in, and how time goes. */
export type RigOptions = Omit<StudioOptions, "folder" | "accountFile" | "emit" | "clock"> & {
	/** Pauses take as long as they do in real life. */
	readonly patient?: boolean;
	/** Added to the time, milliseconds. */
	readonly ahead?: () => number;
};

/** The main process without Electron: every service as it ships, over one temporary folder. */
export async function startRig(on: RigDisk, options: RigOptions = {}) {
	const clock: Clock = {
		...(options.patient ? systemClock : impatientClock),
		now: () => systemClock.now() + (options.ahead?.() ?? 0),
	};
	const changes: Job[] = [];
	const studio = await openStudio({
		...{ imaging, ...options, clock },
		folder: on.folder,
		accountFile: {
			read: () => on.accounts,
			write: (list) => {
				on.accounts = structuredClone(list);
			},
		},
		emit: (event, payload) => {
			if (event === "jobs.changed") changes.push(payload as Job);
		},
	});
	const { jobs } = studio;
	await jobs.recover();
	const find = (id: JobId) => {
		const job = jobs.list().find((one) => one.id === id);
		if (job === undefined) throw new Error("the job is not in the list");
		return job;
	};
	const reached = (id: JobId, wanted: (job: Job) => boolean): Promise<Job> =>
		vi.waitFor(() => {
			const job = find(id);
			if (!wanted(job)) throw new Error(`the job is ${job.state}: ${JSON.stringify(job.error)}`);
			return job;
		});
	/** Any job of the list. */
	const reachedAny = (wanted: (job: Job) => boolean): Promise<Job> =>
		vi.waitFor(() => {
			const job = jobs.list().find(wanted);
			if (job === undefined) throw new Error("no such job is in the list");
			return job;
		});
	return {
		...studio,
		...{ changes, find, reached, reachedAny },
		/** The job once nothing changes any more. */
		ended: (id: JobId) => reached(id, (job) => hasEnded(job.state)),
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
