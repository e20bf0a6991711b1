import { AppError, type Outcome } from "../../contract/errors.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { createImaging } from "../imaging/imaging-pool.ts";
import { createDispatch, type Dispatch } from "../ipc/router.ts";
import type { JobService } from "../jobs/job-service.ts";
import { followWriter } from "../library/keeping/follow-writer.ts";
import { type KeptLibrary, openKeptLibrary } from "../library/keeping/open-kept-library.ts";
import { refuseWrites } from "../library/keeping/refuse-writes.ts";
import { answerMedia } from "../library/media.ts";
import type { IncomingBytes } from "../references/incoming-bytes.ts";
import { buildServices, type Services } from "./build-services.ts";
import { createFirstQuiet, type FirstQuiet } from "./first-quiet.ts";
import { handlersOver } from "./handlers-over.ts";
import { createHearingEmit } from "./hearing-emit.ts";
import type { HousePorts } from "./house-ports.ts";

/** The running house, as the shell sees it. */
export type House = {
	readonly dispatch: Dispatch;
	readonly jobs: JobService;
	/** Goes on with what an earlier run left. */
	readonly recover: () => Promise<void>;
	readonly answerMedia: (url: string, signal: AbortSignal) => ReturnType<typeof answerMedia>;
	/** Takes bytes of the window; see `media://incoming`. */
	readonly receive: IncomingBytes["receive"];
	/** Stops all work so that the next start can go on. */
	readonly close: () => Promise<void>;
};

/**
 * Opens the house: the library first, then every service over it, then the doors to the window.
 * @returns the house, or why the library cannot be opened
 */
export async function buildHouse(given: HousePorts): Promise<Outcome<House>> {
	const heard = createHearingEmit(given.emit);
	const ports: HousePorts = {
		...given,
		emit: heard.emit,
		tellOthers: (caller) => heard.around(given.tellOthers(caller)),
	};
	const { log, journal, emit } = ports;
	const workerUrl = new URL("./imaging-worker.js", import.meta.url);
	const imaging = createImaging({ workerUrl, log });
	let kept: KeptLibrary;
	try {
		kept = await openLibraryOf(ports, imaging);
	} catch (thrown) {
		journal.database.close();
		return { ok: false, error: AppError.from(thrown).failure };
	}
	const { library, gate } = kept;
	gate.onChange((reason) => emit("library.readOnly", { reason }));
	const services = buildServices(ports, imaging, kept);
	heard.listen((event, payload) => {
		services.mirror.hear(event, payload);
		// Pictures may have come in that nobody has looked at.
		const grown = event === "library.changed" || event === "library.rebuilt";
		if (grown && gate.reason() === undefined) services.looks.wake();
	});
	const follower = followWriter({
		...{ reason: gate.reason, version: library.version, clock: systemClock, log },
		onChange: async () => {
			emit("library.changed", { count: 1 });
			emit("collections.changed", await library.collections.list());
		},
	});
	const { references, jobs, incoming, shelf } = services;
	const quiet = createFirstQuiet(systemClock);
	const dispatch = createDispatch(handlersOver(services, ports), {
		checkOutputs: ports.checkOutputs,
		log,
		refuse: refuseWrites(gate, library.folder),
	});
	const media = { library, references, printed: shelf.pathOf };
	const house: House = {
		dispatch: (...call) => quiet.asked(() => dispatch(...call)),
		jobs,
		recover: () => goOn(services, ports, quiet),
		answerMedia: (url, signal) => quiet.asked(() => answerMedia(url, media, signal)),
		receive: incoming.receive,
		close: async () => {
			quiet.end();
			await follower.close();
			await closeServices(services, ports);
			await imaging.close();
			await kept.close();
			journal.database.close();
		},
	};
	return { ok: true, value: house };
}

/** What draws on another service ends before it. */
async function closeServices(services: Services, { painter }: HousePorts): Promise<void> {
	await Promise.all([
		services.watched.close(),
		services.activities.close(),
		services.looks.close(),
	]);
	await services.mirror.close();
	await services.drags.close();
	await services.gatherer.close();
	await services.incoming.close();
	await services.exporter.close();
	await services.portable.close();
	await services.boards.close();
	await services.jobs.close();
	await services.placement.close();
	painter.close();
	await services.http.close();
	await services.form.close();
}

/** Goes on with what an earlier run left: with jobs at once, with the rest once the window is drawn. */
async function goOn(services: Services, { store }: HousePorts, quiet: FirstQuiet): Promise<void> {
	// Weeks of the journal are read once the window is on its way, and before it can ask.
	services.recall();
	// What is to be saved, or taken in, waits until this library can be written to.
	const canWrite = () => services.gate.reason() === undefined;
	if (canWrite()) await services.jobs.recover();
	if (!(await quiet.come)) return;
	await services.placement.tidyLeftovers();
	if (canWrite()) {
		await services.imports.recover();
		await services.watched.follow(store.get().watched);
		services.looks.wake();
	}
	await services.mirror.open();
}

async function openLibraryOf(
	{ options, store, log, emit }: HousePorts,
	imaging: Imaging,
): Promise<KeptLibrary> {
	const folder = options.libraryFolder;
	// A library that was open before and is gone is an unplugged disk, never a reason for an empty one.
	const create = store.knownLibrary() !== folder;
	const kept = await openKeptLibrary({
		...{ folder, create, imaging, clock: systemClock, log },
		readerUrl: new URL("./reader-worker.js", import.meta.url),
		onRebuilt: ({ images }) => emit("library.rebuilt", { images }),
		onMoved: (moved) => emit("library.moved", moved),
	});
	store.rememberLibrary(folder);
	store.libraries.remember(folder, systemClock.now());
	return kept;
}
