import type { PictureIntent } from "../../contract/picture-export.ts";

/** A name of words would tell the prompt that the file itself keeps to itself. */
const plainNames = "{date} {n}";

/** What can be chosen for pictures that are dragged out, in the order offered. */
export const dragPresets = [
	{ id: "as-is", intent: { metadata: "as-is" } },
	{ id: "numbered", intent: { metadata: "as-is", names: "{prompt} {n}" } },
	{ id: "recipe", intent: { metadata: "recipe" } },
	{ id: "clean", intent: { metadata: "clean", names: plainNames } },
	{ id: "marked", intent: { metadata: "marked", names: plainNames } },
	{
		id: "jpeg-2048",
		intent: { metadata: "clean", format: "jpeg", maxSide: 2_048, names: plainNames },
	},
	{
		id: "webp-500",
		intent: { metadata: "clean", format: "webp", maxBytes: 500_000, names: plainNames },
	},
] as const satisfies readonly { readonly id: string; readonly intent: PictureIntent }[];

export type DragPresetId = (typeof dragPresets)[number]["id"];

/** The choice that means exactly this; undefined: an older or newer version offered it. */
export function presetOf(intent: PictureIntent): DragPresetId | undefined {
	return dragPresets.find((preset) => keyOf(preset.intent) === keyOf(intent))?.id;
}

/** True when the very files leave. */
export function isUntouched(intent: PictureIntent): boolean {
	return keyOf(intent) === keyOf({ metadata: "as-is" });
}

function keyOf({ metadata, format, maxSide, maxBytes, names }: PictureIntent): string {
	return JSON.stringify([metadata, format, maxSide, maxBytes, names]);
}
