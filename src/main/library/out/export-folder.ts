import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { appError } from "../../../contract/errors.ts";
import type { Disk } from "../../store/disk.ts";
import { createWrittenFiles } from "../written-files.ts";
import type { FreeNames } from "./free-names.ts";
import { freeNames } from "./free-names.ts";
import type { LeavingRun } from "./leaving-run.ts";
import type { LeavingPicture } from "./prepare-picture.ts";
import { preparedInOrder } from "./prepared-in-order.ts";

/**
 * Writes pictures into a folder of the designer's, each durably and under a name that is free there.
 * One that cannot leave keeps no other back; when the whole ends early, what it wrote goes again,
 * but for what somebody has worked on meanwhile.
 * @param folder absolute, there already
 * @returns how many files were written
 * @throws what the disk throws; the signal's reason; the first problem when no picture could leave
 */
export async function exportToFolder(folder: string, run: LeavingRun, disk: Disk): Promise<number> {
	const { ids, intent, ports, withoutPrompts, report } = run;
	const { signal } = report;
	const names = freeNames(intent, { withoutPrompts, taken: await readdir(folder) });
	const written = createWrittenFiles(folder, disk);
	const options = { withoutPrompts, signal };
	try {
		for await (const one of preparedInOrder(ids, intent, ports, options)) {
			await report.breathe();
			if ("error" in one) run.problem(one);
			else {
				const at = { place: one.place, total: ids.length };
				await written.note(await writePicture(one.picture, at, { folder, names, disk }));
			}
			run.done(one.place + 1);
		}
		run.refuseNothing(written.names.length);
		await disk.syncFolder(folder);
		return written.names.length;
	} catch (error) {
		await written.takeBack();
		throw error;
	}
}

async function writePicture(
	picture: LeavingPicture,
	at: { readonly place: number; readonly total: number },
	to: { readonly folder: string; readonly names: FreeNames; readonly disk: Disk },
): Promise<string> {
	const part = join(to.folder, `.${randomUUID()}.part`);
	try {
		await to.disk.copyFrom(picture.stream(), part);
		for (const name of to.names.forPicture(picture, at)) {
			if (!(await to.disk.moveToNew(part, join(to.folder, name)))) continue;
			to.names.take(name);
			return name;
		}
		throw appError("export-failed", { said: `no free name in ${to.folder}` });
	} finally {
		await picture.close();
		await to.disk.remove(part).catch(() => {});
	}
}
