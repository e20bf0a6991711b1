import { appError } from "../../../src/contract/errors.ts";
import type { JobState } from "../../../src/contract/jobs.ts";
import { realSpoolDisk, type SpoolDisk } from "../../../src/main/http/spool-disk.ts";
import { type Disk, realDisk } from "../../../src/main/store/disk.ts";
import type { HouseOptions } from "./matrix-house.ts";

/** What is wrong with this computer at the moment; a test sets and clears it. */
export type LocalTroubles = {
	/** The library's disk says this to everything that is written. */
	library?: "ENOSPC" | "EROFS" | "EIO";
	/** The disk of replies has no room before a request, or fills up in the middle of a reply. */
	replies?: "no-room" | "fills-up";
	/** The journal cannot write down jobs in this state. */
	journal?: JobState;
};

/** A house whose disks and journal are as well as `troubles` says, from moment to moment. */
export function troubledHouse(troubles: LocalTroubles): HouseOptions {
	return {
		disk: troubledDisk(troubles),
		spoolDisk: troubledSpool(troubles),
		journal: (real) => ({
			...real,
			put: (job) => {
				if (job.state === troubles.journal) throw appError("disk-full");
				real.put(job);
			},
		}),
	};
}

function systemError(code: string): Error {
	return Object.assign(new Error(`${code}: staged by a test`), { code });
}

function troubledDisk(troubles: LocalTroubles): Disk {
	const guarded =
		<Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
		async (...args: Args): Promise<Result> => {
			if (troubles.library !== undefined) throw systemError(troubles.library);
			return work(...args);
		};
	return {
		...realDisk,
		writeFile: guarded(realDisk.writeFile),
		copyFrom: guarded(realDisk.copyFrom),
		moveToNew: guarded(realDisk.moveToNew),
		replace: guarded(realDisk.replace),
		makeFolder: guarded(realDisk.makeFolder),
	};
}

/** So many bytes of a reply fit on a disk that fills up. */
const ROOM_BYTES = 40;

function troubledSpool(troubles: LocalTroubles): SpoolDisk {
	return {
		...realSpoolDisk,
		freeBytes: async (path) =>
			troubles.replies === "no-room" ? 1_000 : realSpoolDisk.freeBytes(path),
		open: async (path) => {
			const file = await realSpoolDisk.open(path);
			return {
				...file,
				write: (bytes, at) => {
					if (troubles.replies !== "fills-up") return file.write(bytes, at);
					if (at >= ROOM_BYTES) return Promise.reject(systemError("ENOSPC"));
					return file.write(bytes.subarray(0, ROOM_BYTES - at), at);
				},
			};
		},
	};
}
