import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AccountDraft } from "../../../src/contract/accounts.ts";
import { GatewayId, type JobId } from "../../../src/contract/ids.ts";
import type { JobState } from "../../../src/contract/jobs.ts";
import type { HostChoice, ReferenceHost } from "../../../src/contract/reference-hosts.ts";
import { systemClock } from "../../../src/main/foundation/clock.ts";
import type { Log } from "../../../src/main/foundation/log.ts";
import { newAccountId, newJobId } from "../../../src/main/foundation/new-id.ts";
import { evolinkAdapter } from "../../../src/main/gateways/evolink/evolink-adapter.ts";
import type { GatewayAdapter, UploadFile } from "../../../src/main/gateways/gateway-adapter.ts";
import { reapiAdapter } from "../../../src/main/gateways/reapi/reapi-adapter.ts";
import { toapisAdapter } from "../../../src/main/gateways/toapis/toapis-adapter.ts";
import { createHttpClient } from "../../../src/main/http/http-client.ts";
import { createPlacement, type PlacementTarget } from "../../../src/main/references/placement.ts";
import { AccountBook } from "../../../src/main/secrets/account-book.ts";
import type { AccountRecord } from "../../../src/main/secrets/account-file.ts";
import { HostBook } from "../../../src/main/secrets/host-book.ts";
import type { HostRecord } from "../../../src/main/secrets/host-file.ts";
import { createWeakBox } from "../../../src/main/secrets/weak-box.ts";
import { openDatabase } from "../../../src/main/store/database.ts";
import {
	createJournalRepo,
	type JournalJob,
	journalMigrations,
} from "../../../src/main/store/journal-repo.ts";
import { createPlacedRepo } from "../../../src/main/store/placed-repo.ts";
import type { Simulator } from "../../simulator/simulator.ts";
import type { S3Server } from "./s3-server.ts";

const adapters: readonly GatewayAdapter[] = [evolinkAdapter, toapisAdapter, reapiAdapter];
const HOUR_MS = 60 * 60 * 1000;

export type HostRig = Awaited<ReturnType<typeof startHostRig>>;

/** Everything that places references, as it ships, over one temporary folder. */
export async function startHostRig() {
	const folder = await mkdtemp(join(tmpdir(), "seedcase-placement-"));
	const world = { ahead: 0, removePlaced: true, choice: undefined as HostChoice | undefined };
	const lines: string[] = [];
	const write = (message: string, facts?: unknown) =>
		lines.push(`${message} ${JSON.stringify(facts)}`);
	const log: Log = { info: write, warn: write, error: write };
	const clock = { ...systemClock, now: () => Date.now() + world.ahead };
	const weakBox = createWeakBox(join(folder, "weak-key"));
	let accountRows: readonly AccountRecord[] = [];
	let hostRows: readonly HostRecord[] = [];
	const accounts = new AccountBook({
		file: {
			read: () => accountRows,
			write: (rows) => {
				accountRows = rows;
			},
		},
		...{ box: weakBox, weakBox, gateways: adapters, onChange: () => {} },
	});
	const hosts = new HostBook({
		file: {
			read: () => hostRows,
			write: (rows) => {
				hostRows = rows;
			},
		},
		...{ box: weakBox, weakBox, onChange: () => {} },
	});
	const database = openDatabase(join(folder, "journal.db"), journalMigrations, { durable: true });
	const journal = createJournalRepo(database, log);
	const placed = createPlacedRepo(database);
	const http = createHttpClient({ clock: systemClock, log });
	const start = () =>
		createPlacement({
			...{ clock, log, http, accounts, hosts, journal, placed },
			adapterFor: (id) => adapterOf(id),
			hostChoice: () => world.choice,
			removePlaced: () => world.removePlaced,
		});
	let placement = start();

	const account = async (gateway: string, baseUrl: string, key: string) => {
		const draft = { gateway, label: "Studio", baseUrl, key: { text: key, keeping: "session" } };
		return accounts.address((await accounts.save(AccountDraft.parse(draft))).id);
	};
	const job = (state: JobState = "preparing", changes: Partial<JournalJob> = {}): JobId => {
		const made = { ...anyJob(state, clock.now()), ...changes };
		journal.put(made);
		return made.id;
	};
	return {
		...{ hosts, accounts, http, clock, placed, world, journal, job },
		placement: () => placement,
		/** Whatever was in memory is gone; the disk and the other side stay. */
		restart: () => {
			placement = start();
		},
		logged: () => lines.join("\n"),
		later: (hours: number) => {
			world.ahead += hours * HOUR_MS;
		},
		/** The job has ended so, and is tidied up after. */
		end: async (id: JobId, state: JobState = "done", error?: JournalJob["error"]) => {
			const made = journal.get(id);
			if (made === undefined) throw new Error("no such job");
			journal.put({ ...made, state, error });
			await placement.tidy(id);
		},
		/** The bucket of a server, kept and chosen. */
		chooseBucket: async (server: S3Server, changes: object = {}): Promise<ReferenceHost> => {
			const host = await hosts.save({ ...server.draft, ...changes });
			world.choice = { kind: "bucket", host: host.id };
			return host;
		},
		/** An account of a simulated gateway, chosen to hold pictures for others. */
		chooseAccount: async (gateway: Simulator) => {
			const address = await account(gateway.gateway, gateway.baseUrl, gateway.key);
			world.choice = { kind: "account", account: address.id };
			return address;
		},
		/** A job of an account of this gateway that needs pictures placed. */
		target: async (
			{ gateway, baseUrl, key }: Pick<Simulator, "baseUrl" | "key"> & { readonly gateway: string },
			options: { readonly job?: JobId; readonly signal?: AbortSignal } = {},
		): Promise<PlacementTarget> => ({
			job: options.job ?? job(),
			address: await account(gateway, baseUrl, key),
			adapter: adapterOf(GatewayId.parse(gateway)),
			signal: options.signal ?? new AbortController().signal,
		}),
		close: async () => {
			await placement.close();
			await http.close();
			database.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A gateway that fetches links and has no upload. */
export const linksOnly = {
	gateway: "reapi",
	baseUrl: "https://reapi.example.com",
	key: "sk-unused-1",
};

/** Bytes and a name that no other upload has. */
export function fileOf(bytes: Uint8Array): UploadFile {
	const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 24);
	return { bytes, mime: "image/png", name: `${hash}-${randomBytes(4).toString("hex")}.png` };
}

function adapterOf(id: GatewayId): GatewayAdapter {
	const found = adapters.find((adapter) => adapter.id === id);
	if (found === undefined) throw new Error(`no adapter for ${id}`);
	return found;
}

function anyJob(state: JobState, now: number): JournalJob {
	const newAccount = newAccountId();
	return {
		...{ id: newJobId(), state, account: newAccount, accountLabel: "Studio" },
		...{ baseUrl: "https://api.example.com", gateway: GatewayId.parse("reapi") },
		...{ gatewayTitle: "reAPI", modelTitle: "Seedream", createdAt: now, notices: [], outputs: [] },
		...{ dismissed: false, fallbackRequests: [], limited: 0 },
		request: {
			...{ account: newAccount, model: "m", prompt: "a panda", references: [], count: 1 },
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			extras: {},
		},
	};
}
