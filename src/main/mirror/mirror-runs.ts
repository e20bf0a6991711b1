import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { basename } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import { RunId } from "../../contract/ids.ts";
import type { MirrorStatus } from "../../contract/mirror.ts";
import { steadyNow } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Activities, ActivityReport } from "../library/activities.ts";
import { createLocks } from "../library/locks.ts";
import type { Disk } from "../store/disk.ts";
import { createLibraryFolder } from "../store/library-folder.ts";
import type { Touched } from "./automatic-mirror.ts";
import { readLibraryId } from "./library-identity.ts";
import type { MirrorBook } from "./mirror-book.ts";
import { runMirror } from "./mirror-run.ts";
import type { createSessions, MirrorSession, SessionPorts } from "./mirror-session.ts";

/** The bucket's own list is compared again after so long, even when nobody asks. */
const VERIFY_EVERY_MS = 7 * 24 * 60 * 60_000;
/** The window draws no more often than this, ms. */
const TELLING_PAUSE_MS = 500;

export type RunPorts = Pick<SessionPorts, "clock"> & {
	/** Absolute path of the library. */
	readonly libraryFolder: string;
	readonly disk: Disk;
	readonly book: MirrorBook;
	readonly sessions: ReturnType<typeof createSessions>;
	readonly activities: Activities;
	readonly log: Log;
	readonly tell: (status: MirrorStatus) => void;
};

/** Runs of the mirror, one at a time, and how it stands. */
export class MirrorRuns {
	readonly #ports: RunPorts;
	readonly #inTurn = createLocks();
	readonly #computer = hostname().replace(/\.local$/, "");
	readonly #ending = new Set<Promise<unknown>>();
	readonly #running = new Set<RunId>();
	/** Counted on as a run goes on; undefined: to be counted anew. */
	#counts: { readonly files: number; readonly mirrored: number } | undefined;
	#toldAt = Number.NEGATIVE_INFINITY;
	#lastByItself: RunId | undefined;

	constructor(ports: RunPorts) {
		this.#ports = ports;
	}

	/** Of the library that lies in the folder now. @throws AppError `host-not-found` */
	async current(): Promise<MirrorSession | undefined> {
		const record = await this.#record();
		return record && this.#ports.sessions.open(record);
	}

	/** @throws AppError `mirror-not-set`, `host-not-found` */
	async needed(): Promise<MirrorSession> {
		const session = await this.current();
		if (session === undefined) throw appError("mirror-not-set");
		return session;
	}

	async status(): Promise<MirrorStatus> {
		const record = await this.#record();
		const none = { computer: this.#computer, files: 0, mirrored: 0 };
		if (record === undefined) return none;
		try {
			return this.#statusOf(this.#ports.sessions.open(record));
		} catch {
			// Its bucket was taken out of Settings: the window says so beside the choice.
			return { ...none, settings: record.settings };
		}
	}

	/** How it stands is another matter now. */
	forgetCounts(): void {
		this.#counts = undefined;
	}

	stop(): void {
		for (const run of this.#running) this.#ports.activities.stop(run);
	}

	/** @returns whether everything is in the bucket when it ends */
	async run(session: MirrorSession, run: RunId, scope: "all" | Touched): Promise<boolean> {
		const facts = { bucket: session.bucket.address.label };
		const start = { id: run, kind: "mirror", facts, canPause: true } as const;
		this.#running.add(run);
		try {
			return await this.#ports.activities.run(start, (report) =>
				this.#inTurn("mirror", () => this.#runNow(session, scope, report)),
			);
		} finally {
			this.#running.delete(run);
		}
	}

	/** @returns false when it could not be done and should be tried again */
	async runByItself(touched: Touched): Promise<boolean> {
		const session = await this.current();
		if (session === undefined) return true;
		const { activities, clock } = this.#ports;
		const verifiedAt = Number(session.repo.fact("verifiedAt") ?? 0);
		// Of a clock that was set back since, nobody knows how long ago that was.
		const isOld = Math.abs(clock.now() - verifiedAt) > VERIFY_EVERY_MS;
		const run = RunId.parse(randomUUID());
		if (this.#lastByItself !== undefined) activities.dismiss(this.#lastByItself);
		this.#lastByItself = run;
		const ending = this.run(session, run, isOld ? "all" : touched);
		this.follow(ending);
		try {
			await ending;
		} catch (thrown) {
			// Whoever stopped it wants no more of it until something changes.
			return AppError.from(thrown).reason === "cancelled";
		}
		// What went well by itself is nothing to put away by hand.
		const ended = activities.list().find(({ id }) => id === run);
		if (ended?.problemCount === 0) activities.dismiss(run);
		return true;
	}

	/** Lets work go on by itself; it tells what comes of it as an activity. */
	follow(work: Promise<unknown>): void {
		const ended = work.catch((thrown: unknown) => {
			const { reason } = AppError.from(thrown);
			this.#ports.log.warn("a mirror or a fetch ended early", { reason });
		});
		this.#ending.add(ended);
		void ended.finally(() => this.#ending.delete(ended));
	}

	async settled(): Promise<void> {
		await Promise.all(this.#ending);
	}

	async #record() {
		const { book, libraryFolder: folder, disk } = this.#ports;
		return book.find(folder, await readLibraryId(folder, disk));
	}

	#statusOf({ record, repo }: MirrorSession): MirrorStatus {
		this.#counts ??= repo.counts();
		const { files, mirrored } = this.#counts;
		const finishedAt = Number(repo.fact("finishedAt") ?? 0);
		return {
			...{ computer: this.#computer, settings: record.settings, files, mirrored },
			...(finishedAt > 0 && { lastFinishedAt: finishedAt }),
		};
	}

	async #runNow(
		session: MirrorSession,
		scope: "all" | Touched,
		report: ActivityReport,
	): Promise<boolean> {
		const { libraryFolder: folder, disk, clock } = this.#ports;
		await report.breathe();
		const place = createLibraryFolder(folder, disk);
		try {
			const isWhole = await runMirror({
				...session,
				...{ place, title: basename(folder), now: clock.now, scope, report },
				onScanned: () => {
					this.#counts = session.repo.counts();
					this.#tell(session);
				},
				onFile: () => this.#countOne(session),
			});
			const now = String(clock.now());
			if (scope === "all") session.repo.putFact("verifiedAt", now);
			if (isWhole) session.repo.putFact("finishedAt", now);
			return isWhole;
		} finally {
			this.#counts = undefined;
			this.#tell(session);
		}
	}

	#countOne(session: MirrorSession): void {
		if (this.#counts === undefined) return;
		const { files, mirrored } = this.#counts;
		this.#counts = { files, mirrored: Math.min(files, mirrored + 1) };
		if (steadyNow(this.#ports.clock) - this.#toldAt >= TELLING_PAUSE_MS) this.#tell(session);
	}

	#tell(session: MirrorSession): void {
		this.#toldAt = steadyNow(this.#ports.clock);
		this.#ports.tell(this.#statusOf(session));
	}
}
