import { AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import type { Log } from "../foundation/log.ts";
import type { ImageFacts, Imaging } from "../imaging/imaging.ts";
import { THUMBNAIL_SIDE } from "../store/thumbnail-cache.ts";

type Decoded = {
	readonly facts: ImageFacts;
	/** Absent when the picture is fine and only its stand-in could not be made. */
	readonly thumbnail?: Uint8Array;
	/** See `PictureLook`; comes with the thumbnail. */
	readonly look?: string;
};

/** Imaging speaks of references; here the same faults are a gateway's. */
const asResult: Partial<Record<ErrorReason, ErrorReason>> = {
	"reference-not-a-picture": "result-not-a-picture",
	"reference-heic": "result-not-a-picture",
	"reference-damaged": "result-damaged",
	"reference-too-large": "result-too-large",
	"reference-gone": "download-interrupted",
};

/** No model paints so small: a single pixel is what servers put in the place of what is gone. */
const MIN_SIDE_PX = 2;

/**
 * Decodes every pixel of a result.
 * @throws AppError `result-not-a-picture`, `result-damaged`, `result-too-large`,
 * `download-interrupted` when the file is gone, `cancelled`
 */
export async function decodeResult(
	path: string,
	imaging: Pick<Imaging, "inspect" | "inspectWithThumbnail">,
	log: Log,
	signal?: AbortSignal,
): Promise<Decoded> {
	const decoded = await decode(path, imaging, log, signal);
	const { width, height } = decoded.facts;
	if (Math.max(width, height) < MIN_SIDE_PX) throw appError("result-not-a-picture");
	return decoded;
}

async function decode(
	path: string,
	imaging: Pick<Imaging, "inspect" | "inspectWithThumbnail">,
	log: Log,
	signal?: AbortSignal,
): Promise<Decoded> {
	try {
		return await imaging.inspectWithThumbnail({ path }, { maxSide: THUMBNAIL_SIDE, signal });
	} catch (error) {
		throwIfStopped(signal);
		log.warn("a result gave no thumbnail", { reason: AppError.from(error).reason });
	}
	try {
		return { facts: await imaging.inspect({ path }, { signal }) };
	} catch (error) {
		throwIfStopped(signal);
		const { reason, failure } = AppError.from(error);
		const named = asResult[reason];
		if (named === undefined) throw error;
		throw appError(named, failure.facts, { cause: error });
	}
}

function throwIfStopped(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw appError("cancelled", {}, { cause: signal.reason });
}
