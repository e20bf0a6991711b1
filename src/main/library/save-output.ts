import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { Disk } from "../store/disk.ts";
import { type LibraryFolder, sizeOfFile } from "../store/library-folder.ts";
import type { ThumbnailCache } from "../store/thumbnail-cache.ts";
import { decodeResult } from "./decode-result.ts";
import { findPutAway } from "./find-put-away.ts";
import { findSaved } from "./find-saved.ts";
import type { JobFolders } from "./job-folders.ts";
import { createKeepRecord } from "./keep-record.ts";
import type { LivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";
import { moveIn } from "./move-in.ts";

/** One output whose bytes lie at `incomingPath(output.id)`. */
export type SaveRequest = {
	/** Of the whole job, as it is known now. */
	readonly recipe: Recipe;
	readonly output: {
		readonly id: ImageId;
		/** Place in the job, from 0. */
		readonly index: number;
		readonly revisedPrompt?: string;
	};
	/** As counted while the bytes came in. */
	readonly bytes: number;
	readonly sha256: string;
	/** Stops the decoding; once a picture is being put in its place, it is put there. */
	readonly signal?: AbortSignal;
};

export type SavePorts = {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly imaging: Imaging;
	readonly folders: JobFolders;
	readonly thumbnails: ThumbnailCache;
	readonly clock: Clock;
	readonly log: Log;
	readonly putInIndex: LivingIndex["put"];
	/** Tells the index what a recipe says of its pictures. */
	readonly refresh: (recipe: Recipe, inside: string) => void;
	/** One at a time for each job, whoever writes its recipe. */
	readonly inTurn: Locks;
};

export type OutputSaver = {
	readonly saveOutput: (request: SaveRequest) => Promise<ImageRecord>;
	readonly recoverOutput: (
		request: Pick<SaveRequest, "recipe" | "output">,
	) => Promise<ImageRecord | undefined>;
	readonly writeRecipe: (recipe: Recipe) => Promise<void>;
};

/**
 * Brings results into the library. The order of steps is the promise: the recipe is there before the
 * first picture, a picture appears whole or not at all, and a picture named for its place in the job
 * belongs to the output of that place, so that a crash between any two steps is found and mended.
 */
export function createOutputSaver(ports: SavePorts): OutputSaver {
	const { place, disk, imaging, folders, log, inTurn } = ports;
	const keepRecord = createKeepRecord(ports);

	const recover = async ({ recipe, output }: Pick<SaveRequest, "recipe" | "output">) => {
		const { inside, exists } = await folders.locate(recipe);
		const kept = exists ? await folders.kept(inside) : undefined;
		const said = kept?.outputs.find((one) => one.id === output.id) ?? output;
		const elsewhere = await findPutAway({ inside, recipe: kept, output: said }, ports);
		if (elsewhere !== undefined) return elsewhere;
		if (!exists) return undefined;
		const found = await findSaved(place.path(inside), said, imaging);
		return found === undefined ? undefined : keepRecord(inside, recipe, output, found);
	};
	const save = async (request: SaveRequest): Promise<ImageRecord> => {
		const { recipe, output, bytes, sha256, signal } = request;
		const part = await place.temporary(output.id);
		const earlier = await inTurn(recipe.job, () => recover(request));
		if (earlier !== undefined) {
			await disk.remove(part);
			return earlier;
		}
		if ((await sizeOfFile(part)) !== bytes) throw appError("download-interrupted");
		const [decoded] = await Promise.all([
			decodeResult(part, imaging, log, signal).catch(async (error: unknown) => {
				if (isBadResult(error)) await disk.remove(part);
				throw error;
			}),
			disk.syncFile(part),
		]);
		const { width, height, format } = decoded.facts;
		return inTurn(recipe.job, async () => {
			const inside = await folders.make(recipe);
			await folders.write(inside, recipe);
			const name = await moveIn(part, inside, { index: output.index, format }, ports);
			await keepThumbnail(output.id, decoded.thumbnail, ports);
			const facts = { width, height, format, bytes, savedAt: undefined };
			return keepRecord(inside, recipe, output, { name, sha256, facts, look: decoded.look });
		});
	};
	const guarded = <T>(work: () => Promise<T>): Promise<T> =>
		work().catch((error: unknown) => {
			throw storageError(error, place.root);
		});
	// Two callers with one output would take the file from under each other.
	const saving = new Map<ImageId, Promise<ImageRecord>>();
	const saveOnce = (request: SaveRequest): Promise<ImageRecord> => {
		const { id } = request.output;
		const running = saving.get(id);
		if (running !== undefined) return running;
		const begun = guarded(() => save(request)).finally(() => saving.delete(id));
		saving.set(id, begun);
		return begun;
	};
	return {
		saveOutput: saveOnce,
		recoverOutput: (request) =>
			guarded(async () => {
				await place.ensurePresent();
				return inTurn(request.recipe.job, () => recover(request));
			}),
		writeRecipe: (recipe) =>
			guarded(() =>
				inTurn(recipe.job, async () => {
					const inside = await folders.make(recipe);
					ports.refresh(await folders.write(inside, recipe), inside);
				}),
			),
	};
}

/** The picture is safe without it; it is made again when somebody looks. */
async function keepThumbnail(
	id: ImageId,
	thumbnail: Uint8Array | undefined,
	{ thumbnails, log }: SavePorts,
): Promise<void> {
	if (thumbnail === undefined) return;
	try {
		await thumbnails.put(id, thumbnail);
	} catch (error) {
		log.warn("a thumbnail could not be kept", { said: String(error) });
	}
}

function isBadResult(error: unknown): boolean {
	const reasons = ["result-not-a-picture", "result-damaged", "result-too-large"];
	return error instanceof AppError && reasons.includes(error.reason);
}
