import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { ImageId, JobId } from "../../contract/ids.ts";

/**
 * An id for a picture whose recipe is lost: the same file gets the same id at every rebuild.
 * @param savedAt milliseconds since the Unix epoch
 * @param file inside the library, with `/`
 */
export function derivedImageId(savedAt: number, file: string, sha256: string): ImageId {
	return ImageId.parse(derived(savedAt, `${file}\n${sha256}`));
}

/**
 * An id for a job whose recipe is lost.
 * @param folder inside the library: `2026-11/21-neon-panda-a1b2c3`
 */
export function derivedJobId(folder: string): JobId {
	const month = Date.parse(`${folder.slice(0, 7)}-01T00:00:00Z`);
	return JobId.parse(derived(Number.isNaN(month) ? 0 : month, folder));
}

function derived(msecs: number, seed: string): string {
	const hash = createHash("sha256").update(seed).digest();
	return v7({ msecs, random: hash.subarray(0, 16), seq: hash.readUInt32BE(16) });
}
