import type { Wish } from "./load-order.ts";

export type LoaderPorts<Bitmap> = {
	/** Rejects when the picture is not there, or cannot be read. */
	readonly load: (wish: Wish, signal: AbortSignal) => Promise<Bitmap>;
	readonly onLoaded: (wish: Wish, bitmap: Bitmap) => void;
	readonly onFailed: (wish: Wish) => void;
	/** How many are loaded at once, by what each of them counts. */
	readonly atOnce: number;
	/** Absent: each counts one. */
	readonly weightOf?: (wish: Wish) => number;
};

/** Loads what is wished for, a few at a time; every new list of wishes takes the place of the last. */
export type PictureLoader = {
	/** What is no longer wished for is broken off. @param wishes the most urgent first */
	readonly want: (wishes: readonly Wish[]) => void;
	/** True while something is on its way. */
	readonly isBusy: () => boolean;
	readonly stop: () => void;
};

export function createPictureLoader<Bitmap>(ports: LoaderPorts<Bitmap>): PictureLoader {
	const running = new Map<string, { readonly stopper: AbortController; readonly weight: number }>();
	let waiting: Wish[] = [];
	const load = () => [...running.values()].reduce((sum, { weight }) => sum + weight, 0);

	const run = async (wish: Wish, stopper: AbortController) => {
		try {
			const bitmap = await ports.load(wish, stopper.signal);
			ports.onLoaded(wish, bitmap);
		} catch {
			// Broken off is not failed: nobody looks at it any more.
			if (!stopper.signal.aborted) ports.onFailed(wish);
		}
		if (running.get(wish.key)?.stopper === stopper) running.delete(wish.key);
		next();
	};
	const next = () => {
		while (load() < ports.atOnce) {
			const wish = waiting.shift();
			if (wish === undefined) return;
			if (running.has(wish.key)) continue;
			const stopper = new AbortController();
			running.set(wish.key, { stopper, weight: ports.weightOf?.(wish) ?? 1 });
			void run(wish, stopper);
		}
	};
	return {
		want: (wishes) => {
			const keys = new Set(wishes.map(({ key }) => key));
			for (const [key, { stopper }] of running) {
				if (keys.has(key)) continue;
				stopper.abort();
				running.delete(key);
			}
			waiting = wishes.filter(({ key }) => !running.has(key));
			next();
		},
		isBusy: () => running.size > 0,
		stop: () => {
			waiting = [];
			for (const { stopper } of running.values()) stopper.abort();
			running.clear();
		},
	};
}
