import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { Bucket } from "../buckets/bucket-client.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";
import type { ActivityReport } from "../library/activities.ts";
import { createLocks } from "../library/locks.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import type { BlobRow } from "../store/mirror-bucket-rows.ts";
import type { WantedFile } from "../store/mirror-file-rows.ts";
import type { MirrorRepo } from "../store/mirror-repo.ts";
import { linkedOriginals, originalFile } from "./linked-originals.ts";
import type { MirrorRecord } from "./mirror-book.ts";
import type { ObjectNames } from "./object-names.ts";
import { type Publishing, publish, readPublished } from "./publish-manifest.ts";
import { readWhole, type WholeFile } from "./read-whole.ts";
import { scanLibrary, scanSome } from "./scan-library.ts";
import { type Blob, createBlobSender } from "./send-blob.ts";

/** Transfers at once; jobs need the way out too. */
const AT_ONCE = 3;
/** A long run tells others how far it is. */
const PUBLISH_EVERY_MS = 10 * 60_000;
/** A file is held in memory while it is sent; of large ones, one at a time. */
const LARGE_BYTES = 64 * 1024 * 1024;
const HEX = "0123456789abcdef";

export type MirrorRun = {
	readonly place: LibraryFolder;
	readonly title: string;
	readonly record: MirrorRecord;
	readonly repo: MirrorRepo;
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	/** For what is read back from the bucket. */
	readonly folder: string;
	readonly now: () => number;
	/**
	 * What to look through: the bucket's own list and every file, every file, or some folders alone.
	 */
	readonly scope: "all" | "files" | ReadonlySet<string>;
	readonly report: ActivityReport;
	/** Hears when it is known what is left to do. */
	readonly onScanned: () => void;
	/** Hears of every file that is in the bucket now. */
	readonly onFile: () => void;
};

/** What of a run is not about one file alone: everything else waits with it. */
const ofOneFile: ReadonlySet<Failure["reason"]> = new Set([
	"mirror-file-too-large",
	"mirror-file-changing",
	"mirror-original-away",
	"storage-failed",
	"folder-read-only",
]);

/**
 * Brings the bucket up to the library: finds what is new or changed, sends it, looks at it there, and
 * tells others. Takes nothing away anywhere. It may be killed at any moment; what the next run finds in
 * the bucket it does not send again.
 * @returns whether everything is there
 * @throws AppError what the bucket or the library's disk cannot do now, `cancelled`
 */
export async function runMirror(run: MirrorRun): Promise<boolean> {
	const { repo, report, scope, place } = run;
	const ports: Publishing = {
		...run,
		send: (blob) => senderOf(run, false, report.signal)(blob),
		...{ breathe: report.breathe, signal: report.signal },
	};
	const published = await readPublished(ports);
	const isListed = scope === "all";
	if (isListed) await believeBucket(run);
	const { breathe, problem } = report;
	const scan = { place, repo, breathe, problem };
	if (typeof scope === "string") await scanLibrary(scan);
	else await scanSome(scan, scope);
	run.onScanned();
	let before = published;
	const tellOthers = async () => {
		if (await publish(ports, before)) before = await readPublished(ports);
	};
	try {
		await sendAll(run, isListed, tellOthers);
	} catch (thrown) {
		// What did arrive is worth telling, if the bucket still listens.
		if (AppError.from(thrown).reason !== "cancelled") await tellOthers().catch(() => {});
		throw thrown;
	}
	await place.ensurePresent();
	await tellOthers();
	return repo.isComplete();
}

/** Compares what is known of the bucket with its own list. */
async function believeBucket({ bucket, names, repo, report }: MirrorRun): Promise<void> {
	repo.clearListed();
	for await (const page of bucket.list(names.blobs, report.signal)) {
		await report.breathe();
		const rows = page.flatMap(({ key, bytes, etag }): readonly BlobRow[] => {
			const sha256 = names.hashOf(key);
			return sha256 === undefined ? [] : [{ sha256, bytes, etag }];
		});
		repo.putListed(rows);
	}
	const ends = [...HEX].flatMap((high) => [...HEX].map((low) => high + low));
	for (const [index, from] of ends.entries()) {
		await report.breathe();
		repo.believeList(from, ends[index + 1] ?? "g");
	}
	repo.believeLists();
}

