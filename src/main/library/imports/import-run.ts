import { basename } from "node:path";
import { AppError } from "../../../contract/errors.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { type Clock, steadyNow } from "../../foundation/clock.ts";
import type { ActivityReport } from "../activities.ts";
import type { ImportFolders } from "./import-folders.ts";
import type { ImportShelf } from "./import-shelf.ts";
import { ImportSink } from "./import-sink.ts";
import type { ImportCounts, ImportState } from "./run-files.ts";
import type { SeenFiles } from "./seen-files.ts";
import { fileState } from "./source-file.ts";
import { dropPart, type TakenFile, takeFile } from "./take-file.ts";
import { countPictures, type FoundFile, walkPictures } from "./walk-pictures.ts";

export type RunPorts = {
	readonly shelf: ImportShelf;
	readonly folders: ImportFolders;
	readonly claims: Set<string>;
	readonly clock: Clock;
	/** What an earlier start of this run has read already. */
	readonly seen: SeenFiles;
	/** The library's folder, links resolved: nothing is taken from inside it. */
	readonly libraryRoot: string;
	/** Writes the state down durably. */
	readonly keep: (state: ImportState) => Promise<void>;
	readonly added: (images: readonly ImageRecord[]) => void;
	/** Pauses with the reason until the designer, or room on the disk, lets it go on. */
	readonly hold: (error: AppError) => Promise<void>;
};

/** Two are decoded while others are read and written. */
const LANES = 5;
/** Pictures are brought in so many at a time, or after this while, ms. */
const BATCH = 50;
const BATCH_MS = 2_000;

/** One import from its first file to its last. */
export class ImportRun {
	readonly #report: ActivityReport;
	readonly #ports: RunPorts;
	readonly #sink: ImportSink;
	readonly #cloneless = new Set<string>();
	#state: ImportState;
	/** Files of this start that are dealt with. */
	#done = 0;
	#total: number | undefined;
	#flushedAt: number;
	#failed: AppError | undefined;

	constructor(state: ImportState, report: ActivityReport, ports: RunPorts) {
		this.#state = state;
		this.#report = report;
		this.#ports = ports;
		this.#flushedAt = steadyNow(ports.clock);
		this.#sink = new ImportSink({
			...{ shelf: ports.shelf, folders: ports.folders, claims: ports.claims, way: state.way },
			note: (pending) => this.#keep({ pending: [...pending] }),
			added: (images, files) => {
				this.#count({ added: images.length });
				for (const { path, state } of files) ports.seen.add(path, state);
				ports.added(images);
			},
		});
	}

	get state(): ImportState {
		return this.#state;
	}

	/** Written down when it is paused and when it goes on, so that the next start finds it so. */
	async setPaused(paused: boolean): Promise<void> {
		await this.#keep({ paused });
	}

	/** @throws AppError `cancelled`, or what ended it; what is in by then stays */
	async go(): Promise<ImportCounts> {
		const { signal, problem } = this.#report;
		const { paths } = this.#state;
		const except = this.#ports.libraryRoot;
		void countPictures(paths, { signal, except }).then(
			(total) => this.#report.tell({ total: this.#found(total) }),
			() => {},
		);
		const files = walkPictures(paths, { signal, except, problem });
		try {
			const lanes = Array.from({ length: LANES }, () => this.#lane(files));
			await Promise.allSettled(lanes);
			if (this.#failed !== undefined) throw this.#failed;
			signal.throwIfAborted();
			await this.#flush();
		} finally {
			await files.return(undefined);
			await this.#bringInTheRest();
		}
		return this.#state.counts;
	}

	async #lane(files: AsyncGenerator<FoundFile>): Promise<void> {
		try {
			while (this.#failed === undefined) {
				await this.#report.breathe();
				// A generator answers one after another, whoever asks.
				const { value: found, done } = await files.next();
				if (done) return;
				await this.#takeOne(found);
				if (this.#isTime()) await this.#flush();
			}
		} catch (error) {
			this.#failed ??= AppError.from(error);
		}
	}

	async #takeOne(found: FoundFile): Promise<void> {
		this.#report.tell({ current: found.name });
		for (;;) {
			try {
				if (!(await this.#isSeen(found))) await this.#arrived(found, await this.#take(found));
				break;
			} catch (thrown) {
				this.#report.signal.throwIfAborted();
				const error = AppError.from(thrown);
				if (error.failure.kind !== "storage") {
					this.#report.problem(found.name, error);
					break;
				}
				await this.#ports.hold(error);
			}
		}
		this.#done += 1;
		this.#report.tell({ done: this.#shown() });
	}

	/** What an earlier start has done is met again first, which is no step back. */
	#shown(): number {
		return Math.max(this.#done, this.#state.progress?.done ?? 0);
	}

	#found(total: number): number {
		this.#total = Math.max(total, this.#shown());
		return this.#total;
	}

	#take(found: FoundFile): Promise<TakenFile> {
		const { shelf, claims, clock } = this.#ports;
		return takeFile(found, this.#state.way, this.#report.signal, {
			...{ ...shelf, claims, now: clock.now },
			cloneless: this.#cloneless,
		});
	}

	async #isSeen({ path, name }: FoundFile): Promise<boolean> {
		return this.#ports.seen.has(path, await fileState(path, name));
	}

	async #arrived(found: FoundFile, taken: TakenFile): Promise<void> {
		if ("picture" in taken) {
			this.#sink.add(taken);
			return;
		}
		const trashed = taken.known?.trashedAt === undefined ? 0 : 1;
		this.#count({ known: 1, trashed });
		// One whose twin is on its way is seen when that is in.
		if (taken.known === undefined) return;
		this.#ports.seen.add(found.path, await fileState(found.path, found.name));
	}

	#isTime(): boolean {
		const now = steadyNow(this.#ports.clock);
		const since = now - this.#flushedAt;
		if (this.#sink.size === 0 || (this.#sink.size < BATCH && since < BATCH_MS)) return false;
		this.#flushedAt = now;
		return true;
	}

	async #flush(): Promise<void> {
		for (;;) {
			try {
				await this.#sink.flush();
				return;
			} catch (error) {
				this.#report.signal.throwIfAborted();
				await this.#ports.hold(AppError.from(error));
			}
		}
	}

	/** However it ends: what was read whole comes in, as far as the disk lets it. */
	async #bringInTheRest(): Promise<void> {
		if (this.#sink.size === 0) return;
		await this.#sink.flush().catch(() => {});
		await this.#sink.giveUp((part) => dropPart(part, this.#ports.shelf));
	}

	#count(more: Partial<ImportCounts>): void {
		const { added, known, trashed } = this.#state.counts;
		this.#state = {
			...this.#state,
			counts: {
				added: added + (more.added ?? 0),
				known: known + (more.known ?? 0),
				trashed: trashed + (more.trashed ?? 0),
			},
		};
		this.#report.tell({ facts: importFacts(this.#state) });
	}

	async #keep(change: Partial<ImportState>): Promise<void> {
		const total = this.#total ?? this.#state.progress?.total;
		const progress = { done: this.#shown(), ...(total !== undefined && { total }) };
		this.#state = { ...this.#state, ...change, progress };
		await this.#ports.keep(this.#state);
		await this.#ports.seen.save();
	}
}

/** Blanks of an import's sentences. */
export function importFacts({ paths, counts }: ImportState): Record<string, string | number> {
	return { name: basename(paths[0] ?? ""), paths: paths.length, ...counts };
}
