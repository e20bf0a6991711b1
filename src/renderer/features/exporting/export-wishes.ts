import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { DEFAULT_NAMES } from "../../../contract/export-names.ts";
import type { ImageId, RunId } from "../../../contract/ids.ts";
import { MAX_EDITED } from "../../../contract/library-edit.ts";
import {
	ExportMetadata,
	type PictureExport,
	type PictureIntent,
} from "../../../contract/picture-export.ts";

export const exportKinds = ["folder", "zip", "contact-sheet", "hand-off"] as const;
export type ExportKind = (typeof exportKinds)[number];

export const exportFormats = ["same", "png", "jpeg", "webp"] as const;
/** Px of the longer side; 0: as it is. */
export const exportSides = [0, 4_096, 2_048, 1_600, 1_024, 512] as const;
/** Bytes; 0: no limit. */
export const exportLimits = [0, 5_000_000, 2_000_000, 1_000_000, 500_000, 200_000] as const;

/** What the designer chose; what an older version wrote and this one does not know falls back. */
const Wishes = z.object({
	kind: z.enum(exportKinds).catch("folder"),
	metadata: ExportMetadata.catch("as-is"),
	/** Of a hand-off pack: whoever gets it wants to know what the pictures are. */
	packMetadata: ExportMetadata.catch("recipe"),
	format: z.enum(exportFormats).catch("same"),
	maxSide: z.literal(exportSides).catch(0),
	maxBytes: z.literal(exportLimits).catch(0),
	names: z.string().max(200).catch(DEFAULT_NAMES),
	withoutPrompts: z.boolean().catch(false),
	paper: z.enum(["a4", "letter"]).catch("a4"),
	orientation: z.enum(["portrait", "landscape"]).catch("portrait"),
	columns: z.int().min(2).max(8).catch(4),
	captions: z.boolean().catch(true),
});
export type ExportWishes = z.infer<typeof Wishes>;

/** The last choices, kept from one run to the next. */
export const useExportWishes = create<ExportWishes>()(
	persist(() => Wishes.parse({}), {
		name: "export",
		storage: createJSONStorage(() => localStorage),
		merge: (kept, state) => ({ ...state, ...Wishes.catch(state).parse(kept) }),
	}),
);

/** Where the metadata is chosen by leaving prompts out: nothing may stay that could hold one. */
export function leavesPromptsOut({ kind, withoutPrompts }: ExportWishes): boolean {
	return kind === "hand-off" && withoutPrompts;
}

/** A limit of bytes means something only where quality can give way. */
export function canLimitBytes({ format }: Pick<ExportWishes, "format">): boolean {
	return format === "jpeg" || format === "webp";
}

/** What the files of this kind of export carry with them. */
export function metadataOf({ kind, metadata, packMetadata }: ExportWishes): ExportMetadata {
	return kind === "hand-off" ? packMetadata : metadata;
}

export function intentOf(wishes: ExportWishes): PictureIntent {
	const { format, maxSide, maxBytes } = wishes;
	const names = wishes.names.trim();
	return {
		metadata: metadataOf(wishes),
		...(format !== "same" && { format }),
		...(maxSide > 0 && { maxSide }),
		...(maxBytes > 0 && canLimitBytes(wishes) && { maxBytes }),
		...(names !== "" && { names }),
	};
}

/** The order main gets. @param title names what comes out */
export function exportOrder(
	wishes: ExportWishes,
	{
		run,
		ids,
		title,
	}: { readonly run: RunId; readonly ids: readonly ImageId[]; readonly title: string },
): PictureExport {
	const { paper, orientation, columns, captions, withoutPrompts } = wishes;
	const order = { run, ids: ids.slice(0, MAX_EDITED), title, intent: intentOf(wishes) };
	switch (wishes.kind) {
		case "folder":
		case "zip":
			return { ...order, as: { kind: wishes.kind } };
		case "contact-sheet":
			return { ...order, as: { kind: wishes.kind, paper, orientation, columns, captions } };
		case "hand-off":
			return { ...order, as: { kind: wishes.kind, withoutPrompts, paper } };
	}
}
