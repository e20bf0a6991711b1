import { rm } from "node:fs/promises";
import { appError } from "../../contract/errors.ts";
import type { EventName, EventPayloads } from "../../contract/events.ts";
import type { JobId, RunId } from "../../contract/ids.ts";
import type { MirroredLibrary, MirrorSettings, MirrorStatus } from "../../contract/mirror.ts";
import type { Log } from "../foundation/log.ts";
import type { Network } from "../foundation/network.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Activities } from "../library/activities.ts";
import { isInside } from "../library/keeping/move-library.ts";
import { teammateOf } from "../library/keeping/teammate.ts";
import { type Disk, realDisk, sha256OfFile } from "../store/disk.ts";
import { createLibraryFolder } from "../store/library-folder.ts";
import { AutomaticMirror } from "./automatic-mirror.ts";
import { fetchLibrary } from "./fetch-library.ts";
import { ensureLibraryId, readLibraryId } from "./library-identity.ts";
import { listHeads, mirroredLibrary } from "./list-mirrors.ts";
import { createMirrorBook, type MirrorBook, type MirrorFile } from "./mirror-book.ts";
import { type Head, MAX_FILE_BYTES } from "./mirror-documents.ts";
import { MirrorRuns } from "./mirror-runs.ts";
import { createSessions, type MirrorSession, type SessionPorts } from "./mirror-session.ts";

export type MirrorPorts = SessionPorts & {
	/** Absolute path of the library. */
	readonly libraryFolder: string;
	readonly file: MirrorFile;
	readonly network: Network;
	readonly activities: Activities;
	readonly log: Log;
	readonly tell: (status: MirrorStatus) => void;
	/** A library has come to this folder and can be opened. */
	readonly onFetched: (folder: string) => void;
	/** The folder of a job, inside the library. */
	readonly folderOf: (job: JobId) => string | undefined;
	/** How long automatic mirroring waits after a change, ms. */
	readonly quietMs?: number;
	/** Writes to the library, and refuses where it is only read; absent: the real one. */
	readonly disk?: Disk;
};

/**
 * The library's copy in a bucket, and the libraries others keep there. Nothing is ever deleted, on
 * either side. Runs and fetches go on by themselves and tell how it goes as activities.
 */
export class Mirror {
	readonly #ports: MirrorPorts;
	readonly #disk: Disk;
	readonly #book: MirrorBook;
	readonly #sessions: ReturnType<typeof createSessions>;
	readonly #runs: MirrorRuns;
	readonly #automatic: AutomaticMirror;

	constructor(ports: MirrorPorts) {
		this.#ports = ports;
		this.#disk = ports.disk ?? realDisk;
		this.#book = createMirrorBook(ports.file);
		this.#sessions = createSessions(ports);
		const [disk, book, sessions] = [this.#disk, this.#book, this.#sessions];
		this.#runs = new MirrorRuns({ ...ports, disk, book, sessions });
		this.#automatic = new AutomaticMirror({
			...ports,
			run: (touched) => this.#runs.runByItself(touched),
		});
	}

	status(): Promise<MirrorStatus> {
		return this.#runs.status();
	}

	/**
	 * @param settings null: no mirror any more; what is in the bucket stays
	 * @throws AppError `host-not-found`, or a storage error when the library cannot be given its id
	 */
	async save(settings: MirrorSettings | null): Promise<MirrorStatus> {
		const { libraryFolder: folder, hosts, tell } = this.#ports;
		const before = this.#book.find(folder, await readLibraryId(folder, this.#disk))?.settings;
		if (settings !== null) {
			hosts.address(settings.host);
			const name = await teammateOf(createLibraryFolder(folder, this.#disk));
			if (name !== undefined) throw appError("library-of-teammate", { name });
		}
		const isElsewhere = before?.host !== settings?.host || before?.prefix !== settings?.prefix;
		if (isElsewhere) this.#runs.stop();
		if (settings === null) this.#book.remove(folder);
		else this.#book.save(folder, await ensureLibraryId(folder, this.#disk), settings);
		this.#runs.forgetCounts();
		this.#automatic.turn(settings?.automatic ?? false, settings !== null);
		const status = await this.status();
		tell(status);
		return status;
	}

	/** Begins to mirror everything. @throws AppError `mirror-not-set`, `host-not-found` */
	async start(run: RunId): Promise<void> {
		const session = await this.#runs.needed();
		this.#runs.follow(this.#runs.run(session, run, "all").then(() => this.#automatic.settled()));
	}

	/** Resolves when what runs now has ended, however. */
	settled(): Promise<void> {
		return this.#runs.settled();
	}

	/** Newest first. @throws AppError `mirror-not-set`, what the bucket cannot do now */
	async libraries(): Promise<readonly MirroredLibrary[]> {
		const session = await this.#runs.needed();
		const heads = await headsOf(session);
		return heads.map((head) => mirroredLibrary(head, session.record.mirror));
	}

	/**
	 * Begins to bring a mirrored library to a folder.
	 * @throws AppError `mirror-not-set`, `mirror-not-found`, `folder-inside-library`
	 */
	async fetch(run: RunId, id: string, folder: string): Promise<void> {
		const session = await this.#runs.needed();
		const { libraryFolder, activities, onFetched } = this.#ports;
		if (isInside(folder, libraryFolder)) throw appError("folder-inside-library", { folder });
		const head = (await headsOf(session)).find((one) => one.mirror === id);
		if (head === undefined) throw appError("mirror-not-found");
		const { bucket, names } = session;
		const facts = { machine: head.machine, title: head.title };
		const start = { id: run, kind: "fetch", canPause: true, facts } as const;
		const fetching = activities.run(start, async (report) => {
			await fetchLibrary({ bucket, names, head, folder, disk: realDisk, run, report });
			report.tell({ path: folder });
			onFetched(folder);
		});
		this.#runs.follow(fetching);
	}

	/** Whether the mirror certainly had these bytes when it was looked at last; asks nobody. */
	async has(sha256: string): Promise<boolean> {
		const session = await this.#runs.current();
		return session?.repo.blob(sha256) !== undefined;
	}

	/**
	 * Brings the bytes of one file of this library back to a new file, for repairing.
	 * @returns false: there is no mirror, or it does not have these bytes
	 */
	async recover(
		{ sha256, path }: { readonly sha256: string; readonly path: string },
		signal: AbortSignal,
	): Promise<boolean> {
		const session = await this.#runs.current();
		if (session === undefined) return false;
		const { hasty, names } = session;
		const file = { path, maxBytes: MAX_FILE_BYTES };
		if (!(await hasty.toFile(names.blob(sha256), file, signal))) return false;
		try {
			if ((await sha256OfFile(path)) === sha256) return true;
			await rm(path, { force: true });
			return false;
		} catch (thrown) {
			throw storageError(thrown, this.#ports.libraryFolder);
		}
	}

	/** Hears of everything main tells the window. */
	hear<N extends EventName>(event: N, payload: EventPayloads[N]): void {
		this.#automatic.hear(event, payload);
	}

	/** Begins to mirror by itself where that is wanted. */
	async open(): Promise<void> {
		const { settings } = await this.status();
		this.#automatic.turn(settings?.automatic ?? false, true);
	}

	/** Waits for what runs; stop it before. */
	async close(): Promise<void> {
		this.#automatic.close();
		await this.settled();
		this.#sessions.close();
	}
}

function headsOf({ hasty, names }: MirrorSession): Promise<readonly Head[]> {
	return listHeads(hasty, names, new AbortController().signal);
}
