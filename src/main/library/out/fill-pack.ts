import { AppError } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import { contactSheets, type SheetPorts, sheetCaption } from "./export-sheets.ts";
import type { ZipEntries } from "./export-zip.ts";
import { freeNames } from "./free-names.ts";
import { HandOffManifest, MANIFEST_VERSION, manifestPicture } from "./hand-off-manifest.ts";
import type { LeavingRun } from "./leaving-run.ts";
import { preparedInOrder } from "./prepared-in-order.ts";

type Filled = Pick<HandOffManifest, "pictures" | "missing">;

/** Columns of the contact sheet of a pack: enough to a page to be looked through, each large enough to be judged. */
const PACK_COLUMNS = 4;

/**
 * Puts the pictures into a ZIP, under names of their own.
 * @param folder inside the ZIP, ending with `/`; empty: none
 * @returns what is in it, and what is missing
 */
export async function fillZip(run: LeavingRun, entries: ZipEntries, folder = ""): Promise<Filled> {
	const { ids, intent, ports, withoutPrompts, report } = run;
	const names = freeNames(intent, { withoutPrompts, taken: [] });
	const filled: { pictures: Filled["pictures"]; missing: Filled["missing"] } = {
		pictures: [],
		missing: [],
	};
	const options = { withoutPrompts, signal: report.signal };
	for await (const one of preparedInOrder(ids, intent, ports, options)) {
		const { place, id } = one;
		if ("error" in one) {
			run.problem(one);
			const { reason } = AppError.from(one.error);
			filled.missing.push({ number: place + 1, id, reason });
		} else {
			try {
				await report.breathe();
				const at = { place, total: ids.length };
				const name = names.forPicture(one.picture, at).next().value ?? id;
				names.take(name);
				const written = await entries.picture(one.picture, `${folder}${name}`);
				filled.pictures.push(manifestPicture(one.picture, written, { place, withoutPrompts }));
			} finally {
				await one.picture.close();
			}
		}
		run.done(place + 1);
	}
	run.refuseNothing(filled.pictures.length);
	return filled;
}

/** A hand-off pack: `pictures/`, `contact-sheet.pdf` and `manifest.json`. @returns how many pictures are in it */
export async function fillPack(
	run: LeavingRun,
	entries: ZipEntries,
	{
		paper,
		title,
		now,
		...ports
	}: SheetPorts & {
		readonly paper: "a4" | "letter";
		readonly title: string;
		readonly now: () => number;
	},
): Promise<number> {
	const { withoutPrompts, ids } = run;
	const filled = await fillZip(run, entries, "pictures/");
	const files = new Map(filled.pictures.map(({ id, file }) => [id, file]));
	const caption = (id: ImageId) => {
		const file = files.get(id)?.slice("pictures/".length) ?? "–";
		const words = sheetCaption(run, id, { withoutPrompts });
		return words === undefined ? file : `${file} · ${words}`;
	};
	const wish = { paper, orientation: "portrait", columns: PACK_COLUMNS, title, caption } as const;
	let sheets = 0;
	for await (const pdf of contactSheets(run, wish, { ...ports, before: ids.length })) {
		sheets += 1;
		entries.bytes(sheets === 1 ? "contact-sheet.pdf" : `contact-sheet-${sheets}.pdf`, pdf);
	}
	const manifest = HandOffManifest.parse({
		...{ format: "seedcase-hand-off", version: MANIFEST_VERSION },
		exportedAt: new Date(now()).toISOString(),
		prompts: !withoutPrompts,
		...filled,
	});
	entries.bytes("manifest.json", Buffer.from(`${JSON.stringify(manifest, undefined, "\t")}\n`));
	return filled.pictures.length;
}
