import type { ImageRecord } from "../../contract/library.ts";
import { systemClock } from "../foundation/clock.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { Libraries } from "../ipc/handlers/keeping-handlers.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { Activities } from "../library/activities.ts";
import { createCheckReports } from "../library/keeping/check-reports.ts";
import { createKeeping, type Keeping } from "../library/keeping/keeping.ts";
import type { KeptLibrary } from "../library/keeping/open-kept-library.ts";
import type { Library } from "../library/library.ts";
import type { Mirror } from "../mirror/mirror.ts";
import { moveMirror } from "../mirror/mirror-book.ts";
import { createFormKeeper, type FormKeeper } from "../store/form-keeper.ts";
import { createLibraryFolder } from "../store/library-folder.ts";
import type { HousePorts } from "./house-ports.ts";
import { isSame, knownLibraries } from "./known-libraries.ts";
import type { SettingsStore } from "./settings-store.ts";

/** Checks, backups and moves of the open library, the list of all of them, and what belongs to each. */
export function openKeeping(
	{ options, store, log, restart }: HousePorts,
	of: {
		readonly kept: KeptLibrary;
		readonly imaging: Imaging;
		readonly activities: Activities;
		readonly jobs: Pick<JobService, "hasUnfinished">;
		readonly mirror: Pick<Mirror, "has" | "recover">;
	},
): {
	readonly keeping: Keeping;
	readonly libraries: Libraries;
	readonly hasJobs: () => boolean;
	readonly form: FormKeeper;
} {
	const { kept, imaging, activities, jobs, mirror } = of;
	const { library, gate, disk } = kept;
	const { folder } = library;
	const hasJobs = () => jobs.hasUnfinished;
	const { dataFolder } = options;
	const form = createFormKeeper({ dataFolder, library: folder, clock: systemClock, log });
	const open = (next: string) => {
		store.useLibrary(next);
		// The designer's word counts more than how the app was started.
		delete process.env.SEEDCASE_LIBRARY;
		restart();
	};
	const keeping = createKeeping({
		...{ folder, gate, activities, hasJobs, log },
		check: {
			...{ place: createLibraryFolder(folder, disk), disk, imaging },
			...{ find: library.find, imagesOf: library.imagesOf, now: systemClock.now },
			indexed: () => indexedPictures(library),
			countIndexed: async () => (await library.facets()).total,
			lookForMissing: library.lookForMissing,
			twinsOf: async (sha256) => twinsOf(sha256, library),
			rebuild: () => library.rebuild(),
			mirror: {
				has: (sha256) => mirror.has(sha256),
				recover: (file, signal) => mirror.recover(file, signal),
			},
		},
		reports: createCheckReports(dataFolder, folder),
		backups: () => store.libraries.entries().find((one) => one.folder === folder)?.backups ?? [],
		rememberBackup: (root) => store.libraries.rememberBackup(folder, root),
		rememberLibrary: (made) => store.libraries.remember(made),
		switchTo: (next) => {
			store.useLibrary(next);
			try {
				followMove(store, folder, next);
			} catch (error) {
				log.error("the mirror does not follow the library", { said: String(error) });
			}
			form.follow(next).catch((error: unknown) => {
				log.error("the form does not follow the library", { said: String(error) });
			});
			open(next);
		},
	});
	const libraries: Libraries = {
		list: () => knownLibraries(store.libraries, folder),
		open: async (next) => {
			if (isSame(next, folder)) await kept.takeOver();
			open(next);
		},
		forget: store.libraries.forget,
	};
	return { keeping, libraries, hasJobs, form };
}

/** Mirror and backups are those of the library, wherever it lies: a move must not end them in silence. */
function followMove(
	{ mirrors, libraries }: Pick<SettingsStore, "mirrors" | "libraries">,
	from: string,
	to: string,
): void {
	moveMirror(mirrors, from, to);
	const backups = libraries.entries().find(({ folder }) => folder === from)?.backups ?? [];
	libraries.remember(to);
	for (const root of backups.toReversed()) libraries.rememberBackup(to, root);
}

/** Another picture of the library that had the same bytes when it was saved. */
function twinsOf(sha256: string, { imports }: Pick<Library, "imports">): readonly string[] {
	const twin = imports.known(sha256);
	return twin === undefined || twin.link !== undefined ? [] : [twin.file];
}

/** Most of one page of the index. */
const STRETCH = 200;

async function* indexedPictures(
	library: Pick<Library, "page">,
): AsyncGenerator<readonly ImageRecord[]> {
	for (let offset = 0; ; offset += STRETCH) {
		const images = await library.page({ query: { filter: { text: "" } }, offset, limit: STRETCH });
		if (images.length === 0) return;
		yield images;
	}
}
