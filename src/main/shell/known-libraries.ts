import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { EpochMs } from "../../contract/jobs.ts";
import type { KnownLibrary } from "../../contract/keeping.ts";
import { teammateOf } from "../library/keeping/teammate.ts";
import { realDisk } from "../store/disk.ts";
import { createLibraryFolder } from "../store/library-folder.ts";

const Entry = z.object({
	folder: z.string().min(1).max(4_096),
	openedAt: EpochMs.optional(),
	/** Where it was backed up to, the latest first. */
	backups: z.array(z.string().max(4_096)).max(10).default([]),
});
type Entry = z.infer<typeof Entry>;

/** More than anybody goes back and forth between. */
const MAX_LIBRARIES = 50;

/** The libraries this app knows of, in its settings; the one opened last first. */
export type LibraryList = {
	readonly entries: () => readonly Entry[];
	/** Puts it first. @param openedAt absent: it was made, and not opened yet */
	readonly remember: (folder: string, openedAt?: number) => void;
	/** @throws AppError when it cannot be written down */
	readonly forget: (folder: string) => void;
	readonly rememberBackup: (folder: string, root: string) => void;
};

/**
 * @param file `note` never throws, `write` throws AppError when the disk does not take it
 */
export function createLibraryList(file: {
	readonly read: () => unknown;
	readonly note: (value: unknown) => void;
	readonly write: (value: unknown) => void;
}): LibraryList {
	const entries = (): readonly Entry[] => {
		const rows = z.array(z.unknown()).safeParse(file.read()).data ?? [];
		return rows.flatMap((row) => Entry.safeParse(row).data ?? []);
	};
	const others = (folder: string) => entries().filter((one) => one.folder !== folder);
	const of = (folder: string): Entry =>
		entries().find((one) => one.folder === folder) ?? { folder, backups: [] };
	return {
		entries,
		remember: (folder, openedAt) => {
			const known = of(folder);
			const opened = openedAt === undefined ? known : { ...known, openedAt };
			const rest = others(folder);
			const list = openedAt === undefined ? [...rest, opened] : [opened, ...rest];
			file.note(list.slice(0, MAX_LIBRARIES));
		},
		forget: (folder) => file.write(others(folder)),
		rememberBackup: (folder, root) => {
			const known = of(folder);
			const backups = [root, ...known.backups.filter((one) => one !== root)].slice(0, 10);
			file.note(entries().map((one) => (one.folder === folder ? { ...known, backups } : one)));
		},
	};
}

/** A share that does not answer within this time is taken for one that is away. */
const PATIENCE_MS = 1_500;

/** The libraries as the window shows them, the open one first. @param current absolute */
export async function knownLibraries(
	list: Pick<LibraryList, "entries">,
	current: string,
): Promise<KnownLibrary[]> {
	const known = list.entries();
	const open =
		known.find(({ folder }) => isSame(folder, current)) ?? Entry.parse({ folder: current });
	const rest = known.filter(({ folder }) => !isSame(folder, current));
	return Promise.all(
		[open, ...rest].map(async ({ folder, openedAt }): Promise<KnownLibrary> => {
			const found = await Promise.race([
				lookAt(folder),
				sleep(PATIENCE_MS, absent, { ref: false }),
			]);
			return {
				...{ folder, title: basename(folder) || folder, current: isSame(folder, current) },
				present: found.present,
				...(openedAt !== undefined && { openedAt }),
				...(found.teammate !== undefined && { teammate: found.teammate }),
			};
		}),
	);
}

type Look = { readonly present: boolean; readonly teammate?: string | undefined };
const absent: Look = { present: false };

async function lookAt(folder: string): Promise<Look> {
	const isThere = await stat(folder).then(
		(found) => found.isDirectory(),
		() => false,
	);
	if (!isThere) return absent;
	return { present: true, teammate: await teammateOf(createLibraryFolder(folder, realDisk)) };
}

/** Two spellings of one place. */
export function isSame(one: string, other: string): boolean {
	return resolve(one) === resolve(other);
}
