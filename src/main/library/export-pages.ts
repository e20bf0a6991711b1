import type { ReferenceRules } from "../../contract/capability.ts";
import { AppError } from "../../contract/errors.ts";
import type { PrintSpec } from "../../contract/print-spec.ts";
import type { Log } from "../foundation/log.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { type PagePlan, type PlannedFrame, planPages, type Sheet } from "./export-layout.ts";
import type { PrintShelf } from "./export-shelf.ts";

/** What leaves in a PDF. */
export type PrintedFrame = {
	/** Absolute; absent: the picture is not there. */
	readonly path?: string;
	/** Px. */
	readonly width?: number;
	readonly height?: number;
	readonly caption: string;
};

/** Makes a PDF of pages that are laid out. Rejects with the signal's reason when it is aborted. */
export type PrintPages = (spec: PrintSpec, signal: AbortSignal) => Promise<Uint8Array>;

export type PagePorts = {
	readonly imaging: Pick<Imaging, "fit">;
	readonly shelf: PrintShelf;
	readonly print: PrintPages;
	readonly log: Log;
	readonly language: () => string;
	readonly signal: AbortSignal;
	/** Hears how many pictures are ready. */
	readonly progress: (done: number) => void;
};

const MM_PER_INCH = 25.4;
const FULL_DPI = 300;
/**
 * Of all pictures of one PDF. More would make a file nobody can send; the pictures of a book of
 * hundreds of pages are printed a little coarser instead.
 */
const MAX_PIXELS = 400_000_000;
const AT_ONCE = 2;

/**
 * Lays pictures out on pages and prints them. Each is first brought to the size it is printed at, never
 * enlarged; one that is missing or damaged leaves a crossed frame with its number.
 * @returns the bytes of the PDF
 */
export async function printFrames(
	frames: readonly PrintedFrame[],
	sheet: Omit<Sheet, "frames">,
	ports: PagePorts,
): Promise<Uint8Array> {
	const plan = planPages({
		...sheet,
		frames: frames.map(({ path, width, height, caption }) => ({
			...(path && width && height ? { ratio: width / height } : {}),
			caption,
		})),
	});
	const shelf = await ports.shelf.open();
	try {
		const pictures = await readyPictures(frames, plan, shelf.put, ports);
		ports.signal.throwIfAborted();
		return await ports.print(specOf(frames, sheet.title, plan, pictures, ports), ports.signal);
	} finally {
		await shelf.close();
	}
}

async function readyPictures(
	frames: readonly PrintedFrame[],
	plan: PagePlan,
	put: (jpeg: Uint8Array) => Promise<string>,
	{ imaging, log, signal, progress }: PagePorts,
): Promise<readonly (string | undefined)[]> {
	const addresses: (string | undefined)[] = frames.map(() => undefined);
	const boxes = plan.pages.flat();
	const dpi = dpiFor(boxes);
	/** One that fails ends the others too, and is thrown when nobody works any more. */
	const stopsAll = () =>
		work().catch((error: unknown) => {
			queue.length = 0;
			throw error;
		});
	const queue = [...frames.entries()];
	let done = 0;
	const work = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			const [place, frame] = next;
			const box = boxes[place];
			signal.throwIfAborted();
			if (frame.path !== undefined && box !== undefined) {
				const rules = printRules(frame, box, dpi);
				try {
					const source = { path: frame.path };
					const { bytes } = await imaging.fit(source, { rules, gateway: "", signal });
					addresses[place] = await put(bytes);
				} catch (thrown) {
					const { kind, reason } = AppError.from(thrown).failure;
					// A full disk is no matter of one picture.
					if (signal.aborted || kind !== "invalid-reference") throw thrown;
					log.warn("a picture is left out of a PDF", { reason });
				}
			}
			done += 1;
			progress(done);
		}
	};
	const turns = await Promise.allSettled(Array.from({ length: AT_ONCE }, stopsAll));
	for (const turn of turns) if (turn.status === "rejected") throw turn.reason;
	return addresses;
}

/** Dots an inch. */
function dpiFor(boxes: readonly PlannedFrame[]): number {
	const inches = boxes.reduce(
		(sum, { box }) => sum + (box.width / MM_PER_INCH) * (box.height / MM_PER_INCH),
		0,
	);
	return Math.min(FULL_DPI, Math.sqrt(MAX_PIXELS / inches));
}

/** JPEG of as many pixels as its part of the box has dots: Chromium puts those into the PDF as they are. */
function printRules(frame: PrintedFrame, { box }: PlannedFrame, dpi: number): ReferenceRules {
	const ratio = (frame.width ?? 1) / (frame.height ?? 1);
	const width = Math.min(box.width, box.height * ratio) * (dpi / MM_PER_INCH);
	return {
		max: 1,
		formats: ["jpeg"],
		maxBytes: Number.MAX_SAFE_INTEGER,
		maxPixels: Math.max(1, Math.ceil(width) * Math.ceil(width / ratio)),
		minSide: 1,
		minRatio: 1 / 65_535,
		maxRatio: 65_535,
		by: ["inline"],
	};
}

function specOf(
	frames: readonly PrintedFrame[],
	title: string,
	plan: PagePlan,
	pictures: readonly (string | undefined)[],
	{ language }: PagePorts,
): PrintSpec {
	let place = 0;
	return {
		language: language(),
		paper: plan.paper,
		type: plan.type,
		pages: plan.pages.map((planned, page) => ({
			title,
			folio: plan.pages.length > 1 ? `${page + 1} / ${plan.pages.length}` : "",
			head: plan.head,
			frames: planned.map(({ box, words, lines }) => {
				const at = place++;
				const picture = pictures[at];
				return {
					...(picture !== undefined && { picture }),
					...{ box, words, lines },
					number: String(at + 1),
					caption: frames[at]?.caption.trim() ?? "",
				};
			}),
		})),
	};
}
