import type { MirroredLibrary } from "../../contract/mirror.ts";
import type { Bucket } from "../buckets/bucket-client.ts";
import { Head } from "./mirror-documents.ts";
import type { ObjectNames } from "./object-names.ts";

/** More computers than one bucket will see. */
const MAX_HEADS = 1_000;
const AT_ONCE = 8;

/** The newest word of every computer that mirrors to this place, newest first; what cannot be read is left out. */
export async function listHeads(
	bucket: Bucket,
	names: ObjectNames,
	signal: AbortSignal,
): Promise<readonly Head[]> {
	const found: string[] = [];
	for await (const page of bucket.list(names.heads, signal)) {
		found.push(...page.map(({ key }) => key).filter((key) => names.headOf(key) !== undefined));
		if (found.length >= MAX_HEADS) break;
	}
	const heads: Head[] = [];
	const queue = found.slice(0, MAX_HEADS).values();
	const work = async () => {
		for (const key of queue) {
			const head = readHead(await bucket.text(key, signal));
			const named = names.headOf(key);
			const isItsOwn = head?.mirror === named?.mirror && head?.library === named?.library;
			if (head !== undefined && isItsOwn) heads.push(head);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return heads.toSorted((a, b) => b.changedAt - a.changedAt);
}

/** A head's text; undefined when it is none. */
export function readHead(text: string | undefined): Head | undefined {
	try {
		return text === undefined ? undefined : Head.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}

/** As the window shows it. @param own this computer's mirror */
export function mirroredLibrary(head: Head, own: string | undefined): MirroredLibrary {
	const { machine, mirror, title, pictures, total, changedAt } = head;
	return { machine, id: mirror, title, pictures, bytes: total, changedAt, own: mirror === own };
}
