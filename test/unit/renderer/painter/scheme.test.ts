import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, mix } from "../../../../src/renderer/painter/oklch.ts";
import { createScheme, quietTones, toneAt } from "../../../../src/renderer/painter/scheme.ts";

const hex = fc
	.integer({ min: 0, max: 0xff_ff_ff })
	.map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a scheme", () => {
	test("has light, dark and five tones between, whatever colours come in", () => {
		fc.assert(
			fc.property(fc.array(hex, { maxLength: 12 }), fc.nat(), (palette, choice) => {
				const scheme = createScheme(palette, choice);
				const lightness = scheme.tones.map(({ l }) => l);
				expect(lightness.length).toBeGreaterThanOrEqual(5);
				expect(lightness).toEqual([...lightness].sort((one, other) => other - one));
				expect(scheme.paper.l).toBeGreaterThan(0.9);
				expect(scheme.ink.l).toBeLessThan(0.34);
				expect(scheme.accent.c).toBeGreaterThan(0.05);
				expect(quietTones(scheme).length).toBeGreaterThan(0);
				expect(toneAt(scheme, 0)).toMatchObject({ l: expect.closeTo(lightness[0] ?? 0, 3) });
				expect(toneAt(scheme, 1).l).toBeCloseTo(lightness.at(-1) ?? 0, 2);
			}),
		);
	});

	test("a dark palette makes a picture at night, a light one does not", () => {
		expect(createScheme(["#101828", "#1b2a49", "#f2c14e"], 0).night).toBe(true);
		expect(createScheme(["#f3e9dc", "#e2b48c", "#2d3142"], 0).night).toBe(false);
	});

	test("the most vivid colour is the accent", () => {
		const { accent } = createScheme(["#52616b", "#eef1f2", "#f05454"], 0);
		expect(accent).toEqual(fromHex("#f05454"));
	});
});

test("a mix half-way between black and white is the grey that looks half-way", () => {
	const grey = mix(fromHex("#000000"), fromHex("#ffffff"), 0.5);
	expect(grey.l).toBeCloseTo(0.5, 3);
	expect(grey.c).toBeCloseTo(0, 3);
});
