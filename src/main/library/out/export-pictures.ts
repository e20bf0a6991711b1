import { dirname, extname } from "node:path";
import { AppError, appError, assertNever } from "../../../contract/errors.ts";
import type { PictureExport } from "../../../contract/picture-export.ts";
import type { Exported } from "../../../contract/sets.ts";
import { storageError, systemCode } from "../../foundation/storage-error.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import type { Activities, ActivityReport } from "../activities.ts";
import { writeTarget } from "../boards/write-target.ts";
import { exportName } from "../export-name.ts";
import type { AskWhere } from "../export-run.ts";
import { exportToFolder } from "./export-folder.ts";
import { contactSheets, type SheetPorts, sheetCaption } from "./export-sheets.ts";
import { growingZip } from "./export-zip.ts";
import { fillPack, fillZip } from "./fill-pack.ts";
import { type LeavingRun, leavingRun } from "./leaving-run.ts";
import type { PreparePorts } from "./prepare-picture.ts";

export type PictureExports = {
	/**
	 * Asks where to, and brings pictures of any selection out of the library, as long work the window
	 * shows. A picture that cannot leave is told there; when the whole ends early, nothing is left of it.
	 * @returns no path when the dialog was closed, or it was stopped
	 * @throws AppError `export-failed`, one of the disk's errors, or what was wrong with the first picture
	 * when none could leave
	 */
	readonly start: (order: PictureExport, ask: AskWhere) => Promise<Exported>;
};

export type PictureExportPorts = PreparePorts &
	SheetPorts & {
		readonly activities: Pick<Activities, "run">;
		readonly now: () => number;
		readonly disk?: Disk;
	};

export function createPictureExports(ports: PictureExportPorts): PictureExports {
	return {
		start: async (order, ask) => {
			const where = await askFor(order, ask);
			if (where === undefined) return { files: 0 };
			const folder = order.as.kind === "folder" ? where : dirname(where);
			const start = {
				...{ id: order.run, kind: "export" as const, canPause: true },
				facts: { count: order.ids.length, as: order.as.kind },
			};
			try {
				return await ports.activities.run(start, async (report) => {
					const exported = await bringOut(order, where, report, ports).catch((thrown) => {
						throw report.signal.aborted ? appError("cancelled") : inWords(thrown, folder);
					});
					const count = order.as.kind === "contact-sheet" ? order.ids.length : exported.files;
					report.tell({ path: exported.path, facts: { ...start.facts, count } });
					return exported;
				});
			} catch (thrown) {
				if (AppError.from(thrown).reason === "cancelled") return { files: 0 };
				throw thrown;
			}
		},
	};
}

/** Where the title has nothing a file could be called by. */
const NAMELESS = "pictures";

function askFor({ as, title }: PictureExport, ask: AskWhere): Promise<string | undefined> {
	const name = exportName(title, NAMELESS);
	switch (as.kind) {
		case "folder":
			return ask.folder();
		case "zip":
		case "hand-off":
			return ask.file({ name: `${name}.zip`, kind: "zip" });
		case "contact-sheet":
			return ask.file({ name: `${name}.pdf`, kind: "pdf" });
		default:
			return assertNever(as);
	}
}

async function bringOut(
	{ ids, intent, as, title }: PictureExport,
	where: string,
	report: ActivityReport,
	ports: PictureExportPorts,
): Promise<Exported> {
	const { disk = realDisk } = ports;
	const withoutPrompts = as.kind === "hand-off" && as.withoutPrompts;
	const of = { ids, intent, withoutPrompts, ports, report };
	const clock = { now: ports.now(), signal: report.signal };
	switch (as.kind) {
		case "folder":
			return { path: where, files: await exportToFolder(where, leavingRun(of, 1), disk) };
		case "zip": {
			const run = leavingRun(of, 1);
			let files = 0;
			const zip = growingZip(async (entries) => {
				files = (await fillZip(run, entries)).pictures.length;
			}, clock);
			return { path: await writeTarget(disk, zip, where, "zip"), files };
		}
		case "hand-off": {
			const run = leavingRun(of, 2);
			let files = 0;
			const zip = growingZip(async (entries) => {
				files = await fillPack(run, entries, { ...ports, paper: as.paper, title });
			}, clock);
			return { path: await writeTarget(disk, zip, where, "zip"), files };
		}
		case "contact-sheet":
			return writeSheets(leavingRun(of, 1), where, { ...as, title }, { ...ports, disk });
		default:
			return assertNever(as);
	}
}

/** The first PDF gets the name the designer gave; others get names that are free beside it. */
async function writeSheets(
	run: LeavingRun,
	where: string,
	as: Extract<PictureExport["as"], { kind: "contact-sheet" }> & { readonly title: string },
	ports: SheetPorts & { readonly disk: Disk },
): Promise<Exported> {
	const { paper, orientation, columns, title, captions } = as;
	const wish = {
		...{ paper, orientation, columns, title },
		caption: (id: (typeof run.ids)[number]) =>
			captions ? sheetCaption(run, id, { withoutPrompts: false }) : undefined,
	};
	let first: string | undefined;
	let files = 0;
	for await (const pdf of contactSheets(run, wish, { ...ports, before: 0 })) {
		// Without its ending, `writeTarget` finds a name that is free.
		const base = where.slice(0, where.length - extname(where).length);
		const target = first === undefined ? where : `${base} ${files + 1}`;
		const path = await writeTarget(ports.disk, once(pdf), target, "pdf");
		first ??= path;
		files += 1;
	}
	return { ...(first !== undefined && { path: first }), files };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/** @param folder that was written to */
function inWords(thrown: unknown, folder: string): AppError {
	if (thrown instanceof AppError) return thrown;
	if (systemCode(thrown).startsWith("E")) return storageError(thrown, folder);
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	return appError("export-failed", { said }, { cause: thrown });
}
