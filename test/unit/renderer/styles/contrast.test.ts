import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(
	new URL("../../../../src/renderer/styles/theme.css", import.meta.url),
	"utf8",
);

/** Colours by name: `[light, dark]`. */
const colours = new Map(
	[...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
		([, name = "", light = "", dark = ""]) => [name, [light, dark] as const],
	),
);

function channel(hex: string, at: number): number {
	const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
	return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

function contrast(name: string, ground: string, theme: 0 | 1): number {
	const [a, b] = [colours.get(name)?.[theme], colours.get(ground)?.[theme]];
	if (a === undefined || b === undefined) throw new Error(`no colour ${name} or ${ground}`);
	const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

const grounds = [
	"surface-0",
	"surface-1",
	"surface-2",
	"surface-3",
	"raised",
	"field",
	"button",
	"button-hover",
];

const texts: readonly (readonly [text: string, grounds: readonly string[]])[] = [
	["text", [...grounds, "accent-soft"]],
	["text-2", grounds],
	["text-3", grounds],
	["accent", ["surface-0", "surface-1", "raised"]],
	["danger", ["surface-0", "surface-1", "raised", "danger-soft"]],
	["warn", ["surface-0", "surface-1", "raised", "warn-soft"]],
	["safe", ["surface-0", "surface-1", "raised"]],
	["on-accent", ["accent", "accent-hover"]],
	["raised", ["danger"]],
];

describe.each([
	["light", 0],
	["dark", 1],
] as const)("in the %s theme", (_, theme) => {
	test.each(texts.flatMap(([text, on]) => on.map((ground) => [text, ground] as const)))(
		"%s on %s can be read (4.5:1)",
		(text, ground) => {
			expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
		},
	);

	test.each(
		["edge", "accent"].flatMap((mark) =>
			["surface-0", "surface-1", "surface-2", "raised", "field"].map((on) => [mark, on] as const),
		),
	)("%s on %s can be made out (3:1)", (mark, ground) => {
		expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3);
	});

	test.each([
		"surface-0",
		"surface-1",
		"surface-2",
		"surface-3",
		"raised",
		"field",
		"button",
		"line",
		"edge",
		"text",
		"text-2",
		"text-3",
	])("%s has no hue, so that pictures keep theirs", (name) => {
		const hex = colours.get(name)?.[theme] ?? "";
		expect(hex.slice(1, 3)).toBe(hex.slice(3, 5));
		expect(hex.slice(3, 5)).toBe(hex.slice(5, 7));
	});
});
