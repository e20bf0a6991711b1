import { AppError, type Outcome } from "../../contract/errors.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { createImaging } from "../imaging/imaging-pool.ts";
import { createDispatch, type Dispatch } from "../ipc/router.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { Library } from "../library/library.ts";
import { answerMedia } from "../library/media.ts";
import { openLibrary } from "../library/open-library.ts";
import type { IncomingBytes } from "../references/incoming-bytes.ts";
import { buildServices } from "./build-services.ts";
import { handlersOver } from "./handlers-over.ts";
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
export async function buildHouse(ports: HousePorts): Promise<Outcome<House>> {
	const { log, journal } = ports;
	const workerUrl = new URL("./imaging-worker.js", import.meta.url);
	const imaging = createImaging({ workerUrl, log });
	let library: Library;
	try {
		library = await openLibraryOf(ports, imaging);
	} catch (thrown) {
		journal.database.close();
		return { ok: false, error: AppError.from(thrown).failure };
	}
	const services = buildServices(ports, imaging, library);
	const { references, jobs, http, placement, recall, incoming, gatherer, shelf, exporter } =
		services;
	const house: House = {
		dispatch: createDispatch(handlersOver(services, ports), {
			checkOutputs: ports.checkOutputs,
			log,
		}),
		jobs,
		recover: async () => {
			// Weeks of the journal are read once the window is on its way, and before it can ask.
			recall();
			await jobs.recover();
			await placement.tidyLeftovers();
		},
		answerMedia: (url, signal) =>
			answerMedia(url, { library, references, printed: shelf.pathOf }, signal),
		receive: incoming.receive,
		close: async () => {
			await gatherer.close();
			await incoming.close();
			await exporter.close();
			await services.portable.close();
			await services.boards.close();
			await jobs.close();
			await placement.close();
			ports.painter.close();
			await http.close();
			await imaging.close();
			await library.close();
			journal.database.close();
		},
	};
	return { ok: true, value: house };
}

async function openLibraryOf(
	{ options, store, log, emit }: HousePorts,
	imaging: Imaging,
): Promise<Library> {
	const folder = options.libraryFolder;
	// A library that was open before and is gone is an unplugged disk, never a reason for an empty one.
	const create = store.knownLibrary() !== folder;
	const library = await openLibrary({
		...{ folder, create, imaging, clock: systemClock, log },
		onRebuilt: ({ images }) => emit("library.rebuilt", { images }),
	});
	store.rememberLibrary(folder);
	return library;
}
