import { randomUUID } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { PictureIntent } from "../../../contract/picture-export.ts";
import type { Log } from "../../foundation/log.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import { freeNames } from "./free-names.ts";
import type { LeavingPicture, PreparePorts } from "./prepare-picture.ts";
import { preparedInOrder } from "./prepared-in-order.ts";

/** Files that lie ready for drags, in a folder of the app's own. */
export type DragShelf = {
	/**
	 * Makes the files of a drag. A newer call for a drag ends this one.
	 * @returns true: they lie ready. False: a picture cannot leave like that, there is no room, or a newer
	 * call came
	 */
	readonly prepare: (ids: readonly ImageId[], intent: PictureIntent) => Promise<boolean>;
	/** Absolute paths that lie ready for exactly this, in its order; without waiting, for the drag itself. */
	readonly ready: (ids: readonly ImageId[], intent: PictureIntent) => readonly string[] | undefined;
	/** Makes files another program is to fetch; they stay for a while. @throws AppError of the first that cannot leave */
	readonly make: (ids: readonly ImageId[], intent: PictureIntent) => Promise<readonly string[]>;
	readonly close: () => Promise<void>;
};

/** Files another program may still be reading stay so long after they were given, ms. */
const KEPT_MS = 15 * 60_000;
/** Selections that lie ready at a time; older ones go once nobody can be reading them. */
const MAX_READY = 4;
/** More than this takes longer than anybody waits to drag, and more room than a temporary folder should. */
const MAX_BYTES = 2_000_000_000;

type Ready = {
	readonly key: string;
	readonly folder: string;
	readonly files: readonly string[];
	givenAt: number;
};

type DragPorts = {
	/** For these files alone; what an earlier run left in it is removed. */
	readonly folder: string;
	readonly prepare: PreparePorts;
	readonly now: () => number;
	readonly log: Log;
	readonly disk?: Disk;
};

export function createDragShelf(ports: DragPorts): DragShelf {
	const { folder, now, log, disk = realDisk } = ports;
	const swept = removeFolder(folder).catch((error) =>
		log.warn("old drags cannot be removed", { said: String(error) }),
	);
	const shelf: Ready[] = [];
	let running: { readonly stop: AbortController; readonly end: Promise<unknown> } | undefined;

	const find = (key: string) =>
		shelf.find((one) => one.key === key && one.files.every((file) => existsSync(file)));
	const make = async (ids: readonly ImageId[], intent: PictureIntent, signal: AbortSignal) => {
		const key = keyOf(ids, intent, ports.prepare);
		const there = find(key);
		if (there !== undefined) return there;
		await swept;
		await tidy(shelf, now());
		const own = join(folder, randomUUID());
		await mkdir(own, { recursive: true });
		try {
			const files = await writeAll(ids, intent, { own, signal, disk, prepare: ports.prepare });
			const ready: Ready = { key, folder: own, files, givenAt: 0 };
			shelf.push(ready);
			return ready;
		} catch (error) {
			await removeFolder(own).catch(() => {});
			throw error;
		}
	};
	return {
		prepare: async (ids, intent) => {
			running?.stop.abort(new Error("a newer drag is prepared"));
			await running?.end;
			const stop = new AbortController();
			const end = make(ids, intent, stop.signal).then(
				() => true,
				(error) => {
					const { reason } = AppError.from(error);
					if (!stop.signal.aborted) log.info("a drag cannot be prepared", { reason });
					return false;
				},
			);
			running = { stop, end };
			return end;
		},
		ready: (ids, intent) => {
			const found = find(keyOf(ids, intent, ports.prepare));
			if (found !== undefined) found.givenAt = now();
			return found?.files;
		},
		make: async (ids, intent) => {
			const made = await make(ids, intent, new AbortController().signal);
			made.givenAt = now();
			return made.files;
		},
		close: async () => {
			running?.stop.abort(new Error("the app closes"));
			await running?.end;
		},
	};
}

function keyOf(
	ids: readonly ImageId[],
	intent: PictureIntent,
	{ library }: Pick<PreparePorts, "library">,
): string {
	// A picture that was renamed or marked meanwhile is another file.
	const marks = ids.map((id) => {
		const image = library.find(id);
		return [id, image?.file, image?.mark, image?.caption];
	});
	return JSON.stringify([intent, marks]);
}

/** Whatever has been given to another program stays until it must have read it. */
async function tidy(shelf: Ready[], now: number): Promise<void> {
	const idle = shelf.filter(({ givenAt }) => now - givenAt > KEPT_MS);
	for (const one of idle.slice(0, Math.max(0, shelf.length + 1 - MAX_READY))) {
		shelf.splice(shelf.indexOf(one), 1);
		await removeFolder(one.folder).catch(() => {});
	}
}

function removeFolder(folder: string): Promise<void> {
	return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function writeAll(
	ids: readonly ImageId[],
	intent: PictureIntent,
	to: {
		readonly own: string;
		readonly signal: AbortSignal;
		readonly disk: Disk;
		readonly prepare: PreparePorts;
	},
): Promise<readonly string[]> {
	const names = freeNames(intent, { withoutPrompts: false, taken: [] });
	const files: string[] = [];
	let left = MAX_BYTES;
	for await (const one of preparedInOrder(ids, intent, to.prepare, { signal: to.signal })) {
		if ("error" in one) throw one.error;
		const { picture, place } = one;
		try {
			const at = { place, total: ids.length };
			const name = names.forPicture(picture, at).next().value ?? one.id;
			names.take(name);
			const path = join(to.own, name);
			await writeOne(picture, path, to.disk);
			left -= (await stat(path)).size;
			if (left < 0) throw new Error("more than a drag should carry");
			files.push(path);
		} finally {
			await picture.close();
		}
	}
	return files;
}

/**
 * A copy, never a second name of the library's own file: who saves over what was dragged would change
 * the original. Where the disk can, the copy shares its blocks until one of them changes.
 */
async function writeOne(picture: LeavingPicture, path: string, disk: Disk): Promise<void> {
	if (picture.untouched === undefined) await disk.copyFrom(picture.stream(), path);
	else
		await copyFile(picture.untouched, path, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}
