import { join } from "node:path";
import type { EventPayloads } from "../../contract/events.ts";
import { systemClock } from "../foundation/clock.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { createDemoTransport } from "../gateways/demo/demo-transport.ts";
import { createGatewayRegistry, gatewayAdapters } from "../gateways/registry.ts";
import { createHttpClient, type HttpClient } from "../http/http-client.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { Emit } from "../jobs/job-ports.ts";
import { JobService } from "../jobs/job-service.ts";
import { createJobCosts, type JobCosts } from "../jobs/money/job-costs.ts";
import { ReplyStore } from "../jobs/reply-store.ts";
import { SetBook } from "../jobs/set-book.ts";
import { WeatherBook } from "../jobs/weather-book.ts";
import { type Activities, createActivities } from "../library/activities.ts";
import { createBoardStore } from "../library/boards/board-store.ts";
import { createPortableBoards } from "../library/boards/portable-boards.ts";
import { createExporter } from "../library/export-run.ts";
import { createPrintShelf, type PrintShelf } from "../library/export-shelf.ts";
import { createLookFiller } from "../library/fill-looks.ts";
import { createImports } from "../library/imports/imports.ts";
import { createTellAdded } from "../library/imports/tell-added.ts";
import { createWatchedFolders } from "../library/imports/watched-folders.ts";
import type { KeptLibrary } from "../library/keeping/open-kept-library.ts";
import type { Library } from "../library/library.ts";
import { createDragIcons } from "../library/out/drag-icons.ts";
import { createDragShelf } from "../library/out/drag-shelf.ts";
import { createPictureExports } from "../library/out/export-pictures.ts";
import { createEagle } from "../partners/eagle.ts";
import { fetchPicture } from "../references/fetch-picture.ts";
import { createGatherer } from "../references/gather.ts";
import { createIncomingBytes } from "../references/incoming-bytes.ts";
import { createPlacement } from "../references/placement.ts";
import { createReferenceStore, type ReferenceStore } from "../references/reference-store.ts";
import { createShelf } from "../references/shelf.ts";
import { AccountBook } from "../secrets/account-book.ts";
import type { AccountFile } from "../secrets/account-file.ts";
import { HostBook } from "../secrets/host-book.ts";
import { createWeakBox } from "../secrets/weak-box.ts";
import type { Disk } from "../store/disk.ts";
import type { JournalRepo } from "../store/journal-repo.ts";
import { createPlacedRepo } from "../store/placed-repo.ts";
import type { HousePorts } from "./house-ports.ts";
import { openKeeping } from "./open-keeping.ts";
import { openMirror } from "./open-mirror.ts";
import { restingWhileReadOnly } from "./resting-network.ts";

export type Services = ReturnType<typeof buildServices>;

/** Every service over an open library, bottom up. This is the only file that knows them all. */
export function buildServices(ports: HousePorts, imaging: Imaging, kept: KeptLibrary) {
	const { options, store, log, emit } = ports;
	const { library, gate, disk } = kept;
	const network = restingWhileReadOnly(ports.network, gate);
	const { journal, database } = ports.journal;
	const clock = systemClock;
	let tellPrices = () => {};
	const { accounts, hosts, registry } = openSecrets({
		...ports,
		emit: (event, payload) => {
			emit(event, payload);
			// The designer's own gateways bring prices of their own.
			if (event === "gateways.changed") tellPrices();
		},
	});
	const references = createReferenceStore({ library, imaging, log, disk });
	const palette = (dataUrl: string) => imaging.palette({ bytes: bytesOf(dataUrl) }, { count: 6 });
	const demo = createDemoTransport({ paint: ports.painter.paint, palette, clock });
	const http = createHttpClient({ transports: { "demo:": demo }, clock, log });
	const desk = openReferenceDesk(ports, { library, references, http, accounts, disk });
	const placement = createPlacement({
		...{ http, accounts, hosts, journal, clock, log },
		adapterFor: registry.adapter,
		placed: createPlacedRepo(database),
		hostChoice: () => store.get().referenceHost,
		removePlaced: () => store.get().removePlaced,
	});
	const money = createJobCosts({
		gateways: registry.adapters,
		own: store.prices,
		budget: () => store.get().budget,
		now: clock.now,
		labelOf: (id) => accounts.list().find((account) => account.id === id)?.label,
		onChange: (rows) => emit("money.changed", rows),
	});
	tellPrices = money.gatewaysChanged;
	const weather = new WeatherBook(clock.now);
	const activities = createActivities({
		clock,
		tell: (activity) => emit("activities.changed", activity),
		dismissed: (id) => emit("activities.dismissed", id),
	});
	const jobs = new JobService({
		...{ clock, log, journal, http, imaging, library, references, accounts, network },
		...{ placement, money },
		emit: alsoTelling(money, emit),
		onEnded: (job) => weather.note(job),
		adapterFor: registry.adapter,
		replies: new ReplyStore(join(options.dataFolder, "replies")),
	});
	const exports = openExports(ports, imaging, library);
	const mirror = openMirror(ports, { library, http, hosts, activities, clock, disk });
	return {
		...{ clock, imaging, library, references, accounts, hosts, registry, http, journal, jobs },
		...{ placement, money, weather, activities },
		...desk,
		sets: new SetBook({ journal, library, emit }),
		...exports,
		...openWaysOut(ports, { imaging, library, activities, http, shelf: exports.shelf }),
		...openBoards(ports, kept, references),
		...openKeeping(ports, { kept, imaging, activities, jobs, mirror }),
		...{ gate, mirror },
		...openImports(ports, library, activities),
		looks: createLookFiller({
			...{ unseen: library.unseen, keep: library.keepLook, thumbnailOf: library.thumbnailOf },
			...{ imaging, clock, log },
		}),
		recall: () => recall({ money, weather, journal }),
	};
}

