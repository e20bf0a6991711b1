import type { WatchedFolder } from "../../../contract/imports.ts";
import type { Imports } from "../../library/imports/imports.ts";
import type { WatchedFolders } from "../../library/imports/watched-folders.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

/** What comes in from outside: by hand, and by itself from watched folders. */
export function importsHandlers(ports: {
	readonly imports: Imports;
	readonly watched: WatchedFolders;
	readonly desktop: Pick<Desktop, "pickToImport">;
	/** The folders to watch, as the settings have them. */
	readonly folders: () => readonly WatchedFolder[];
	/** Writes them down and watches them. */
	readonly setFolders: (folders: WatchedFolder[]) => Promise<unknown>;
}): HandlersOf<"imports"> & HandlersOf<"watch"> {
	const { imports, watched, desktop, folders, setFolders } = ports;
	return {
		"imports.start": imports.start,
		"imports.pick": async ({ run, what, way }, caller) => {
			const paths = await desktop.pickToImport(caller, what);
			if (paths.length === 0) return false;
			await imports.start({ run, paths, way });
			return true;
		},
		"watch.list": () => [...watched.list()],
		"watch.add": async ({ way }, caller) => {
			const [path] = await desktop.pickToImport(caller, "watch");
			if (path === undefined) return false;
			await watched.check(path, folders());
			await setFolders([...folders(), { path, way }]);
			return true;
		},
		"watch.remove": async (path) => {
			await setFolders(folders().filter((folder) => folder.path !== path));
		},
	};
}
