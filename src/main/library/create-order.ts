import { setImmediate as breath } from "node:timers/promises";
import type { ImageId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Disk } from "../store/disk.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import type { Whereabouts } from "../store/order-rows.ts";
import { createChangeNotes } from "./change-notes.ts";
import { createEditTurns } from "./edit-turns.ts";
import { createIndexBatch } from "./index-batch.ts";
import type { LivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";
import { lookAgain } from "./look-again.ts";
import { createPictureEdits, type PictureEdits } from "./picture-edits.ts";
import type { JobPictures } from "./trash-moves.ts";

/** Asked of the index at once. */
const ASKED_AT_ONCE = 500;

export type OrderPorts = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly log: Log;
	readonly clock: Clock;
	readonly inTurn: Locks;
	readonly index: LivingIndex;
	/** Hears of a picture that is gone for good. Never throws. */
	readonly forgetThumbnail: (id: ImageId) => Promise<void>;
	/** Makes the index again from the folders. */
	readonly rebuild: () => Promise<unknown>;
};

/** The part of a library that keeps its pictures in order. */
export type Order = {
	readonly edits: PictureEdits;
	/**
	 * Looks after what an earlier run was changing when it died: its files are brought to an end, and
	 * the index told. Never rejects; for opening, once the index is whole.
	 */
	readonly lookAfterLeft: () => Promise<void>;
	/** The index for others who write to records: it knows what edits have written before them. */
	readonly settled: Pick<LivingIndex, "use" | "put" | "mark" | "setLook">;
};

export function createOrder(ports: OrderPorts): Order {
	const { index, inTurn, log } = ports;
	const notes = createChangeNotes(ports);
	const batch = createIndexBatch(index);
	const moving = { ...ports, batch };
	const look = (of: JobPictures) => lookAgain(of, moving);
	const all = { ...moving, notes, lookAgain: look, turns: createEditTurns() };

	const lookAfter = async (pictures: readonly ImageId[]) => {
		const found: Whereabouts[] = [];
		for (let at = 0; at < pictures.length; at += ASKED_AT_ONCE) {
			const some = pictures.slice(at, at + ASKED_AT_ONCE);
			found.push(...index.use((rows) => rows.order.whereabouts(some)));
			await breath();
		}
		for (const [job, mine] of Map.groupBy(found, (one: Whereabouts) => one.job)) {
			const [{ folder } = { folder: "" }] = mine;
			const ids = mine.map(({ id }) => id);
			await inTurn(job, () => look({ job, folder, ids }));
		}
		batch.flush();
	};
	const settled = (): LivingIndex => {
		batch.flush();
		return index;
	};
	return {
		edits: createPictureEdits(all),
		settled: {
			use: (work) => settled().use(work),
			put: (entry) => settled().put(entry),
			mark: (entry) => settled().mark(entry),
			setLook: (id, look) => settled().setLook(id, look),
		},
		lookAfterLeft: async () => {
			try {
				for (const { pictures, forget } of await notes.left()) {
					if (pictures === "unknown") await ports.rebuild();
					else await lookAfter(pictures);
					await forget();
				}
			} catch (error) {
				log.warn("an edit that was cut short could not be looked after", { said: String(error) });
			}
		},
	};
}