function openImports({ options, log, emit }: HousePorts, library: Library, activities: Activities) {
	const clock = systemClock;
	const { dataFolder } = options;
	// They stand at the time they were taken, anywhere in the gallery.
	const { added } = createTellAdded(clock, (count) => emit("library.changed", { count }));
	const imports = createImports({
		...{ shelf: library.imports, activities, dataFolder, clock, log },
		added: (images, total) => added(images.length, total),
	});
	const watched = createWatchedFolders({
		...{ imports, library: library.folder, dataFolder, clock, log },
		tell: (states) => emit("watch.changed", states),
	});
	return { imports, watched };
}

function openBoards(
	{ version, log }: HousePorts,
	{ library, disk }: KeptLibrary,
	references: ReferenceStore,
) {
	const clock = systemClock;
	const boards = createBoardStore({ folder: library.folder, clock, log, disk });
	const portable = createPortableBoards({
		...{ library, boards, references, clock, log },
		appVersion: version,
	});
	return { boards, portable };
}

function openExports(
	{ options, print, language, emit, log }: HousePorts,
	imaging: Imaging,
	library: Library,
) {
	const shelf = createPrintShelf(join(options.dataFolder, "print"));
	const progress = (told: EventPayloads["export.progress"]) => emit("export.progress", told);
	const exporter = createExporter({ library, imaging, shelf, print, language, progress, log });
	return { shelf, exporter };
}

/** The ways pictures leave the library: exports of any selection, drags, Eagle. */
function openWaysOut(
	{ options, print, language, log }: HousePorts,
	of: {
		readonly library: Library;
		readonly imaging: Imaging;
		readonly activities: Activities;
		readonly shelf: PrintShelf;
		readonly http: HttpClient;
	},
) {
	const { library, imaging, activities, shelf, http } = of;
	const { now } = systemClock;
	const prepare = { library, imaging };
	return {
		pictureExports: createPictureExports({
			...{ ...prepare, activities, shelf, print, language, log, now },
		}),
		drags: createDragShelf({ folder: join(options.dataFolder, "drags"), prepare, now, log }),
		dragIcons: createDragIcons(prepare),
		eagle: createEagle({ http }),
	};
}

/** The ways references come in beside single files, and their shelf. */
function openReferenceDesk(
	{ options, log, emit }: HousePorts,
	of: {
		readonly library: Library;
		readonly references: ReferenceStore;
		readonly http: HttpClient;
		readonly accounts: AccountBook;
		readonly disk: Disk;
	},
) {
	const { library, references, http, accounts, disk } = of;
	const clock = systemClock;
	const folder = join(options.dataFolder, "incoming");
	const incoming = createIncomingBytes({ folder, clock, log });
	return {
		incoming,
		gatherer: createGatherer({
			...{ references, clock },
			tell: (word) => emit("references.gathered", word),
		}),
		referenceShelf: createShelf({
			...{ folder: library.folder, references, clock, log, disk },
			onChange: (entries) => emit("shelf.changed", entries),
		}),
		fetchPicture: async (url: string) => {
			await incoming.ready;
			// Whoever has a gateway on this very computer may have its pictures too.
			const allowLoopback = accounts
				.list()
				.some(({ baseUrl }) => baseUrl !== undefined && isLoopbackHost(new URL(baseUrl).hostname));
			return fetchPicture(url, { http, references, folder, allowLoopback });
		},
	};
}

function openSecrets({ options, store, box, log, emit }: HousePorts) {
	let starting = true;
	const write: AccountFile["write"] = (list) => {
		try {
			store.accounts.write(list);
		} catch (error) {
			// The built-in accounts are made anew at each start until there is room to write them down.
			if (!starting) throw error;
			log.warn("the accounts cannot be written down", { said: String(error) });
		}
	};
	const weakBox = createWeakBox(join(options.dataFolder, "weak-key"));
	const accounts = new AccountBook({
		file: { read: store.accounts.read, write },
		...{ box, weakBox },
		gateways: gatewayAdapters,
		onChange: (list, { customs }) => {
			// Gateways first: an account must never be seen whose gateway is not known yet.
			if (customs) emit("gateways.changed", registry.infos());
			emit("accounts.changed", list);
		},
	});
	const registry = createGatewayRegistry(() => accounts.customs());
	const hosts = new HostBook({
		file: store.hosts,
		...{ box, weakBox },
		onChange: (list) => emit("hosts.changed", list),
	});
	starting = false;
	return { accounts, hosts, registry };
}

type Memory = {
	readonly money: JobCosts;
	readonly weather: WeatherBook;
	readonly journal: JournalRepo;
};

/** What earlier runs left: the past weeks, and what is still going on however old it is. */
function recall({ money, weather, journal }: Memory): void {
	const past = [...journal.unfinished(), ...journal.since(money.needsSince())];
	money.load(past);
	for (const job of past) weather.note(job);
}

/** The ledger hears of every change of a job before the window does, which then asks for sums. */
function alsoTelling(money: Pick<JobCosts, "note">, emit: Emit): Emit {
	return (event, payload) => {
		if (event === "jobs.changed" && isJob(payload)) money.note(payload);
		emit(event, payload);
	};
}

function isJob(payload: unknown): payload is Parameters<JobCosts["note"]>[0] {
	return typeof payload === "object" && payload !== null && "request" in payload;
}

function bytesOf(dataUrl: string): Uint8Array {
	return Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
}
