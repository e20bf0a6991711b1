import { type AppError, appError } from "../../contract/errors.ts";
import type { RequestSize } from "../../contract/generation.ts";

/** A size that the check before every submit keeps out: an adapter that meets one sends nothing. */
export function unknownSize(size: RequestSize, { title }: { readonly title: string }): AppError {
	const word = size.kind === "tier" ? size.tier : `${size.width}x${size.height}`;
	return appError("internal", { said: `${title} was about to be asked for the size ${word}` });
}
