/** While the camera moves, what is in sight is looked through this often, ms. */
const EVERY_MS = 120;
/** Without a movement for this long the camera stands still, ms. */
const REST_MS = 160;

/** Decides when to look through what is in sight for something to load. */
export type LoadPace = {
	/** What is in sight moved or changed its size. */
	readonly moved: () => void;
	/** Something else changed; looked through at once. */
	readonly changed: () => void;
	/** Something came, and something sharper may be wished for in its place. */
	readonly loaded: () => void;
	/** True until everything that was told has been looked through. */
	readonly isPending: () => boolean;
	readonly stop: () => void;
};

/** @param plan is told whether the camera is still moving */
export function createLoadPace(plan: (isMoving: boolean) => void): LoadPace {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let movedAt = Number.NEGATIVE_INFINITY;
	const run = () => {
		timer = undefined;
		const isMoving = performance.now() - movedAt < REST_MS;
		plan(isMoving);
		if (isMoving) timer = setTimeout(run, EVERY_MS);
	};
	const soon = (ms: number) => {
		timer ??= setTimeout(run, ms);
	};
	return {
		moved: () => {
			movedAt = performance.now();
			soon(EVERY_MS);
		},
		changed: () => {
			clearTimeout(timer);
			timer = undefined;
			soon(0);
		},
		loaded: () => soon(EVERY_MS),
		isPending: () => timer !== undefined,
		stop: () => clearTimeout(timer),
	};
}
