import { create } from "zustand";
import type { ReferenceHost } from "../../contract/reference-hosts.ts";
import { ask, hear } from "../bridge/client.ts";

/** A copy of main's buckets for references, in main's order; empty until they are known. */
export const useHosts = create<{ readonly hosts: readonly ReferenceHost[] }>()(() => ({
	hosts: [],
}));

/** Keeps the buckets as main has them. What was known stays when main cannot tell. */
export function followHosts(): void {
	hear("hosts.changed", (hosts) => useHosts.setState({ hosts }));
	ask("hosts.list").then(
		(hosts) => useHosts.setState({ hosts }),
		() => {},
	);
}
