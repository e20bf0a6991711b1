import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";

/** Pauses before each further try, ms; a server's own `Retry-After` counts more. */
export const LONG_PATIENCE: readonly number[] = [1_000, 2_000, 4_000, 8_000, 16_000];
/** For somebody who is waiting. */
export const SHORT_PATIENCE: readonly number[] = [1_000];
const LONGEST_PAUSE_MS = 60_000;

/** S3's codes, and those of MinIO and Ceph, for "not now" (Amazon S3 API, "Error responses", read 2026-11-21). */
const busyCodes = new Set(["SlowDown", "ServiceUnavailable", "RequestLimitExceeded", "Busy"]);
const busyStatus = new Set([429, 503]);
/** A full bucket, or one that nobody pays for (MinIO, "API error codes"; Ceph, "S3 error responses", read 2026-11-21). */
const fullCodes = new Set(["QuotaExceeded", "XMinioStorageFull", "InsufficientStorage"]);
const passingCodes = new Set(["RequestTimeout", "InternalError", "OperationAborted"]);

/**
 * A bucket's error in the words for keeping files there, which are not those for a picture on its
 * way to a gateway.
 * @param waitMs what the server asked to wait
 */
export function keepingError(error: AppError, waitMs: number | undefined): AppError {
	const { reason, facts, httpStatus = 0, gatewayCode = "" } = error.failure;
	if (reason !== "host-failed") return error;
	const more = { cause: error, httpStatus, gatewayCode, retryAfterMs: waitMs };
	if (fullCodes.has(gatewayCode) || httpStatus === 507) {
		return appError("bucket-full", facts, more);
	}
	if (busyCodes.has(gatewayCode) || busyStatus.has(httpStatus)) {
		return appError("bucket-busy", facts, more);
	}
	return appError("bucket-failed", facts, more);
}

/**
 * Does again, after each of some pauses, what a bucket or the way to it failed at for the moment. Only for what can be repeated without harm.
 */
export async function patiently<T>(
	work: () => Promise<T>,
	ports: {
		readonly clock: Clock;
		readonly signal: AbortSignal;
		readonly pausesMs: readonly number[];
	},
): Promise<T> {
	for (const pauseMs of ports.pausesMs) {
		try {
			return await work();
		} catch (thrown) {
			const { failure } = AppError.from(thrown);
			if (ports.signal.aborted || !isPassing(failure)) throw thrown;
			const asked = Math.min(failure.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
			await ports.clock.sleep(Math.max(pauseMs, asked), ports.signal).catch(() => {
				throw appError("cancelled", {}, { cause: thrown });
			});
		}
	}
	return work();
}

/** Whether the same may go well in a moment. */
function isPassing({ reason, httpStatus = 0, gatewayCode = "" }: Failure): boolean {
	switch (reason) {
		case "bucket-busy":
		case "unreachable":
		case "asking-failed":
			return true;
		case "bucket-failed":
			return httpStatus >= 500 || passingCodes.has(gatewayCode);
		default:
			return false;
	}
}
