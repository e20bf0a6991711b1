import type { Net } from "electron";
import { createNetwork, type Network } from "../foundation/network.ts";

/**
 * The network as the system tells of it. The window's word comes first, for it hears at once;
 * waking up is told by Electron.
 */
export function followNetwork(system: {
	readonly net: Pick<Net, "isOnline">;
	readonly power: {
		on(news: "suspend", listener: () => void): unknown;
		on(news: "resume", listener: () => void): unknown;
	};
}): Network & { readonly windowSays: (online: boolean) => void } {
	const network = createNetwork();
	// A computer that never was online in this run may have a way out that the system does not count,
	// such as a service on this very computer: then a request finds out, at no cost.
	let wasOnline = system.net.isOnline();
	system.power.on("suspend", () => network.report({ awake: false }));
	system.power.on("resume", () => network.report({ awake: true }));
	return {
		...network,
		windowSays: (online) => {
			wasOnline ||= online;
			if (wasOnline) network.report({ online });
		},
	};
}
