import { realpath, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { AppError } from "../../../contract/errors.ts";
import type { WatchedFolder, WatchedFolderState } from "../../../contract/imports.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { isPassedOver, isPictureName } from "../../store/picture-kinds.ts";
import type { Imports } from "./imports.ts";
import { openSeenFiles, type SeenFiles } from "./seen-files.ts";
import { type FileState, fileState, sameState } from "./source-file.ts";
import { walkPictures } from "./walk-pictures.ts";

export type WatchPorts = {
	readonly imports: Pick<Imports, "takeQuietly">;
	/** The library's folder, links resolved. */
	readonly libraryRoot: string;
	readonly clock: Clock;
	readonly log: Log;
	/** Hears of every change of `state`. */
	readonly changed: () => void;
	/** Of {@link SeenFiles}; absolute. */
	readonly seenFile: string;
	/** How long a file must have been left alone before it is read, ms; 1,500 when absent. */
	readonly settledMs?: number;
	/** How often it looks whether the folder is there, ms; 15,000 when absent. */
	readonly lookMs?: number;
};

const SETTLED_MS = 1_500;
const LOOK_MS = 15_000;
/** Shares and full systems tell nothing: what is new is searched for as well, ms. */
const SEARCH_MS = 300_000;
/** New files are waited for, so that what comes together is one import, ms. */
const GATHER_MS = 1_000;
/** In one quiet import. */
const AT_ONCE = 500;

/**
 * Watches one folder. What is in it when it is first watched stays out; what is new or changed since,
 * also while the app was closed, comes in.
 */
export class FolderWatch {
	readonly folder: WatchedFolder;
	readonly #ports: WatchPorts;
	readonly #closing = new AbortController();
	readonly #waiting = new Set<string>();
	#state: WatchedFolderState["state"] = "missing";
	#lastImportAt: number | undefined;
	#watcher: FSWatcher | undefined;
	#seen: SeenFiles | undefined;
	#taking: Promise<void> | undefined;
	readonly #running: Promise<void>;

	constructor(folder: WatchedFolder, ports: WatchPorts) {
		this.folder = folder;
		this.#ports = ports;
		this.#running = this.#run().catch((error: unknown) => {
			if (!this.#closing.signal.aborted) {
				ports.log.error("a folder is not watched any more", { said: String(error) });
			}
		});
	}

	get state(): WatchedFolderState {
		const { folder } = this;
		const lastImportAt = this.#lastImportAt;
		return { ...folder, state: this.#state, ...(lastImportAt !== undefined && { lastImportAt }) };
	}

	async close(): Promise<void> {
		this.#closing.abort();
		await this.#watcher?.close();
		await this.#running;
		await this.#taking;
	}

	/** @param forever its memory goes too: watched again, it begins anew */
	async forget(): Promise<void> {
		await this.close();
		await this.#seen?.forget();
	}

	/** Until it is closed: waits for the folder, watches it while it is there, and begins again. */
	async #run(): Promise<void> {
		const { clock } = this.#ports;
		const { signal } = this.#closing;
		this.#seen = await openSeenFiles(this.#ports.seenFile);
		while (!signal.aborted) {
			if (!(await isFolder(this.folder.path))) {
				this.#become("missing");
				await clock.sleep(this.#ports.lookMs ?? LOOK_MS, signal);
				continue;
			}
			const ended = await this.#watch();
			if (ended === "gone") continue;
			this.#become("failed");
			await clock.sleep(SEARCH_MS, signal);
		}
	}

	/** Watches until the folder is gone, or the system watches no more. */
	async #watch(): Promise<"gone" | "failed"> {
		const end = Promise.withResolvers<"gone" | "failed">();
		const watcher = this.#open(end.resolve);
		this.#watcher = watcher;
		const over = new AbortController();
		try {
			const ready = Promise.withResolvers<undefined>();
			watcher.once("ready", () => ready.resolve(undefined));
			const stopped = this.#stopped();
			// What is not there yet when the watcher is ready, it tells.
			const early = await Promise.race([ready.promise, end.promise, stopped]);
			await this.#compare();
			if (early === "gone" || early === "failed") return early;
			this.#become("watching");
			return await Promise.race([end.promise, this.#look(over.signal), stopped]);
		} finally {
			over.abort();
			await watcher.close();
		}
	}

	/** A watcher may miss that its folder has gone, or what came into it: looks for itself as well. */
	async #look(over: AbortSignal): Promise<"gone"> {
		const { clock, lookMs = LOOK_MS } = this.#ports;
		const signal = AbortSignal.any([over, this.#closing.signal]);
		let searched = clock.now();
		for (;;) {
			await clock.sleep(lookMs, signal);
			if (!(await isFolder(this.folder.path))) return "gone";
			if (Math.abs(clock.now() - searched) < SEARCH_MS) continue;
			await this.#compare();
			searched = clock.now();
		}
	}

	#open(end: (how: "gone" | "failed") => void): FSWatcher {
		const { log, libraryRoot, settledMs = SETTLED_MS } = this.#ports;
		const top = this.folder.path;
		const watcher = watch(top, {
			ignoreInitial: true,
			followSymlinks: false,
			awaitWriteFinish: { stabilityThreshold: settledMs, pollInterval: Math.min(300, settledMs) },
			ignored: (path, stats) => {
				if (path === top) return false;
				if (isPassedOver(basename(path)) || path === libraryRoot) return true;
				if (stats?.isFile() !== true) return false;
				// A file that was read already needs no watching of its own: its folder tells when it changes.
				const state = { bytes: stats.size, changedAt: Math.max(0, Math.round(stats.mtimeMs)) };
				return !isPictureName(path) || this.#seen?.has(path, state) === true;
			},
		});
		const note = (path: string) => this.#note(path);
		watcher.on("add", note).on("change", note);
		watcher.on("unlinkDir", (path) => {
			if (path === top) end("gone");
		});
		watcher.on("error", (error) => {
			log.warn("a folder cannot be watched", { said: AppError.from(error).message });
			end("failed");
		});
		return watcher;
	}

	#stopped(): Promise<never> {
		const { signal } = this.#closing;
		return new Promise((_, reject) => {
			if (signal.aborted) reject(signal.reason);
			signal.addEventListener("abort", () => reject(signal.reason), { once: true });
		});
	}

	/** Finds what has come while nobody told; the first time there is nothing to compare with. */
	async #compare(): Promise<void> {
		const { libraryRoot: except, clock, seenFile, settledMs = SETTLED_MS } = this.#ports;
		const { signal } = this.#closing;
		const seen = this.#seen;
		if (seen === undefined) return;
		const found = new Map<string, FileState>();
		for await (const { path } of walkPictures([this.folder.path], {
			...{ signal, except },
			problem: () => {},
		})) {
			const state = await stateOf(path);
			if (state === undefined || seen.has(path, state)) continue;
			if (seen.isNew) seen.add(path, state);
			else found.set(path, state);
		}
		if (seen.isNew) {
			await seen.save();
			this.#seen = await openSeenFiles(seenFile);
			return;
		}
		if (found.size > 0) await clock.sleep(settledMs, signal);
		// One that is still being written is told of when it is whole.
		for (const [path, state] of found) {
			const now = await stateOf(path);
			if (now !== undefined && sameState(now, state)) this.#note(path);
		}
	}

	#note(path: string): void {
		this.#waiting.add(path);
		this.#taking ??= this.#take().finally(() => {
			this.#taking = undefined;
		});
	}

	async #take(): Promise<void> {
		const { imports, clock, log, changed } = this.#ports;
		const { signal } = this.#closing;
		try {
			while (this.#waiting.size > 0) {
				await clock.sleep(GATHER_MS, signal);
				const paths = [...this.#waiting].slice(0, AT_ONCE);
				// As they are before: one that changes while it is taken is found again.
				const states = await Promise.all(paths.map(stateOf));
				for (const path of paths) this.#waiting.delete(path);
				const { added } = await imports.takeQuietly(paths, this.folder.way, signal);
				for (const [at, path] of paths.entries()) {
					const state = states[at];
					if (state !== undefined) this.#seen?.add(path, state);
				}
				await this.#seen?.save();
				if (added === 0) continue;
				this.#lastImportAt = clock.now();
				changed();
			}
		} catch (error) {
			// They are found again when it searches.
			this.#waiting.clear();
			if (!signal.aborted) {
				log.warn("new pictures of a folder did not come in", { said: String(error) });
			}
		}
	}

	#become(state: WatchedFolderState["state"]): void {
		if (this.#state === state) return;
		this.#state = state;
		this.#ports.changed();
	}
}

/** How a file is now; undefined for what cannot be taken. */
const stateOf = (path: string): Promise<FileState | undefined> =>
	fileState(path, path).catch(() => undefined);

/** Links resolved: a disk that was unplugged may leave a link to nothing. */
async function isFolder(path: string): Promise<boolean> {
	try {
		return (await stat(await realpath(path))).isDirectory();
	} catch {
		return false;
	}
}
