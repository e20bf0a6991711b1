const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How long to wait before something that could not be saved is sent again, milliseconds.
 * @param failures how often it has failed before this time, from 0
 */
export function pauseBeforeRetry(failures: number): number {
	return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
}
