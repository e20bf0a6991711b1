import { join } from "node:path";
import { NEW_CUSTOM_GATEWAY } from "../../src/contract/accounts.ts";
import type { CustomTask } from "../../src/contract/custom-gateway.ts";
import { type AccountId, GatewayId } from "../../src/contract/ids.ts";
import type { Job } from "../../src/contract/jobs.ts";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import { createNetwork } from "../../src/main/foundation/network.ts";
import { newJobId } from "../../src/main/foundation/new-id.ts";
import { createGatewayRegistry, gatewayAdapters } from "../../src/main/gateways/registry.ts";
import type { TaskPace } from "../../src/main/gateways/task-pace.ts";
import { createHttpClient } from "../../src/main/http/http-client.ts";
import { JobService } from "../../src/main/jobs/job-service.ts";
import { ReplyStore } from "../../src/main/jobs/reply-store.ts";
import { createReferenceStore } from "../../src/main/references/reference-store.ts";
import { AccountBook } from "../../src/main/secrets/account-book.ts";
import type { AccountRecord } from "../../src/main/secrets/account-file.ts";
import { createWeakBox } from "../../src/main/secrets/weak-box.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import {
	createJournalRepo,
	type JournalJob,
	journalMigrations,
} from "../../src/main/store/journal-repo.ts";
import { realImaging, realLibrary } from "./bench-services.ts";

/** A gateway with tasks, as a designer may describe one. */
const described: CustomTask = {
	kind: "task",
	models: [
		{
			...{ id: "seedream", title: "Seedream", sizes: "ratio", tiers: ["2K"] },
			...{ maxImages: 4, maxReferences: 4 },
		},
	],
	submitPath: "/images",
	tierField: "resolution",
	pollPath: "/tasks/{id}",
	idPlace: "id",
	statusPlace: "status",
	doneWords: ["completed"],
	failedWords: ["failed"],
	resultPlace: "results",
	errorPlace: "error",
	referencesField: "image_urls",
	references: "none",
};

/** Five gateways that name tasks, each by its own word for one at work. */
const gateways = [
	{ gateway: GatewayId.parse("evolink"), atWork: "processing" },
	{ gateway: GatewayId.parse("toapis"), atWork: "in_progress" },
	{ gateway: GatewayId.parse("reapi"), atWork: "processing" },
	{ gateway: NEW_CUSTOM_GATEWAY, custom: described, atWork: "processing" },
	{ gateway: NEW_CUSTOM_GATEWAY, custom: described, atWork: "processing" },
];

export type BenchAccount = {
	readonly id: AccountId;
	readonly title: string;
	readonly baseUrl: string;
	readonly gateway: GatewayId;
	readonly pace: TaskPace;
	readonly atWork: string;
};

/** The services that ask after tasks, wired as the app wires them; no task needs money or a place for references. */
export async function openHouse(folder: string, origin: string, onAsk: (baseUrl: string) => void) {
	const imaging = realImaging();
	const library = await realLibrary(join(folder, "library"), imaging);
	const book = openAccounts(folder);
	const registry = createGatewayRegistry(() => book.customs());
	const shared = { log: silentLog, clock: systemClock };
	const database = openDatabase(join(folder, "journal.db"), journalMigrations, { durable: true });
	const journal = createJournalRepo(database, silentLog);
	const real = createHttpClient(shared);
	const http: typeof real = {
		...real,
		send: (request, options) => {
			onAsk(options.baseUrl);
			return real.send(request, options);
		},
	};
	const open = () =>
		new JobService({
			...shared,
			...{ http, imaging, library, journal, accounts: book },
			network: createNetwork(),
			references: createReferenceStore({ library, imaging, log: silentLog }),
			placement: {
				place: () => Promise.reject(new Error("nothing is placed here")),
				tidy: async () => {},
				tidyLeftovers: async () => {},
				hasHost: () => false,
				close: async () => {},
			},
			money: {
				priceOf: () => undefined,
				approve: () => {},
				fits: () => true,
				inDollars: (_, charge) => charge,
			},
			adapterFor: registry.adapter,
			replies: new ReplyStore(join(folder, "replies")),
			emit: () => {},
		});
	const accounts: BenchAccount[] = [];
	for (const [n, { atWork, ...draft }] of gateways.entries()) {
		// One server stands for all five; the path tells them apart.
		const { id, gateway } = await book.save({
			...draft,
			label: `Gateway ${n + 1}`,
			baseUrl: `${origin}/${n}`,
			key: { text: "sk-bench-0123456789abcdef", keeping: "weak" },
		});
		const adapter = registry.adapter(gateway);
		if (adapter.tasks === undefined) throw new Error(`${gateway} has no tasks`);
		const { baseUrl } = book.address(id);
		accounts.push({ id, title: adapter.title, baseUrl, gateway, pace: adapter.tasks.pace, atWork });
	}
	return {
		accounts,
		journal,
		/** As at the app's start, with whatever the journal has. */
		start: open,
		close: async () => {
			await http.close();
			await imaging.close();
			await library.close();
			database.close();
		},
	};
}

function openAccounts(folder: string): AccountBook {
	let records: readonly AccountRecord[] = [];
	const weakBox = createWeakBox(join(folder, "weak-key"));
	return new AccountBook({
		file: {
			read: () => records,
			write: (list) => {
				records = list;
			},
		},
		box: weakBox,
		weakBox,
		gateways: gatewayAdapters,
		onChange: () => {},
	});
}

/** A job whose task the gateway works on, as the journal has it. */
export function waitingJob(account: BenchAccount, sentAt: number): JournalJob {
	const id = newJobId();
	const task: Job["task"] = { status: account.atWork, known: true, late: false };
	return {
		...{ id, state: "waiting", account: account.id, gateway: account.gateway, task },
		request: {
			account: account.id,
			model: "seedream",
			prompt: "fog over a harbour, the first ferry of the morning, seen from the quay",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 1,
			extras: {},
		},
		accountLabel: account.title,
		baseUrl: account.baseUrl,
		gatewayTitle: account.title,
		modelTitle: "Seedream",
		...{ createdAt: sentAt, sentAt, giveUpAt: sentAt + account.pace.giveUpMs },
		remoteId: `task-${id}`,
		...{ notices: [], outputs: [], dismissed: false, fallbackRequests: [], limited: 0 },
	};
}
