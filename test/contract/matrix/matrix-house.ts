import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobId, ReferenceId } from "../../../src/contract/ids.ts";
import type { Job } from "../../../src/contract/jobs.ts";
import type { HostChoice } from "../../../src/contract/reference-hosts.ts";
import { type Clock, systemClock } from "../../../src/main/foundation/clock.ts";
import type { Log } from "../../../src/main/foundation/log.ts";
import { createHttpClient, type HttpClient } from "../../../src/main/http/http-client.ts";
import type { HttpRequest } from "../../../src/main/http/http-message.ts";
import type { SpoolDisk } from "../../../src/main/http/spool-disk.ts";
import { createPlacement, type Placement } from "../../../src/main/references/placement.ts";
import type { AccountRecord } from "../../../src/main/secrets/account-file.ts";
import { HostBook } from "../../../src/main/secrets/host-book.ts";
import type { HostRecord } from "../../../src/main/secrets/host-file.ts";
import { createWeakBox } from "../../../src/main/secrets/weak-box.ts";
import type { Disk } from "../../../src/main/store/disk.ts";
import type { JournalRepo } from "../../../src/main/store/journal-repo.ts";
import { createPlacedRepo } from "../../../src/main/store/placed-repo.ts";
import type { FaultRow } from "../../simulator/fault-row.ts";
import { gradientPng } from "../../simulator/png.ts";
import { createStudioImaging, openStudio } from "../../studio/open-studio.ts";
import { JobWatch } from "./job-watch.ts";

/** One for all houses: starting a decoder costs as much as a whole cell. */
const imaging = createStudioImaging();

/** Pauses up to here pass at once; longer ones are rests, which a test ends itself. */
const LONGEST_PAUSE_MS = 25_000;
const PAUSE_MS = 15;
/**
 * After so long without a byte a gateway that was said to stall there is believed to be silent,
 * milliseconds. What is sent once has more time: the gateway must have taken it.
 */
const SILENCE_MS: Readonly<Record<FaultRow["at"], number>> = {
	...{ submit: 800, stream: 800, upload: 800 },
	...{ poll: 400, link: 400 },
};

/** What stays when the app is closed. */
export type Ground = {
	readonly folder: string;
	accounts: readonly AccountRecord[];
	hosts: readonly HostRecord[];
	/** The reference host that was chosen in Settings. */
	choice: HostChoice | undefined;
	/** Everything that was logged, and everything the window was told. */
	readonly said: string[];
	/** Where gateways stall, by their origins. */
	readonly silent: Map<string, readonly FaultRow["at"][]>;
	/** Added to the time, milliseconds. */
	ahead: number;
};

/** Where a test puts its hand in. */
export type HouseOptions = {
	readonly disk?: Disk;
	readonly spoolDisk?: SpoolDisk;
	readonly journal?: (real: JournalRepo) => JournalRepo;
};

export type House = Awaited<ReturnType<typeof openHouse>>;

export async function newGround(): Promise<Ground> {
	const folder = await mkdtemp(join(tmpdir(), "seedcase-matrix-"));
	return {
		...{ folder, accounts: [], hosts: [], choice: undefined },
		...{ said: [], silent: new Map(), ahead: 0 },
	};
}

export function removeGround({ folder }: Ground): Promise<void> {
	return rm(folder, { recursive: true, force: true });
}

