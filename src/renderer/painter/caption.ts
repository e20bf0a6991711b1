import { css, mix } from "./oklch.ts";
import type { Canvas } from "./scene.ts";
import type { Scheme } from "./scheme.ts";

/** Inter for what it has, then what each system has for Chinese, Japanese and Korean. */
const FONTS =
	'"Inter Variable", system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji"';
const LINES = 2;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** All lengths in pixels of the picture. */
export type CaptionBand = { readonly top: number; readonly height: number };

/** The strip at the foot of the picture; the composition has what is above it. */
export function captionBand(width: number, height: number): CaptionBand {
	const band = Math.round(Math.min(height * 0.12, Math.min(width, height) * 0.082));
	return { top: height - band, height: band };
}

/** What the picture was asked to be, and its place in the set. */
export function paintCaption(
	ctx: Canvas,
	scheme: Scheme,
	what: {
		readonly width: number;
		readonly band: CaptionBand;
		readonly prompt: string;
		readonly frame: number;
		readonly frames: number;
	},
): void {
	const { width, band, prompt, frame, frames } = what;
	const ground = scheme.night ? scheme.ink : scheme.paper;
	const letters = scheme.night ? scheme.paper : scheme.ink;
	ctx.fillStyle = css(ground);
	ctx.fillRect(0, band.top, width, band.height);
	const size = band.height * 0.25;
	const inset = band.height * 0.5;
	const middle = band.top + band.height / 2;
	const backwards = RIGHT_TO_LEFT.test(prompt);
	ctx.textBaseline = "middle";
	const number = frames > 1 ? `${frame} / ${frames}` : "";
	ctx.font = `600 ${size}px ${FONTS}`;
	ctx.fillStyle = css(letters);
	ctx.direction = "ltr";
	ctx.textAlign = backwards ? "left" : "right";
	ctx.fillText(number, backwards ? inset : width - inset, middle);
	const taken = number === "" ? 0 : ctx.measureText(number).width + inset;
	ctx.font = `450 ${size}px ${FONTS}`;
	ctx.fillStyle = css(mix(letters, ground, 0.22));
	ctx.direction = backwards ? "rtl" : "ltr";
	ctx.textAlign = backwards ? "right" : "left";
	const lines = wrapped(ctx, prompt, width - inset * 2 - taken);
	for (const [index, line] of lines.entries()) {
		const y = middle + (index - (lines.length - 1) / 2) * size * 1.42;
		ctx.fillText(line, backwards ? width - inset : inset, y);
	}
}

/** The words that say a machine made it, in the corner of the picture. */
export function paintWatermark(ctx: Canvas, width: number, bottom: number, unit: number): void {
	const words = "AI generated";
	const size = unit * 1.6;
	ctx.font = `550 ${size}px ${FONTS}`;
	ctx.direction = "ltr";
	ctx.textAlign = "center";
	ctx.textBaseline = "middle";
	const [wide, high] = [ctx.measureText(words).width + size * 1.5, size * 1.9];
	const [left, top] = [width - unit * 2 - wide, bottom - unit * 2 - high];
	// A ground of its own: it can be read on any picture.
	ctx.beginPath();
	ctx.roundRect(left, top, wide, high, high / 2);
	ctx.fillStyle = "rgb(0 0 0 / 0.4)";
	ctx.fill();
	ctx.fillStyle = "rgb(255 255 255 / 0.92)";
	ctx.fillText(words, left + wide / 2, top + high / 2);
}

/** Lines of whole words as far as they go; what does not fit ends in `…`. */
function wrapped(ctx: Canvas, text: string, width: number): string[] {
	const plain = text.replaceAll(/\s+/g, " ").trim();
	const fits = (line: string) => ctx.measureText(line.trimEnd()).width <= width;
	const lines: string[] = [];
	let line = "";
	for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(plain)) {
		if (fits(line + segment)) {
			line += segment;
			continue;
		}
		if (lines.length === LINES - 1) return [...lines, shortened(ctx, line + segment, width)];
		if (line !== "") lines.push(line.trimEnd());
		line = segment.trimStart();
		if (!fits(line)) return [...lines, shortened(ctx, line, width)];
	}
	return [...lines, line.trimEnd()].filter((kept) => kept !== "");
}

function shortened(ctx: Canvas, text: string, width: number): string {
	const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	while (letters.length > 0 && ctx.measureText(`${letters.join("").trimEnd()}…`).width > width) {
		letters.pop();
	}
	return `${letters.join("").trimEnd()}…`;
}
