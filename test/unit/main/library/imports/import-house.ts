import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Activity } from "../../../../../src/contract/activity.ts";
import type { ImageRecord } from "../../../../../src/contract/library.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import type { Imaging } from "../../../../../src/main/imaging/imaging.ts";
import { createActivities } from "../../../../../src/main/library/activities.ts";
import type { ImportShelf } from "../../../../../src/main/library/imports/import-shelf.ts";
import { createImports } from "../../../../../src/main/library/imports/imports.ts";
import { createLocks } from "../../../../../src/main/library/locks.ts";
import { type Disk, realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder, OWN_FOLDER } from "../../../../../src/main/store/library-folder.ts";

/**
 * Imports into a real folder, with an index of two maps in the place of the real one; open it again
 * over the same folder for what a restart does.
 */
export async function openImportHouse(
	root: string,
	imaging: Imaging,
	more: { readonly disk?: Disk; readonly index?: ReturnType<typeof mapIndex> } = {},
) {
	const library = join(root, "library");
	const dataFolder = join(root, "data");
	await mkdir(join(library, OWN_FOLDER), { recursive: true });
	const { disk = realDisk, index = mapIndex() } = more;
	const place = createLibraryFolder(library, disk);
	await place.sweep();
	const told: Activity[] = [];
	const waiters: { readonly is: (activity: Activity) => boolean; readonly resolve: () => void }[] =
		[];
	const activities = createActivities({
		clock: systemClock,
		tell: (activity) => {
			told.push(activity);
			for (const { is, resolve } of waiters) if (is(activity)) resolve();
		},
		dismissed: () => {},
	});
	const added: ImageRecord[] = [];
	const shelf: ImportShelf = {
		...{ place, disk, imaging, inTurn: createLocks(), log: silentLog, ...index },
		thumbnails: {
			put: (key, bytes) => writeFile(join(library, OWN_FOLDER, `${key}.webp`), bytes),
		},
		health: async () => undefined,
		whole: Promise.resolve(),
	};
	const imports = createImports({
		...{ shelf, activities, dataFolder, clock: systemClock, log: silentLog },
		added: (images) => added.push(...images),
	});
	/** Resolves when an activity is told for which this holds, or held already. */
	const until = (is: (activity: Activity) => boolean) =>
		new Promise<void>((resolve) => {
			if (told.some(is)) resolve();
			else waiters.push({ is, resolve });
		});
	return { library, dataFolder, shelf, activities, imports, added, told, until, index };
}

export type ImportHouse = Awaited<ReturnType<typeof openImportHouse>>;

/** What an index does for imports. */
export function mapIndex() {
	const bySha = new Map<string, ImageRecord>();
	const byId = new Map<string, ImageRecord>();
	return {
		known: (sha256: string) => bySha.get(sha256),
		find: (id: ImageRecord["id"]) => byId.get(id),
		putAll: (entries: Parameters<ImportShelf["putAll"]>[0]) => {
			for (const { image, sha256 } of entries) {
				byId.set(image.id, image);
				if (sha256 !== undefined) bySha.set(sha256, image);
			}
		},
	} satisfies Partial<ImportShelf>;
}
