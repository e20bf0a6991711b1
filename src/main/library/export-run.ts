import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { AppError, appError, assertNever } from "../../contract/errors.ts";
import type { RunId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { Exported, ExportOrder } from "../../contract/sets.ts";
import type { Log } from "../foundation/log.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { type Disk, realDisk } from "../store/disk.ts";
import { fileEnding } from "../store/picture-kinds.ts";
import { animateFiles, refuseLongAnimation } from "./export-animation.ts";
import { exportFiles } from "./export-files.ts";
import { exportName } from "./export-name.ts";
import { type PrintedFrame, type PrintPages, printFrames } from "./export-pages.ts";
import type { PrintShelf } from "./export-shelf.ts";
import type { Library } from "./library.ts";

/** Asks where something is to go; undefined: the dialog was closed. */
export type AskWhere = {
	readonly folder: () => Promise<string | undefined>;
	readonly file: (file: {
		readonly name: string;
		readonly kind: "pdf" | "webp" | "gif" | "zip";
	}) => Promise<string | undefined>;
};

export type Exporter = {
	/**
	 * Asks where to, and brings pictures out of the library. Nothing is left behind when it fails or is
	 * stopped.
	 * @throws AppError `image-not-found`, `animation-too-long`, `export-failed`, one of the disk's errors, or
	 * one of imaging's for a damaged picture
	 */
	readonly start: (order: ExportOrder, ask: AskWhere) => Promise<Exported>;
	readonly stop: (run: RunId) => void;
	/** Stops everything. */
	readonly close: () => Promise<void>;
};

export type ExportPorts = {
	readonly library: Pick<Library, "find" | "fileOf">;
	readonly imaging: Pick<Imaging, "fit" | "frame" | "animate">;
	readonly shelf: PrintShelf;
	readonly print: PrintPages;
	/** For the shapes of Han characters in a PDF. */
	readonly language: () => string;
	readonly progress: (told: {
		readonly run: RunId;
		readonly done: number;
		readonly total: number;
	}) => void;
	readonly log: Log;
	readonly disk?: Disk;
};

type Run = {
	readonly signal: AbortSignal;
	readonly progress: (done: number) => void;
};

export function createExporter(ports: ExportPorts): Exporter {
	const running = new Map<RunId, { readonly stop: AbortController; end: Promise<unknown> }>();

	const begin = async (order: ExportOrder, ask: AskWhere, stop: AbortController) => {
		const total = order.frames.length;
		const run: Run = {
			signal: stop.signal,
			progress: (done) => ports.progress({ run: order.run, done, total }),
		};
		if (order.as.kind === "animation") refuseLongAnimation(total, order.as);
		// A dialog stays open for as long as it likes; an app that closes does not wait for it.
		const where = await Promise.race([askFor(order, ask), stopped(run.signal)]);
		if (where === undefined || run.signal.aborted) return { files: 0 };
		run.progress(0);
		try {
			return await bringOut(order, where, run, ports);
		} catch (thrown) {
			if (run.signal.aborted) return { files: 0 };
			throw inWords(thrown, order.as.kind === "files" ? where : dirname(where));
		}
	};
	return {
		start: async (order, ask) => {
			if (running.has(order.run)) {
				throw appError("input-invalid", { said: "this export is running already" });
			}
			const stop = new AbortController();
			const work = begin(order, ask, stop);
			const end = work.catch(() => {});
			running.set(order.run, { stop, end });
			return work.finally(() => running.delete(order.run));
		},
		stop: (run) => running.get(run)?.stop.abort(appError("cancelled")),
		close: async () => {
			const all = [...running.values()];
			for (const { stop } of all) stop.abort(appError("cancelled"));
			await Promise.all(all.map(({ end }) => end));
		},
	};
}

function stopped(signal: AbortSignal): Promise<undefined> {
	return new Promise((resolve) => {
		signal.addEventListener("abort", () => resolve(undefined), { once: true });
	});
}

function askFor({ as, name }: ExportOrder, ask: AskWhere): Promise<string | undefined> {
	const safe = exportName(name);
	switch (as.kind) {
		case "files":
			return ask.folder();
		case "contact-sheet":
		case "storyboard":
			return ask.file({ name: `${safe}.pdf`, kind: "pdf" });
		case "animation":
			return ask.file({ name: `${safe}.${as.format}`, kind: as.format });
		default:
			return assertNever(as);
	}
}

async function bringOut(
	order: ExportOrder,
	where: string,
	run: Run,
	ports: ExportPorts,
): Promise<Exported> {
	const { as } = order;
	const { disk = realDisk } = ports;
	switch (as.kind) {
		case "files": {
			const files = await Promise.all(
				order.frames.map(async ({ image }) => {
					const path = await ports.library.fileOf(image);
					return { path, ending: fileEnding(ports.library.find(image)?.format ?? "") };
				}),
			);
			const name = exportName(order.name);
			const names = await exportFiles(files, { folder: where, name }, { disk, ...run });
			return { path: where, files: names.length };
		}
		case "contact-sheet":
		case "storyboard": {
			const frames = await Promise.all(
				order.frames.map((frame) => printedFrame(frame, ports.library)),
			);
			const { paper, orientation, title } = as;
			const sheet = { paper, orientation, title, grid: as };
			const pdf = await printFrames(frames, sheet, { ...ports, ...run });
			return writeBeside(pdf, where, run.signal, disk);
		}
		case "animation": {
			const paths = await Promise.all(order.frames.map(({ image }) => ports.library.fileOf(image)));
			const bytes = await animateFiles(paths, as, { imaging: ports.imaging, ...run });
			return writeBeside(bytes, where, run.signal, disk);
		}
		default:
			return assertNever(as);
	}
}

/** A picture that is gone keeps its place. */
async function printedFrame(
	{ image: id, caption }: ExportOrder["frames"][number],
	library: ExportPorts["library"],
): Promise<PrintedFrame> {
	const image: ImageRecord | undefined = library.find(id);
	if (image === undefined) return { caption };
	try {
		const { width, height } = image;
		return { path: await library.fileOf(id), width, height, caption };
	} catch (thrown) {
		if (AppError.from(thrown).reason === "image-not-found") return { caption };
		throw thrown;
	}
}

/** The dialog has asked whether a file of that name may go. */
async function writeBeside(
	bytes: Uint8Array,
	path: string,
	signal: AbortSignal,
	disk: Disk,
): Promise<Exported> {
	const part = join(dirname(path), `.${randomUUID()}.part`);
	try {
		await disk.writeFile(part, bytes);
		signal.throwIfAborted();
		await disk.replace(part, path);
	} catch (error) {
		await disk.remove(part).catch(() => {});
		throw error;
	}
	await disk.syncFolder(dirname(path));
	return { path, files: 1 };
}

/** @param folder that was written to */
function inWords(thrown: unknown, folder: string): AppError {
	if (thrown instanceof AppError) return thrown;
	if (systemCode(thrown) !== "") return storageError(thrown, folder);
	const said = thrown instanceof Error ? thrown.message : String(thrown);
	return appError("export-failed", { said }, { cause: thrown });
}
