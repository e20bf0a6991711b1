import type { ReadOnlyReason } from "../../../contract/keeping.ts";
import { readOnlyError } from "../../../contract/read-only.ts";
import type { Disk } from "../../store/disk.ts";

/** Whether the open library may be written to: one answer for every room. */
export type WriteGate = {
	/** Why not; undefined: it may. */
	readonly reason: () => ReadOnlyReason | undefined;
	/** @throws AppError `library-read-only`, `library-protected`, `library-of-teammate`, `library-moving` */
	readonly ensureOpen: () => void;
	/** undefined opens it again. */
	readonly set: (reason: ReadOnlyReason | undefined) => void;
	/** Hears of every change. */
	readonly onChange: (hear: (reason: ReadOnlyReason | undefined) => void) => void;
};

/**
 * @param folder of the library, absolute, for sentences
 * @param isOurs asked before every write: somebody may have taken the library while this computer slept
 */
export function createWriteGate(folder: string, isOurs: () => boolean): WriteGate {
	let reason: ReadOnlyReason | undefined;
	const hearers: ((reason: ReadOnlyReason | undefined) => void)[] = [];
	const now = () => {
		// Whoever finds it taken sets the reason.
		if (reason === undefined) isOurs();
		return reason;
	};
	return {
		reason: now,
		ensureOpen: () => {
			const why = now();
			if (why !== undefined) throw readOnlyError(why, folder);
		},
		set: (next) => {
			reason = next;
			for (const hear of hearers) hear(next);
		},
		onChange: (hear) => {
			hearers.push(hear);
		},
	};
}

/** A disk that refuses to write while the gate is shut: what stands over it needs no rule of its own. */
export function gatedDisk(disk: Disk, gate: Pick<WriteGate, "ensureOpen">): Disk {
	const when =
		<A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
		async (...given: A): Promise<R> => {
			gate.ensureOpen();
			return work(...given);
		};
	return {
		writeFile: when(disk.writeFile),
		copyFrom: when(disk.copyFrom),
		writeAt: when(disk.writeAt),
		syncFile: when(disk.syncFile),
		syncFolder: when(disk.syncFolder),
		moveToNew: when(disk.moveToNew),
		replace: when(disk.replace),
		makeFolder: when(disk.makeFolder),
		remove: when(disk.remove),
	};
}
