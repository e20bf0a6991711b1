import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type AppError, appError } from "../../contract/errors.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";

/** A file being written under another name until it is whole. */
export type Spool = {
	/** Set once the disk has failed; writing goes on as if nothing happened, to nowhere. */
	readonly failure: AppError | undefined;
	readonly write: (chunk: Uint8Array) => Promise<void>;
	/** Forces the bytes to the disk and gives the file its name. */
	readonly keep: () => Promise<void>;
	/** Removes what is left of a file that was not kept. Never throws. */
	readonly drop: () => Promise<void>;
};

/** @throws AppError `no-room-for-reply` when the folder takes no file */
export async function openSpool(folder: string, name: string): Promise<Spool> {
	const part = join(folder, `${name}.part`);
	const file = await open(part, "w").catch((thrown: unknown) => {
		const facts = { folder, said: systemCode(thrown) };
		throw appError("no-room-for-reply", facts, { cause: thrown });
	});
	let failure: AppError | undefined;
	let kept = false;
	const guarded = async (work: () => Promise<unknown>) => {
		if (failure !== undefined) return;
		try {
			await work();
		} catch (thrown) {
			failure = storageError(thrown, folder);
		}
	};
	return {
		get failure() {
			return failure;
		},
		write: (chunk) => guarded(() => file.writeFile(chunk)),
		keep: () =>
			guarded(async () => {
				await file.sync();
				await file.close();
				await rename(part, join(folder, name));
				kept = true;
				await syncFolder(folder);
			}),
		drop: async () => {
			if (kept) return;
			await file.close().catch(() => {});
			await rm(part, { force: true }).catch(() => {});
		},
	};
}

/** A new name is safe once its folder is; where folders cannot be opened (Windows) the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, "r").catch(() => undefined);
	try {
		await handle?.sync();
	} catch {
		// Some network file systems refuse this; the file itself is safe.
	} finally {
		await handle?.close();
	}
}
