import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import { appError } from "../../../contract/errors.ts";
import type { WatchedFolder, WatchedFolderState } from "../../../contract/imports.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { type Imports, refuseInside } from "./imports.ts";
import { FolderWatch } from "./watch-folder.ts";

/** The folders whose new pictures come in by themselves. */
export type WatchedFolders = {
	readonly list: () => readonly WatchedFolderState[];
	/** Watches exactly these from now on. Before the first call none is watched. */
	readonly follow: (folders: readonly WatchedFolder[]) => Promise<void>;
	/**
	 * @throws AppError `watch-holds-library`, `import-inside-library`, `watch-already`, `watch-too-many`
	 * when this folder cannot be watched beside these
	 */
	readonly check: (path: string, folders: readonly WatchedFolder[]) => Promise<void>;
	readonly close: () => Promise<void>;
};

/** See `Settings.watched`. */
const MAX_WATCHED = 50;

export function createWatchedFolders(ports: {
	readonly imports: Pick<Imports, "takeQuietly">;
	/** Absolute. */
	readonly library: string;
	/** The app's own. */
	readonly dataFolder: string;
	readonly clock: Clock;
	readonly log: Log;
	readonly tell: (states: readonly WatchedFolderState[]) => void;
	readonly settledMs?: number;
	readonly lookMs?: number;
}): WatchedFolders {
	const { library, tell, ...more } = ports;
	const watches = new Map<string, FolderWatch>();
	const list = () => [...watches.values()].map(({ state }) => state);
	let closed = false;

	const open = async (folder: WatchedFolder) => {
		const libraryRoot = await realpath(library);
		if (closed || watches.has(keyOf(folder))) return;
		// Of the folder alone: a library that has moved, or another one, finds new what is new.
		const name = createHash("sha256").update(folder.path).digest("hex");
		watches.set(
			keyOf(folder),
			new FolderWatch(folder, {
				...{ ...more, libraryRoot },
				seenFile: join(ports.dataFolder, "watched", `${name.slice(0, 32)}.seen`),
				changed: () => tell(list()),
			}),
		);
	};
	return {
		list,
		follow: async (folders) => {
			const wanted = new Set(folders.map(keyOf));
			const paths = new Set(folders.map(({ path }) => path));
			const gone = [...watches].filter(([key]) => !wanted.has(key));
			for (const [key, watch] of gone) {
				watches.delete(key);
				// The same folder in another way goes on from where it is.
				await (paths.has(watch.folder.path) ? watch.close() : watch.forget());
			}
			for (const folder of folders) await open(folder);
			tell(list());
		},
		check: async (path, folders) => {
			const name = basename(path);
			if (folders.some((folder) => folder.path === path)) throw appError("watch-already", { name });
			if (folders.length >= MAX_WATCHED) throw appError("watch-too-many", { limit: MAX_WATCHED });
			await refuseInside([path], library);
			const [root, real] = await Promise.all([realOf(library), realOf(path)]);
			const inside = real.endsWith(sep) ? real : `${real}${sep}`;
			if (root.startsWith(inside)) throw appError("watch-holds-library", { name });
		},
		close: async () => {
			closed = true;
			await Promise.all([...watches.values()].map((watch) => watch.close()));
		},
	};
}

function keyOf({ path, way }: WatchedFolder): string {
	return `${way} ${path}`;
}

async function realOf(path: string): Promise<string> {
	return realpath(path).catch(() => resolve(path));
}
