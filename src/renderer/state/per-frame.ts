/** A window that is hidden draws no frames: then this long, ms. */
const WITHOUT_FRAMES_MS = 100;

/** Runs something once, just before the next frame is drawn; in a hidden window a moment later. */
export function onNextFrame(run: () => void): void {
	let isDone = false;
	const once = () => {
		if (isDone) return;
		isDone = true;
		clearTimeout(timer);
		run();
	};
	const timer = setTimeout(once, WITHOUT_FRAMES_MS);
	globalThis.requestAnimationFrame?.(once);
}

/** Collects changes and applies them together; of several to one thing only the latest counts. */
export type Batch<Id, Change> = {
	readonly add: (id: Id, change: Change) => void;
	/** Whether something about this is still to be applied. */
	readonly has: (id: Id) => boolean;
	/** Forgets what is still to be applied. */
	readonly clear: () => void;
};

/**
 * @param apply takes all changes at once, in the order in which their things first changed
 * @param later when to apply; asked once for all changes until then
 */
export function createBatch<Id, Change>(
	apply: (changes: ReadonlyMap<Id, Change>) => void,
	later: (run: () => void) => void = onNextFrame,
): Batch<Id, Change> {
	let pending = new Map<Id, Change>();
	let isPlanned = false;
	const run = () => {
		isPlanned = false;
		const changes = pending;
		pending = new Map();
		if (changes.size > 0) apply(changes);
	};
	return {
		add: (id, change) => {
			pending.set(id, change);
			if (isPlanned) return;
			isPlanned = true;
			later(run);
		},
		has: (id) => pending.has(id),
		clear: () => {
			pending = new Map();
		},
	};
}
