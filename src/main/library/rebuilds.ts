import { AppError } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Disk } from "../store/disk.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import { createRemoteReader } from "../store/remote-reader.ts";
import type { Library, LibraryOptions } from "./library.ts";
import { createLivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";
import { type RebuildReport, rebuildIndex } from "./rebuild.ts";
import { settleTrash } from "./settle-trash.ts";

/** The index of a library, its readers, and the rebuilding of it: one at a time, whoever asks. */
export function createRebuilds(
	ports: { readonly place: LibraryFolder; readonly disk: Disk; readonly inTurn: Locks },
	{ imaging, clock, log, onRebuilt, readOnly = false, readerUrl }: LibraryOptions,
) {
	const { place } = ports;
	const closing = new AbortController();
	let running: Promise<RebuildReport> | undefined;

	const once = async (progress: (done: number, total: number) => void) => {
		try {
			if (!readOnly) await settleTrash({ ...ports, log });
			const reading = { place, imaging, progress, signal: closing.signal };
			return await index.refill((into) => rebuildIndex(reading, into));
		} catch (error) {
			throw storageError(error, place.root);
		}
	};
	const run: Library["rebuild"] = (progress = () => {}) => {
		running ??= once(progress).finally(() => {
			running = undefined;
		});
		return running;
	};
	const runByItself = async (): Promise<RebuildReport | undefined> => {
		try {
			const report = await run();
			log.info("the index was made again", { images: report.images });
			onRebuilt?.(report);
			return report;
		} catch (error) {
			if (!closing.signal.aborted) {
				log.error("the index could not be made again", { said: AppError.from(error).message });
			}
			return undefined;
		}
	};
	const remote =
		readerUrl === undefined
			? undefined
			: createRemoteReader({ workerUrl: readerUrl, folder: place.root, clock, log });
	const letGo = async () => remote?.letGo();
	const index = createLivingIndex({
		...{ place, log, readOnly, letGo },
		onLost: () => void runByItself(),
	});
	return {
		index,
		remote,
		run,
		atOpening: index.isComplete() ? Promise.resolve(undefined) : runByItself(),
		/** Ends the rebuilding that is under way. */
		stop: async () => {
			closing.abort();
			await running?.catch(() => {});
		},
		close: async () => {
			await letGo();
			index.close();
		},
	};
}
