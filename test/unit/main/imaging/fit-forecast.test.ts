import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReferenceRules } from "../../../../src/contract/capability.ts";
import { AppError } from "../../../../src/contract/errors.ts";
import { forecastFit } from "../../../../src/contract/fit-forecast.ts";
import { gatewayAdapters } from "../../../../src/main/gateways/registry.ts";
import type { FittedImage } from "../../../../src/main/imaging/imaging.ts";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
const name = "shoe";
let maker: PictureMaker;
beforeAll(async () => {
	maker = await createPictureMaker();
});
afterAll(async () => {
	await imaging.close();
	maker.close();
});

/** The rules of every model of every gateway that takes references, each once. */
const allRules = new Map(
	gatewayAdapters
		.flatMap(({ models }) => models.map(({ references }) => references))
		.filter(({ max }) => max > 0)
		.map((rules) => [JSON.stringify(rules), rules]),
);

/** Less than many of the pictures have, and some of their copies. */
const FEW_BYTES = 2_500;

/** The gateway's own shapes and formats, with bounds that a tiny picture reaches. */
const anyRules = fc
	.record({
		rules: fc.constantFrom(...allRules.values()),
		maxPixels: fc.constantFrom(1_500, 4_000, 1_000_000),
		maxBytes: fc.constantFrom(FEW_BYTES, 1_000_000),
		minSide: fc.constantFrom(1, 15, 30),
	})
	.map(({ rules, ...bounds }): ReferenceRules => ({ ...rules, ...bounds }));

const side = fc.integer({ min: 8, max: 130 });
const format = fc.constantFrom("png", "jpeg", "webp", "gif", "tiff");

function encoded(width: number, height: number, as: string, clear: boolean): Uint8Array {
	const solid = maker.photo(width, height);
	const photo = clear && as !== "jpeg" ? maker.withAlpha(solid, 90) : solid;
	switch (as) {
		case "png":
			return photo.pngsaveBuffer();
		case "webp":
			return photo.webpsaveBuffer();
		case "gif":
			return photo.gifsaveBuffer();
		case "tiff":
			return photo.tiffsaveBuffer();
		default:
			return photo.jpegsaveBuffer();
	}
}

/** What was done, under the names of the forecast; undefined: it cannot be made to fit. */
async function fitted(bytes: Uint8Array, rules: ReferenceRules) {
	try {
		return await imaging.fit({ bytes }, { rules, gateway: "Gateway", name });
	} catch (thrown) {
		if (AppError.from(thrown).reason === "reference-cannot-fit") return undefined;
		throw thrown;
	}
}
const done = ({ steps }: FittedImage, key: string) => steps.find((step) => step.key === key);

describe("the forecast", () => {
	test("says what fitting does, for the rules of every gateway", async () => {
		await fc.assert(
			fc.asyncProperty(
				anyRules,
				side,
				side,
				format,
				fc.boolean(),
				async (rules, width, height, as, clear) => {
					const bytes = encoded(width, height, as, clear);
					const facts = { name, width, height, bytes: bytes.byteLength, format: as };
					const forecast = forecastFit(facts, rules);
					const copy = await fitted(bytes, rules);
					if (copy === undefined) {
						// Where bytes decide, whether anything is left of it shows only when it is tried.
						if (rules.maxBytes > FEW_BYTES) expect(forecast).toEqual([]);
						return;
					}
					const convert = forecast.find(({ key }) => key === "will-convert");
					const scale = forecast.find(({ key }) => key === "will-scale");
					const compress = forecast.find(({ key }) => key === "will-compress");
					expect(compress !== undefined).toBe(done(copy, "compressed") !== undefined);
					if (scale !== undefined) {
						// A copy's sides are rounded once more, and bytes may take more of them.
						expect(copy.width).toBeLessThanOrEqual(Number(scale.facts.width) + 1);
						expect(done(copy, "scaled")).toBeDefined();
					}
					const isTooHeavy = facts.bytes > rules.maxBytes;
					// A copy that barely fits may have given up its format or pixels for bytes as well.
					const isAtLimit = copy.bytes.byteLength > rules.maxBytes / 2;
					if (convert !== undefined && (isTooHeavy || !isAtLimit)) {
						expect(String(convert.facts.to).split(" / ")).toContain(copy.format.toUpperCase());
					}
					if (isTooHeavy || isAtLimit) return;
					expect(convert !== undefined).toBe(done(copy, "converted") !== undefined);
					expect(scale !== undefined).toBe(done(copy, "scaled") !== undefined);
					if (scale !== undefined) {
						expect(Math.abs(copy.width - Number(scale.facts.width))).toBeLessThanOrEqual(1);
						expect(Math.abs(copy.height - Number(scale.facts.height))).toBeLessThanOrEqual(1);
					}
				},
			),
			{ numRuns: 150 },
		);
	});

	test("is empty for what fits as it is, with the gateways' own bounds", () => {
		for (const rules of allRules.values()) {
			const facts = { name, width: 1_024, height: 768, bytes: 400_000, format: "jpeg" };
			expect(forecastFit(facts, rules)).toEqual([]);
		}
	});

	test("of a large photo names its new size and the limit of bytes", () => {
		for (const rules of allRules.values()) {
			const facts = { name, width: 12_000, height: 9_000, bytes: 90_000_000, format: "jpeg" };
			const keys = forecastFit(facts, rules).map(({ key }) => key);
			expect(keys.includes("will-scale")).toBe(rules.maxPixels < 108_000_000);
			expect(keys.includes("will-compress")).toBe(rules.maxBytes < 90_000_000);
		}
	});
});