/** All services as they ship, references placed for real, with pauses that pass at once. */
export async function openHouse(ground: Ground, options: HouseOptions = {}) {
	const { folder, said } = ground;
	const write = (message: string, facts?: unknown) =>
		void said.push(`${message} ${JSON.stringify(facts)}`);
	const log: Log = { info: write, warn: write, error: write };
	const clock: Clock = {
		now: () => systemClock.now() + ground.ahead,
		steady: () => performance.now(),
		sleep: (ms, signal) => systemClock.sleep(ms > LONGEST_PAUSE_MS ? ms : PAUSE_MS, signal),
	};
	const watch = new JobWatch();
	let placement: Placement | undefined;
	const placed = () => {
		if (placement === undefined) throw new Error("the house is not open yet");
		return placement;
	};
	const studio = await openStudio({
		...{ folder, log, clock, imaging },
		...(options.disk && { disk: options.disk }),
		...(options.journal && { journal: options.journal }),
		accountFile: {
			read: () => ground.accounts,
			write: (list) => {
				ground.accounts = structuredClone(list);
			},
		},
		emit: (event, payload) => {
			said.push(`${event} ${JSON.stringify(payload)}`);
			if (event === "jobs.changed") watch.heard(payload as Job);
		},
		http: (real) => hasty(withDisk(real, options.spoolDisk, log), ground.silent),
		placement: {
			place: (...of) => placed().place(...of),
			tidy: (job) => placed().tidy(job),
			tidyLeftovers: () => placed().tidyLeftovers(),
			close: () => placed().close(),
			hasHost: () => placed().hasHost(),
		},
	});
	const { jobs, accounts, http, journal, database, adapterFor, references } = studio;
	const weakBox = createWeakBox(join(folder, "weak-key"));
	const hosts = new HostBook({
		file: {
			read: () => ground.hosts,
			write: (list) => {
				ground.hosts = structuredClone(list);
			},
		},
		...{ box: weakBox, weakBox, onChange: () => {} },
	});
	placement = createPlacement({
		...{ clock, log, http, accounts, hosts, journal, adapterFor },
		placed: createPlacedRepo(database),
		hostChoice: () => ground.choice,
		removePlaced: () => true,
	});
	await jobs.recover();
	const find = (id: JobId): Job => {
		const job = watch.latest(id) ?? jobs.list().find((one) => one.id === id);
		if (job === undefined) throw new Error("the job is not in the list");
		return job;
	};
	return {
		...{ jobs, accounts, hosts, find, ground },
		library: studio.library,
		network: studio.network,
		/** Everything the window was told of a job. */
		told: (id: JobId) => watch.told(id),
		/** @throws Error after 20 s, with what the job is instead */
		until: (id: JobId, wanted: (job: Job) => boolean, what: string) =>
			watch.until(id, () => find(id), wanted, what),
		/** A small picture to go with a request. */
		aPicture: async (seed = 1) => {
			const bytes = gradientPng({ width: 64, height: 48, seed });
			const { id } = await references.importBytes(bytes, "shoe.png");
			return { kind: "picture", id: id as ReferenceId, name: "shoe.png" } as const;
		},
		close: async () => {
			await studio.close();
			await placed().close();
		},
	};
}

function withDisk(real: HttpClient, spoolDisk: SpoolDisk | undefined, log: Log): HttpClient {
	if (spoolDisk === undefined) return real;
	const other = createHttpClient({ clock: systemClock, log, spoolDisk });
	return {
		...other,
		close: async () => {
			await other.close();
			await real.close();
		},
	};
}

/** A client that soon takes the silence of some gateways, where they stall, for one that lasts. */
function hasty(real: HttpClient, silent: Ground["silent"]): HttpClient {
	const silenceAt = (url: string, ...ways: readonly FaultRow["at"][]) => {
		const stalls = silent.get(new URL(url).origin) ?? [];
		const times = ways.flatMap((way) => (stalls.includes(way) ? SILENCE_MS[way] : []));
		return times.length === 0 ? undefined : Math.max(...times);
	};
	const soon = (request: HttpRequest, ...ways: readonly FaultRow["at"][]): HttpRequest => {
		const timeoutMs = silenceAt(request.url, ...ways) ?? request.timeoutMs;
		return { ...request, timeoutMs };
	};
	return {
		...real,
		send: (request, options) => real.send(soon(request, "poll", "upload"), options),
		sendToFile: (request, options) => real.sendToFile(soon(request, "submit", "stream"), options),
		download: (url, options) => {
			const idleMs = silenceAt(url, "link") ?? options.idleMs;
			return real.download(url, { ...options, ...(idleMs !== undefined && { idleMs }) });
		},
	};
}
