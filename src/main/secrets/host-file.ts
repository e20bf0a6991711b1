import { z } from "zod";
import { ReferenceHost } from "../../contract/reference-hosts.ts";
import { KeptKey } from "./key-keeper.ts";

/** A reference host as it lies on disk: no secret in the clear, ever. */
export const HostRecord = ReferenceHost.extend({ key: KeptKey.optional() });
export type HostRecord = z.infer<typeof HostRecord>;

/** Where the list of reference hosts lies, as a port: the shell keeps it with the settings. */
export type HostFile = {
	readonly read: () => readonly HostRecord[];
	/** Whole list at once, atomically. */
	readonly write: (hosts: readonly HostRecord[]) => void;
};

/** Rows of a settings file; one damaged host does not take the others with it. */
export function readHostRecords(found: unknown): readonly HostRecord[] {
	const rows = z.array(z.unknown()).safeParse(found).data ?? [];
	return rows.flatMap((row) => HostRecord.safeParse(row).data ?? []);
}
