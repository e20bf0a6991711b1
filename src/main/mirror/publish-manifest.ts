import { createHash } from "node:crypto";
import { type Bucket, strange } from "../buckets/bucket-client.ts";
import { contentHash } from "../foundation/content-hash.ts";
import type { MirroredFile } from "../store/mirror-file-rows.ts";
import type { FileList, MirrorRepo } from "../store/mirror-repo.ts";
import { isPictureName } from "../store/picture-kinds.ts";
import { readHead } from "./list-mirrors.ts";
import type { MirrorRecord } from "./mirror-book.ts";
import type { FileNames, Head, Manifest } from "./mirror-documents.ts";
import type { ObjectNames } from "./object-names.ts";
import type { Blob } from "./send-blob.ts";

/** About one list in so many files ends after a given file, and none has more than the second. */
const FILES_A_LIST = 2_048;
const MAX_FILES_A_LIST = 8_192;
const JSON_TYPE = "application/json";

export type Publishing = {
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	readonly repo: MirrorRepo;
	readonly record: MirrorRecord;
	/** Of the library, for people. */
	readonly title: string;
	readonly now: () => number;
	readonly send: (blob: Blob) => Promise<void>;
	readonly breathe: () => Promise<void>;
	readonly signal: AbortSignal;
};

/** What the bucket says of this mirror: its newest head, when that and its manifest can be read. */
export type Published = { readonly head: Head | undefined; readonly stands: boolean };

/**
 * Asks the bucket for this mirror's head. Also the first question of a run: it finds out whether the
 * keys, the clock and the bucket are right, in the bucket's own words.
 */
export async function readPublished(ports: Publishing): Promise<Published> {
	const { bucket, names, record, signal } = ports;
	const text = await bucket.text(names.head(record.library, record.mirror), signal);
	const head = readHead(text);
	if (head === undefined) return { head, stands: false };
	const name = names.manifest(head.library, head.mirror, head.count, head.manifest);
	const there = await bucket.head(name, signal);
	return { head, stands: there !== undefined && (there.bytes ?? head.bytes) === head.bytes };
}

/**
 * Tells others what is in the bucket: the lists that changed, then a manifest of them, then the head
 * that names it. Everything a manifest names was seen in the bucket before. Says nothing when nothing
 * changed.
 * @returns true when there was something new
 */
export async function publish(ports: Publishing, published: Published): Promise<boolean> {
	const { bucket, names, repo, record, title, signal } = ports;
	for (const part of repo.dirtyParts()) {
		await ports.breathe();
		await publishPart(ports, part);
	}
	const lists = repo.lists();
	const machine = record.settings.machine;
	const said = createHash("sha256")
		.update(JSON.stringify([machine, title, lists]))
		.digest("hex");
	const counted = Number(repo.fact("count") ?? 0);
	const isSaid = repo.fact("said") === said && published.head?.count === counted;
	if ((isSaid && published.stands) || lists.length === 0) return false;
	const count = Math.max(counted, published.head?.count ?? 0) + 1;
	const { library, mirror } = record;
	const of = { version: 1, library, mirror, machine, title, count } as const;
	const manifest: Manifest = { ...of, writtenAt: ports.now(), lists: [...lists] };
	const object = await jsonObject(manifest);
	const name = names.manifest(library, mirror, count, object.sha256);
	await bucket.put(name, object, signal);
	const there = await bucket.head(name, signal);
	if ((there?.bytes ?? object.bytes.byteLength) !== object.bytes.byteLength || !there) {
		throw strange(bucket.address, 200);
	}
	const head: Head = {
		...of,
		manifest: object.sha256,
		bytes: object.bytes.byteLength,
		pictures: lists.reduce((sum, list) => sum + list.pictures, 0),
		total: lists.reduce((sum, list) => sum + list.total, 0),
		changedAt: manifest.writtenAt,
	};
	await bucket.put(names.head(library, mirror), await jsonObject(head), signal);
	repo.transaction(() => {
		repo.putFact("count", String(count));
		repo.putFact("said", said);
	});
	return true;
}

/** Lists are cut where hashes of names say, so that a file more changes one list and not all behind it. */
async function publishPart({ repo, send, breathe }: Publishing, part: string): Promise<void> {
	const made: FileList[] = [];
	let open: MirroredFile[] = [];
	const close = async () => {
		if (open.length === 0) return;
		const files: FileNames = open.map(({ folder, name, sha256, bytes }) => [
			folder === "" ? name : `${folder}/${name}`,
			sha256,
			bytes,
		]);
		const object = await jsonObject(files);
		await send(object);
		made.push({
			...{ sha256: object.sha256, bytes: object.bytes.byteLength, files: open.length },
			total: open.reduce((sum, { bytes }) => sum + bytes, 0),
			pictures: open.filter(isLibraryPicture).length,
		});
		open = [];
	};
	let page: readonly MirroredFile[] = repo.filesOf(part, { folder: "", name: "" });
	for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
		for (const file of page) {
			open.push(file);
			if (open.length >= MAX_FILES_A_LIST || isEnd(file)) await close();
		}
		await breathe();
		page = repo.filesOf(part, last);
	}
	await close();
	repo.putLists(part, made);
}

function isEnd({ folder, name }: MirroredFile): boolean {
	const hash = createHash("sha256").update(`${folder}/${name}`).digest();
	return hash.readUInt32BE(0) % FILES_A_LIST === 0;
}

async function jsonObject(value: unknown) {
	const bytes = Buffer.from(JSON.stringify(value));
	const md5 = createHash("md5").update(bytes).digest("base64");
	return { bytes, mime: JSON_TYPE, sha256: await contentHash(bytes), md5 };
}

/** In a folder of a job or an import. */
function isLibraryPicture({ folder, name }: MirroredFile): boolean {
	return /^\d{4}-\d{2}\//.test(folder) && isPictureName(name);
}
