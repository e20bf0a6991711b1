import { AppError } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import { rewriteMetadata } from "../../imaging/picture-metadata.ts";
import { type PagePorts, type PrintedFrame, printFrames } from "../export-pages.ts";
import type { LeavingRun } from "./leaving-run.ts";
import { leavingWords } from "./leaving-words.ts";

/** A page that prints more pictures than this at once wants more memory than a laptop has. */
const FRAMES_A_PDF = 1_000;
const MAX_CAPTION = 400;

/** How contact sheets look. */
export type SheetWish = {
	readonly paper: "a4" | "letter";
	readonly orientation: "portrait" | "landscape";
	readonly columns: number;
	/** On each page; empty: none. */
	readonly title: string;
	/** Said under each picture; undefined: nothing. */
	readonly caption: (id: ImageId, place: number) => string | undefined;
};

export type SheetPorts = Pick<PagePorts, "shelf" | "print" | "log" | "language"> & {
	readonly imaging: Pick<Imaging, "fit">;
};

/**
 * Contact sheets of pictures of any number: a PDF for each thousand. A picture that is missing or
 * damaged leaves a crossed frame.
 * @param before pictures that were dealt with already, for the progress
 */
export async function* contactSheets(
	run: LeavingRun,
	wish: SheetWish,
	{ before, ...ports }: SheetPorts & { readonly before: number },
): AsyncGenerator<Uint8Array> {
	const { ids, report } = run;
	const { paper, orientation, columns, title } = wish;
	for (let from = 0; from < ids.length; from += FRAMES_A_PDF) {
		await report.breathe();
		const frames: PrintedFrame[] = [];
		for (const [at, id] of ids.slice(from, from + FRAMES_A_PDF).entries()) {
			frames.push(await frameOf(id, wish.caption(id, from + at) ?? "", run));
		}
		yield await printFrames(
			frames,
			{ paper, orientation, title, grid: { kind: "contact-sheet", columns } },
			{
				...ports,
				imaging: { fit: withoutMetadata(ports.imaging) },
				signal: report.signal,
				progress: (done) => run.done(before + from + done),
			},
		);
	}
}

/** Title or caption of a picture, else its prompt where that may leave. */
export function sheetCaption(
	run: Pick<LeavingRun, "ports">,
	id: ImageId,
	{ withoutPrompts }: { readonly withoutPrompts: boolean },
): string | undefined {
	const image = run.ports.library.find(id);
	if (image === undefined) return undefined;
	const { title, caption, prompt } = leavingWords({ image }, { withoutPrompts });
	return (title ?? caption ?? prompt)?.slice(0, MAX_CAPTION).toWellFormed();
}

async function frameOf(id: ImageId, caption: string, run: LeavingRun): Promise<PrintedFrame> {
	const { library } = run.ports;
	const image = library.find(id);
	if (image === undefined) return { caption };
	try {
		const { width, height } = image;
		return { path: await library.fileOf(id), width, height, caption };
	} catch (thrown) {
		if (AppError.from(thrown).reason === "image-not-found") return { caption };
		throw thrown;
	}
}

/** Chromium puts a JPEG into a PDF as it is, and one that fits already is not made anew: with all it says. */
function withoutMetadata(imaging: Pick<Imaging, "fit">): Imaging["fit"] {
	return async (source, options) => {
		const fitted = await imaging.fit(source, options);
		const { stream } = await rewriteMetadata({ bytes: fitted.bytes }, { keep: "colour" });
		const chunks: Uint8Array[] = [];
		for await (const chunk of stream()) chunks.push(chunk);
		return { ...fitted, bytes: Buffer.concat(chunks) };
	};
}
