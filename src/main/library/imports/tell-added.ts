import { type Clock, steadyNow } from "../../foundation/clock.ts";

/** The window asks for its gallery anew each time it is told: seldom while many come in. */
const PAUSE_MS = 1_500;
const LONG_PAUSE_MS = 10_000;
const MANY = 1_000;

/**
 * Tells that pictures have come in somewhere among the others, at once and then not too often; the
 * last ones are always told.
 * @param tell hears how many since it was told last
 */
export function createTellAdded(
	clock: Clock,
	tell: (count: number) => void,
): { readonly added: (count: number, total: number) => void } {
	let untold = 0;
	let waiting = false;
	let toldAt = Number.NEGATIVE_INFINITY;

	const now = () => {
		toldAt = steadyNow(clock);
		const count = untold;
		untold = 0;
		if (count > 0) tell(count);
	};
	return {
		added: (count, total) => {
			untold += count;
			if (waiting) return;
			const left = toldAt + (total > MANY ? LONG_PAUSE_MS : PAUSE_MS) - steadyNow(clock);
			if (left <= 0) {
				now();
				return;
			}
			waiting = true;
			void clock.sleep(left).then(() => {
				waiting = false;
				now();
			});
		},
	};
}
