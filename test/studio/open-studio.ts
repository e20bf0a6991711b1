import { join } from "node:path";
import { appError } from "../../src/contract/errors.ts";
import { type Clock, systemClock } from "../../src/main/foundation/clock.ts";
import { type Log, silentLog } from "../../src/main/foundation/log.ts";
import { createNetwork } from "../../src/main/foundation/network.ts";
import type { GatewayAdapter } from "../../src/main/gateways/gateway-adapter.ts";
import { gatewayAdapter, gatewayAdapters } from "../../src/main/gateways/registry.ts";
import { createHttpClient, type HttpClient } from "../../src/main/http/http-client.ts";
import { createImaging } from "../../src/main/imaging/imaging-pool.ts";
import type { JobMoney } from "../../src/main/jobs/job-money.ts";
import type { Emit, JobPorts } from "../../src/main/jobs/job-ports.ts";
import { JobService } from "../../src/main/jobs/job-service.ts";
import { ReplyStore } from "../../src/main/jobs/reply-store.ts";
import { openLibrary } from "../../src/main/library/open-library.ts";
import type { Placement } from "../../src/main/references/placement.ts";
import { createReferenceStore } from "../../src/main/references/reference-store.ts";
import { AccountBook } from "../../src/main/secrets/account-book.ts";
import type { AccountFile } from "../../src/main/secrets/account-file.ts";
import { createWeakBox } from "../../src/main/secrets/weak-box.ts";
import { openDatabase } from "../../src/main/store/database.ts";
import { type Disk, realDisk } from "../../src/main/store/disk.ts";
import {
	createJournalRepo,
	type JournalRepo,
	journalMigrations,
} from "../../src/main/store/journal-repo.ts";

const workerUrl = new URL("../../src/main/imaging/imaging-worker.ts", import.meta.url);

/** Gateways without prices and a designer without a budget. */
export const noMoney: JobMoney = {
	priceOf: () => undefined,
	approve: () => {},
	fits: () => true,
	inDollars: (_, charge) => charge,
};

/** Nowhere to place references. */
export const noPlacement: Placement = {
	place: async (_, { adapter }) => {
		throw appError("no-reference-host", { gateway: adapter.title });
	},
	tidy: async () => {},
	tidyLeftovers: async () => {},
	close: async () => {},
	hasHost: () => false,
};

/** As often as a test likes; what pages allow is a matter for the tests of the scheduler. */
export const eagerly = ({ tasks, ...adapter }: GatewayAdapter): GatewayAdapter => ({
	...adapter,
	...(tasks && {
		tasks: {
			...tasks,
			pace: { ...tasks.pace, firstMs: 10, everyMs: 20, slowestMs: 50, perSecond: 500 },
		},
	}),
	submitPace: { ...adapter.submitPace, perMinute: 600 },
});

/** Where a test puts its hand in; everything else is as it ships. */
export type StudioOptions = {
	/** Everything of the app lies in here. */
	readonly folder: string;
	readonly accountFile: AccountFile;
	readonly emit: Emit;
	readonly clock?: Clock;
	readonly log?: Log;
	readonly disk?: Disk;
	readonly journal?: (real: JournalRepo) => JournalRepo;
	readonly adapter?: (real: GatewayAdapter) => GatewayAdapter;
	readonly http?: (real: HttpClient) => HttpClient;
	readonly money?: Partial<JobMoney>;
	readonly placement?: Placement;
	readonly onEnded?: JobPorts["onEnded"];
	/** Gateways are asked as slowly as their pages want it. */
	readonly realPace?: boolean;
	/** Shared with other studios, and closed by whoever shares it. */
	readonly imaging?: ReturnType<typeof createImaging>;
};

/** One worker, which is enough for the small pictures of tests. */
export function createStudioImaging() {
	return createImaging({ workerUrl, maxWorkers: 1 });
}

/** The main process without Electron: every service as it ships, over one folder. */
export async function openStudio(options: StudioOptions) {
	const { folder, emit, clock = systemClock, log = silentLog, disk = realDisk } = options;
	const imaging = options.imaging ?? createStudioImaging();
	const shared = { imaging, log };
	const libraryFolder = join(folder, "library");
	const library = await openLibrary({
		...{ ...shared, folder: libraryFolder },
		...{ clock: systemClock, disk },
	});
	const references = createReferenceStore({ ...shared, library });
	const weakBox = createWeakBox(join(folder, "weak-key"));
	const accounts = new AccountBook({
		file: options.accountFile,
		box: weakBox,
		weakBox,
		gateways: gatewayAdapters,
		onChange: () => {},
	});
	const database = openDatabase(join(folder, "journal.db"), journalMigrations, { durable: true });
	const realJournal = createJournalRepo(database, log);
	const journal = options.journal?.(realJournal) ?? realJournal;
	const adapterFor: typeof gatewayAdapter = (id) => {
		const real = options.realPace ? gatewayAdapter(id) : eagerly(gatewayAdapter(id));
		return options.adapter?.(real) ?? real;
	};
	const network = createNetwork();
	const realHttp = createHttpClient({ clock: systemClock, log });
	const http = options.http?.(realHttp) ?? realHttp;
	const jobs = new JobService({
		...{ log, clock, journal, http, imaging, library, references, accounts, adapterFor, network },
		money: { ...noMoney, ...options.money },
		placement: options.placement ?? noPlacement,
		replies: new ReplyStore(join(folder, "replies")),
		emit,
		...(options.onEnded && { onEnded: options.onEnded }),
	});
	return {
		...{ jobs, library, references, accounts, network, journal, database, adapterFor, http },
		close: async () => {
			await jobs.close();
			await http.close();
			if (options.imaging === undefined) await imaging.close();
			await library.close();
			database.close();
		},
	};
}
