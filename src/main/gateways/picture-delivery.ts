import { type AppError, appError } from "../../contract/errors.ts";
import { errorWords } from "./error-words.ts";
import type { Delivered, ReplyContext } from "./gateway-adapter.ts";
import { pictureError } from "./gateway-error.ts";
import { linkExpiry } from "./link-expiry.ts";
import type { PictureBody, ReadEntry } from "./picture-reply.ts";

/** What one entry of a reply's list, or one event of a stream, delivered. */
export function deliveredOf(entry: ReadEntry, context: ReplyContext): Delivered {
	if ("picture" in entry) return deliveredAs(entry.picture, entry.revisedPrompt);
	if ("unreadable" in entry) return refused(emptyAnswer(context));
	return refused(pictureError(errorWords({ error: entry.error }) ?? {}, context));
}

/** A picture; when its link expires is read out of the link, where it says so. */
export function deliveredAs(body: PictureBody, prompt?: string): Delivered {
	const revised = prompt === undefined ? {} : { revisedPrompt: prompt };
	if ("base64" in body) return { kind: "inline", base64: body.base64, ...revised };
	const expiresAt = linkExpiry(body.link);
	return {
		kind: "link",
		url: body.link,
		...(expiresAt !== undefined && { expiresAt }),
		...revised,
	};
}

/** A place that holds no picture, and why. */
export function refused(error: AppError): Delivered {
	return { kind: "refused", error: error.failure };
}

/** An answer, or a place in one, without a picture. */
export function emptyAnswer(context: ReplyContext): AppError {
	return appError("empty-answer", { gateway: context.gatewayTitle });
}
