import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { Clock } from "../foundation/clock.ts";
import type { FoundPicture } from "./find-saved.ts";
import { indexEntry, type PictureFacts, type RecipeOutput } from "./image-record.ts";
import type { JobFolders } from "./job-folders.ts";
import type { LivingIndex } from "./living-index.ts";
import { withOutput } from "./recipe-file.ts";

/**
 * Makes recipe and index say what a job's folder holds.
 * @param inside the job's folder, inside the library
 */
export type KeepRecord = (
	inside: string,
	recipe: Recipe,
	output: Pick<RecipeOutput, "id" | "index" | "revisedPrompt">,
	picture: FoundPicture,
) => Promise<ImageRecord>;

export function createKeepRecord(ports: {
	readonly folders: JobFolders;
	readonly clock: Clock;
	readonly putInIndex: LivingIndex["put"];
}): KeepRecord {
	const stamp = createStamps(ports.clock);
	return async (inside, recipe, output, picture) => {
		let facts: PictureFacts = { ...picture.facts, savedAt: picture.facts.savedAt ?? 0 };
		const written = await ports.folders.write(inside, recipe, (merged) => {
			const savedAt = picture.facts.savedAt ?? besideSiblings(merged, output.index) ?? stamp();
			facts = { ...picture.facts, savedAt };
			return withOutput(merged, savedOutput(merged, output, picture, facts));
		});
		const entry = indexEntry(written, output, `${inside}/${picture.name}`, facts);
		ports.putInIndex(entry);
		return entry.image;
	};
}

/**
 * The time of a picture whose siblings are saved already: a millisecond apart for each place, the
 * first frame newest. The gallery shows the newest first, and so a set reads from its first frame
 * and stays together, in whatever order its frames came home.
 */
function besideSiblings(recipe: Recipe, index: number): number | undefined {
	for (const sibling of recipe.outputs) {
		if (sibling.state !== "saved" || sibling.savedAt === undefined) continue;
		return sibling.savedAt + sibling.index - index;
	}
	return undefined;
}

function savedOutput(
	merged: Recipe,
	output: Pick<RecipeOutput, "id" | "index" | "revisedPrompt">,
	picture: FoundPicture,
	facts: PictureFacts,
): RecipeOutput {
	const before = merged.outputs.find((one) => one.id === output.id);
	return {
		id: output.id,
		index: output.index,
		state: "saved",
		file: picture.name,
		sha256: picture.sha256,
		...facts,
		revisedPrompt: output.revisedPrompt ?? before?.revisedPrompt,
		look: picture.look ?? (before?.sha256 === picture.sha256 ? before.look : undefined),
	};
}

/** A clock that was wrong by more than this, and was put right, is believed. */
const MAX_AHEAD_MS = 1_000;

/** Times of saving that differ by a millisecond at least: they order the gallery. */
function createStamps(clock: Clock): () => number {
	let last = 0;
	return () => {
		const now = clock.now();
		last = now > last || last - now > MAX_AHEAD_MS ? now : last + 1;
		return last;
	};
}
