import { AppError } from "../../contract/errors.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { type Clock, steadyNow } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { LivingIndex } from "./living-index.ts";
import { type PictureFilePorts, pictureStanding } from "./picture-file.ts";

/** Finds out which missing pictures are where they should be again. */
export type MissingLook = {
	/** Settles when each was looked for. @throws AppError one of the disk's errors; `cancelled` */
	readonly look: () => Promise<void>;
	/** The same in the background, unless it was done a moment ago. */
	readonly soon: () => void;
	readonly close: () => Promise<void>;
};

/** Told and written together. */
const BATCH = 100;
/** Some lie on slow shares, which must not keep everything else from its files. */
const LOOKED_AT_ONCE = 2;
/** Not more often by itself than so, ms, and never more than this share of the time. */
const LEAST_PAUSE_MS = 15_000;
const MOST_SHARE = 0.05;

/** @param ports.readOnly an index in a file is then left to the app that writes to it */
export function createMissingLook(
	ports: Omit<PictureFilePorts, "index"> & {
		readonly index: Pick<LivingIndex, "use" | "setMissing" | "source">;
		readonly readOnly: boolean;
		readonly clock: Clock;
		readonly log: Log;
	},
): MissingLook {
	const { place, index, onMoved, clock, log } = ports;
	const closing = new AbortController();
	let running: Promise<void> | undefined;
	let nextAt = Number.NEGATIVE_INFINITY;

	const batchBefore = (before: number | undefined) =>
		index.use((rows) =>
			rows.missing(before, BATCH).map((row) => ({ ...row, image: rows.get(row.id) })),
		);
	const noteBack = (images: readonly ImageRecord[]) => {
		if (images.length === 0) return;
		const back = index.use((rows) =>
			rows.together(() =>
				images.flatMap(({ id, file }) => {
					const now = rows.get(id);
					// Trashed or moved while it was looked for.
					if (now === undefined || now.trashedAt !== undefined || now.file !== file) return [];
					return index.setMissing(id, false) ? (rows.get(id) ?? []) : [];
				}),
			),
		);
		if (back.length > 0) onMoved({ gone: [], back });
	};
	const run = async () => {
		if (ports.readOnly && index.source() !== undefined) return;
		await place.ensurePresent();
		for (let before: number | undefined; ; ) {
			const batch = batchBefore(before);
			before = batch.at(-1)?.place;
			if (before === undefined) return;
			const images = batch.flatMap(({ image }) => image ?? []);
			const back: ImageRecord[] = [];
			for (let done = 0; done < images.length; done += LOOKED_AT_ONCE) {
				closing.signal.throwIfAborted();
				const some = images.slice(done, done + LOOKED_AT_ONCE);
				const paths = await Promise.all(some.map((image) => pictureStanding(image, place)));
				back.push(...some.filter((_, at) => paths[at] !== undefined));
			}
			noteBack(back);
		}
	};
	const begin = () => {
		const began = steadyNow(clock);
		running ??= run().finally(() => {
			running = undefined;
			const ended = steadyNow(clock);
			nextAt = ended + Math.max(LEAST_PAUSE_MS, (ended - began) / MOST_SHARE);
		});
		return running;
	};
	return {
		look: async () => {
			// One that is under way may have passed by what has come back since.
			await running?.catch(() => {});
			await begin();
		},
		soon: () => {
			if (closing.signal.aborted || steadyNow(clock) < nextAt) return;
			begin().catch((error: unknown) => {
				if (closing.signal.aborted) return;
				log.info("missing pictures cannot be looked for", { said: AppError.from(error).message });
			});
		},
		close: async () => {
			closing.abort();
			await running?.catch(() => {});
		},
	};
}
