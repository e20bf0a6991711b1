import type { Mirror } from "../../mirror/mirror.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

/** The library's mirror, and the libraries others mirror to the same bucket. */
export function mirrorHandlers(ports: {
	readonly mirror: Mirror;
	readonly desktop: Pick<Desktop, "pickKeepingFolder">;
}): HandlersOf<"mirror"> {
	const { mirror, desktop } = ports;
	return {
		"mirror.status": () => mirror.status(),
		"mirror.save": (settings) => mirror.save(settings),
		"mirror.start": ({ run }) => mirror.start(run),
		"mirror.libraries": async () => [...(await mirror.libraries())],
		"mirror.fetch": async ({ run, id }, caller) => {
			const folder = await desktop.pickKeepingFolder(caller, "fetchTo");
			if (folder === undefined) return false;
			await mirror.fetch(run, id, folder);
			return true;
		},
	};
}
