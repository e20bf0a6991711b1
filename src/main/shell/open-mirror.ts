import type { Clock } from "../foundation/clock.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { Activities } from "../library/activities.ts";
import type { Library } from "../library/library.ts";
import { Mirror } from "../mirror/mirror.ts";
import type { HostBook } from "../secrets/host-book.ts";
import type { Disk } from "../store/disk.ts";
import type { HousePorts } from "./house-ports.ts";

/** The mirror of the open library. */
export function openMirror(
	{ options, store, log, emit, network }: HousePorts,
	of: {
		readonly library: Pick<Library, "folder" | "imagesOf">;
		readonly http: HttpClient;
		readonly hosts: HostBook;
		readonly activities: Activities;
		readonly clock: Clock;
		/** Refuses while the library is only read. */
		readonly disk: Disk;
	},
): Mirror {
	const { library, http, hosts, activities, clock, disk } = of;
	return new Mirror({
		...{ libraryFolder: library.folder, dataFolder: options.dataFolder },
		...{ http, hosts, activities, clock, network, log, disk },
		file: store.mirrors,
		tell: (status) => emit("mirror.changed", status),
		onFetched: (folder) => store.libraries.remember(folder),
		folderOf: (job) => {
			const file = library.imagesOf(job)[0]?.file;
			return file?.slice(0, Math.max(0, file.lastIndexOf("/")));
		},
	});
}