function senderOf(
	{ bucket, names, repo, folder }: MirrorRun,
	isListed: boolean,
	signal: AbortSignal,
) {
	return createBlobSender({ bucket, names, repo, folder, isListed, signal });
}

async function sendAll(
	run: MirrorRun,
	isListed: boolean,
	tellOthers: () => Promise<void>,
): Promise<void> {
	const { repo, report, now } = run;
	report.tell({ done: 0, total: repo.wanted() });
	// One transfer that cannot go on ends the others.
	const ending = new AbortController();
	const signal = AbortSignal.any([report.signal, ending.signal]);
	const send = senderOf(run, isListed, signal);
	const inTurn = createLocks();
	const queue = wantedFiles(repo);
	let done = 0;
	let isAllTaken = false;
	let failure: unknown;
	const work = async (until: number) => {
		while (now() < until) {
			await report.breathe();
			signal.throwIfAborted();
			const next = queue.next();
			if (next.done) {
				isAllTaken = true;
				return;
			}
			const file = next.value;
			const sending = () => sendFile(run, send, file);
			await (file.bytes < LARGE_BYTES ? sending() : inTurn("large", sending));
			done += 1;
			report.tell({ done, current: pathOf(file) });
		}
	};
	const worker = (until: number) =>
		work(until).catch((thrown: unknown) => {
			failure ??= thrown;
			ending.abort();
		});
	while (!isAllTaken) {
		const until = now() + PUBLISH_EVERY_MS;
		await Promise.all(Array.from({ length: AT_ONCE }, () => worker(until)));
		report.signal.throwIfAborted();
		if (failure !== undefined) throw failure;
		// Lists are written while no file is on its way, so that each says what there is.
		if (!isAllTaken) await tellOthers();
	}
}

/** Every wanted file once, newest folders first; those that failed stay wanted for the next run. */
function* wantedFiles(repo: MirrorRepo): Generator<WantedFile> {
	let last: WantedFile | undefined;
	for (;;) {
		const page = repo.next(last);
		if (page.length === 0) return;
		yield* page;
		last = page.at(-1);
	}
}

async function sendFile(
	run: MirrorRun,
	send: (blob: Blob) => Promise<void>,
	file: WantedFile,
): Promise<void> {
	const { place, repo, report, onFile } = run;
	const inside = pathOf(file);
	try {
		const whole =
			(await readIfThere(place.path(inside), inside, run)) ?? (await readOriginal(file, run));
		if (whole === undefined) {
			await place.ensurePresent();
			repo.forget(file);
			return;
		}
		const { bytes, sha256, changed } = whole;
		await send({ bytes, sha256, mime: "application/octet-stream" });
		repo.keep({ ...file, bytes: bytes.byteLength, changed, sha256 });
		onFile();
	} catch (thrown) {
		const error = AppError.from(thrown);
		if (report.signal.aborted) throw appError("cancelled", {}, { cause: thrown });
		if (!ofOneFile.has(error.reason)) throw error;
		report.problem(inside, error);
	}
}

async function readIfThere(
	path: string,
	inside: string,
	{ place }: MirrorRun,
): Promise<WholeFile | undefined> {
	return readWhole(path, inside).catch((thrown: unknown) => {
		if (systemCode(thrown) !== "ENOENT") throw storageError(thrown, place.root);
		return undefined;
	});
}

/**
 * What a file of a record stands for that lies outside of the library.
 * @returns undefined when the record links to no such file
 * @throws AppError `mirror-original-away`
 */
async function readOriginal(
	{ folder, name }: WantedFile,
	run: MirrorRun,
): Promise<WholeFile | undefined> {
	const originals = await linkedOriginals(run.place, folder);
	const original = originals?.find((one) => one.name === name);
	if (original === undefined) return undefined;
	const path = await originalFile(original);
	const { source } = original;
	const whole = path === undefined ? undefined : await readIfThere(path, source, run);
	if (whole === undefined) throw appError("mirror-original-away", { file: source });
	return whole;
}

function pathOf({ folder, name }: WantedFile): string {
	return folder === "" ? name : `${folder}/${name}`;
}
