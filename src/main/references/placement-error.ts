import { AppError } from "../../contract/errors.ts";

/**
 * Why a picture could not be placed, said of this picture. Placing costs nothing, whatever the same
 * answer would mean for a request that makes pictures.
 * @param name as the designer knows the picture
 */
export function aboutPicture(thrown: unknown, name: string): AppError {
	const error = AppError.from(thrown);
	const { reason, facts, detail, gatewayCode, httpStatus, requestId, retryAfterMs, retry } =
		error.failure;
	const kept = { detail, gatewayCode, httpStatus, requestId, retryAfterMs };
	return new AppError("", {
		...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
		reason,
		facts: { ...facts, name },
		retry,
		charged: "no",
		cause: thrown,
	});
}
