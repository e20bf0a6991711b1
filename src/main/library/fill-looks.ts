import { AppError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import { type Clock, steadyNow } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Imaging } from "../imaging/imaging.ts";

/** A picture of the index nobody has looked at, and where it stands. */
export type UnseenPicture = { readonly id: ImageId; readonly place: number };

export type LookPorts = {
	/** The newest unseen pictures that stand before `before`, newest first; absent: of all. */
	readonly unseen: (before: number | undefined, limit: number) => readonly UnseenPicture[];
	readonly keep: (id: ImageId, look: string) => Promise<void>;
	/** Absolute path of its thumbnail. */
	readonly thumbnailOf: (id: ImageId, signal: AbortSignal) => Promise<string>;
	readonly imaging: Pick<Imaging, "look">;
	readonly clock: Clock;
	readonly log: Log;
};

/** Looks at pictures that were saved before the app could, or came in another way. */
export type LookFiller = {
	/** Begins, or begins anew after what it is at, since pictures have come in. */
	readonly wake: () => void;
	/** Resolves when every picture has been looked at that can be. */
	readonly settled: () => Promise<void>;
	readonly close: () => Promise<void>;
};

const BATCH = 50;
/** It rests as long as it works, so that a whole decoder is left to the designer. */
const REST_SHARE = 1;

/** Works in the background, one picture at a time. One that cannot be looked at is passed over until the next start. */
export function createLookFiller(ports: LookPorts): LookFiller {
	const closing = new AbortController();
	const given = new Set<ImageId>();
	let running: Promise<void> | undefined;
	let woken = false;

	const lookAt = async ({ id }: UnseenPicture) => {
		try {
			const path = await ports.thumbnailOf(id, closing.signal);
			await ports.keep(id, await ports.imaging.look({ path }, { signal: closing.signal }));
		} catch (error) {
			if (closing.signal.aborted) return;
			given.add(id);
			const { failure, message } = AppError.from(error);
			ports.log.info("a picture could not be looked at", { said: message });
			// A full or unplugged disk is nothing a million others need to find out too.
			if (failure.kind === "storage") throw error;
		}
	};
	const run = async () => {
		while (woken && !closing.signal.aborted) {
			woken = false;
			let before: number | undefined;
			for (;;) {
				const batch = ports.unseen(before, BATCH);
				before = batch.at(-1)?.place;
				if (before === undefined) break;
				for (const picture of batch) {
					if (closing.signal.aborted) return;
					if (given.has(picture.id)) continue;
					const began = steadyNow(ports.clock);
					await lookAt(picture);
					const rest = (steadyNow(ports.clock) - began) * REST_SHARE;
					await ports.clock.sleep(rest, closing.signal).catch(() => {});
				}
			}
		}
	};
	const wake = () => {
		woken = true;
		running ??= run()
			.catch((error: unknown) => {
				woken = false;
				ports.log.warn("the looks of pictures could not be filled in", { said: String(error) });
			})
			.finally(() => {
				running = undefined;
				// Woken between its last look around and now.
				if (woken && !closing.signal.aborted) wake();
			});
	};
	return {
		wake,
		settled: async () => {
			while (running !== undefined) await running;
		},
		close: async () => {
			closing.abort();
			await running;
		},
	};
}
