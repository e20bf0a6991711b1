import { type AppError, appError, assertNever } from "./errors.ts";
import type { ReadOnlyReason } from "./keeping.ts";

/**
 * What is answered to whoever wants to change a library that is only read, and what the window says
 * beside everything it cannot do there.
 * @param folder of the library, absolute
 */
export function readOnlyError(reason: ReadOnlyReason, folder: string): AppError {
	switch (reason.why) {
		case "open-elsewhere":
			return reason.free
				? appError("library-free")
				: appError("library-read-only", { host: reason.host });
		case "protected":
			return appError("library-protected", { folder });
		case "teammate":
			return appError("library-of-teammate", { name: reason.name });
		case "moving":
			return appError("library-moving");
		default:
			return assertNever(reason);
	}
}
