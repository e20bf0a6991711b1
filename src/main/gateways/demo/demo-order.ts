import { checkSize } from "../../../contract/check-size.ts";
import type { RequestSize } from "../../../contract/generation.ts";
import type { PaintSpec } from "../../../contract/paint-spec.ts";
import { demoPainter } from "./demo-models.ts";
import type { DemoBody } from "./demo-wire.ts";

/** The painter shows two lines of it; a link must not grow with the rest. */
const CAPTION_CHARS = 240;
const COLOURS = 6;

/** Why an order cannot be painted, in the words of an error reply. */
export type OrderProblem = { readonly parameter: string; readonly message: string };

/** References of an order, in their order. */
export function referencesOf({ image }: DemoBody): readonly string[] {
	return image === undefined ? [] : [image].flat();
}

export function isSet(body: DemoBody): boolean {
	return body.sequential_image_generation === "auto";
}

export function countOf(body: DemoBody): number {
	if (!isSet(body)) return body.n ?? 1;
	return body.sequential_image_generation_options?.max_images ?? demoPainter.set?.max ?? 1;
}

/** The limits of the capability record, held as strictly as a real gateway holds its own. */
export function orderProblem(body: DemoBody): OrderProblem | undefined {
	const count = countOf(body);
	const references = referencesOf(body).length;
	const most = isSet(body) ? demoPainter.set?.max : demoPainter.single.max;
	if (count > (most ?? 1)) return { parameter: "n", message: `at most ${most} pictures` };
	if (references > demoPainter.references.max) {
		return { parameter: "image", message: `at most ${demoPainter.references.max} references` };
	}
	const together = demoPainter.referencesPlusImages;
	if (together !== undefined && references + count > together) {
		return { parameter: "image", message: `at most ${together} references and pictures` };
	}
	if (Array.from(body.prompt).length > demoPainter.prompt.maxChars) {
		return { parameter: "prompt", message: `at most ${demoPainter.prompt.maxChars} characters` };
	}
	const size = requestedSize(body.size);
	if (size === undefined || checkSize(size, demoPainter) !== undefined) {
		return { parameter: "size", message: `${body.size} is not a size of this model` };
	}
	return undefined;
}

/**
 * The pictures of an order. Those of a set share a seed, and with it composition and light; separate
 * ones share nothing.
 * @param palettes the main colours of each reference, the most present first
 * @param newSeed a different number each time, below 2^32
 */
export function paintings(
	body: DemoBody,
	palettes: readonly (readonly string[])[],
	newSeed: () => number,
): PaintSpec[] {
	const count = countOf(body);
	const set = isSet(body);
	const shared = newSeed();
	const prompt = Array.from(body.prompt).slice(0, CAPTION_CHARS).join("");
	return Array.from({ length: count }, (_, index) => ({
		...pixelsOf(body),
		seed: set || index === 0 ? shared : newSeed(),
		palette: mixedPalette(palettes),
		prompt,
		frame: set ? index + 1 : 1,
		frames: set ? count : 1,
		watermark: body.watermark,
		format: body.output_format,
	}));
}

function requestedSize(text: string): RequestSize | undefined {
	const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(text) ?? [];
	if (width === undefined) return { kind: "tier", tier: text };
	return { kind: "pixels", width: Number(width), height: Number(height) };
}

/** A tier leaves the shape to the model, which takes it from the prompt; so does this one. */
function pixelsOf({ size: text, prompt }: DemoBody): { width: number; height: number } {
	const size = requestedSize(text);
	if (size?.kind === "pixels") return { width: size.width, height: size.height };
	const shapes = demoPainter.size.tiers.find(({ id }) => id === text)?.shapes ?? [];
	const shape = shapes.find(({ ratio }) => ratio === ratioFor(prompt)) ?? shapes[0];
	return { width: shape?.width ?? 2048, height: shape?.height ?? 2048 };
}

function ratioFor(prompt: string): string {
	if (/\b(panorama|banner|cinematic|widescreen)\b|全景|横幅|宽幅|电影/i.test(prompt)) return "16:9";
	if (/\b(poster|portrait|cover|story)\b|海报|人像|竖版|封面/i.test(prompt)) return "3:4";
	return "1:1";
}

/** The first colour of every reference, then the second of each, and so on: all have their say. */
function mixedPalette(palettes: readonly (readonly string[])[]): string[] {
	const longest = Math.max(0, ...palettes.map((palette) => palette.length));
	const turns = Array.from({ length: longest }, (_, turn) => palettes.map((one) => one[turn]));
	const colours = turns.flat().filter((colour) => colour !== undefined);
	return [...new Set(colours)].slice(0, COLOURS);
}
