import type { Exporter } from "../../library/export-run.ts";
import type { Desktop } from "../desktop.ts";
import type { Handlers } from "../router.ts";

export function exportsHandlers(ports: {
	readonly exporter: Exporter;
	readonly desktop: Pick<Desktop, "chooseFolder" | "chooseNewFile">;
}): Pick<Handlers, "exports.start" | "exports.stop"> {
	const { exporter, desktop } = ports;
	return {
		"exports.start": (order, caller) =>
			exporter.start(order, {
				folder: () => desktop.chooseFolder(caller),
				file: (file) => desktop.chooseNewFile(caller, file),
			}),
		"exports.stop": (run) => exporter.stop(run),
	};
}
