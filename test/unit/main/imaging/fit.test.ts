import { afterAll, beforeAll, describe, expect, test } from "vitest";
import english from "../../../../resources/locales/en/fitting.json" with { type: "json" };
import chinese from "../../../../resources/locales/zh-CN/fitting.json" with { type: "json" };
import type { ReferenceRules } from "../../../../src/contract/capability.ts";
import type { FittedImage } from "../../../../src/main/imaging/imaging.ts";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
const name = "shoe.png";
let maker: PictureMaker;

beforeAll(async () => {
	maker = await createPictureMaker();
});
afterAll(async () => {
	await imaging.close();
	maker.close();
});

const wide: ReferenceRules = {
	max: 14,
	formats: ["jpeg", "png", "webp", "gif", "tiff"],
	maxBytes: 10_000_000,
	maxPixels: 36_000_000,
	minSide: 15,
	minRatio: 1 / 16,
	maxRatio: 16,
	by: ["inline"],
};

async function fitFor(
	bytes: Uint8Array,
	rules: Partial<ReferenceRules> = {},
): Promise<FittedImage> {
	const fitted = await imaging.fit(
		{ bytes },
		{ rules: { ...wide, ...rules }, gateway: "Tokaify", name },
	);
	// Whatever was done, the answer must be true of the bytes.
	expect(await imaging.inspect({ bytes: fitted.bytes })).toEqual({
		width: fitted.width,
		height: fitted.height,
		format: fitted.format,
		bytes: fitted.bytes.byteLength,
	});
	return fitted;
}

const keysOf = (fitted: FittedImage) => fitted.steps.map(({ key }) => key);

describe("fit", () => {
	test("what fits already comes back byte for byte, without a step", async () => {
		const photo = maker.photo(300, 200);
		for (const bytes of [photo.jpegsaveBuffer(), photo.pngsaveBuffer(), photo.webpsaveBuffer()]) {
			const fitted = await fitFor(bytes);
			expect(fitted.steps).toEqual([]);
			expect(Buffer.compare(fitted.bytes, bytes)).toBe(0);
		}
	});

	test("a picture on its side is turned upright, and its EXIF data stays behind", async () => {
		const bytes = maker.withPlace(maker.turned(maker.photo(60, 40), 6)).jpegsaveBuffer();
		expect(Buffer.from(bytes).includes("Exif")).toBe(true);
		const fitted = await fitFor(bytes);
		expect(fitted).toMatchObject({ width: 40, height: 60, format: "jpeg" });
		expect(fitted.steps).toEqual([{ key: "turned-upright", facts: { name } }]);
		expect(Buffer.from(fitted.bytes).includes("Exif")).toBe(false);
	});

	test("a format the gateway does not take becomes JPEG, or PNG where something shows through", async () => {
		const photo = maker.photo(60, 40);
		const solid = await fitFor(photo.webpsaveBuffer(), { formats: ["jpeg", "png"] });
		expect(solid.steps).toEqual([{ key: "converted", facts: { name, from: "WEBP", to: "JPEG" } }]);
		const clear = maker.withAlpha(photo, 90).webpsaveBuffer();
		expect((await fitFor(clear, { formats: ["jpeg", "png"] })).format).toBe("png");
		const opaque = maker.withAlpha(photo, 255).webpsaveBuffer({ lossless: true });
		expect((await fitFor(opaque, { formats: ["jpeg", "png"] })).format).toBe("jpeg");
		const avif = await fitFor(photo.heifsaveBuffer({ compression: "av1" }));
		expect(avif.steps).toEqual([{ key: "converted", facts: { name, from: "AVIF", to: "JPEG" } }]);
	});

	test("only JPEG taken: what shows through is laid on white", async () => {
		const clear = maker.withAlpha(maker.photo(60, 40), 0).pngsaveBuffer();
		const fitted = await fitFor(clear, { formats: ["jpeg"] });
		expect(fitted.format).toBe("jpeg");
		const [white] = await imaging.palette({ bytes: fitted.bytes }, { count: 1 });
		expect(white).toBe("#ffffff");
	});

	test("an animation is sent as its first frame", async () => {
		const animation = maker.animation([maker.photo(40, 40), maker.plain(40, 40)]);
		const fitted = await fitFor(animation.gifsaveBuffer());
		expect(fitted.steps).toEqual([
			{ key: "first-frame", facts: { name, frames: 2 } },
			{ key: "converted", facts: { name, from: "GIF", to: "JPEG" } },
		]);
		expect(keysOf(await fitFor(animation.webpsaveBuffer()))).toEqual(["first-frame"]);
	});

	test("printing inks become screen colours", async () => {
		const inks = maker.photo(60, 40).colourspace("cmyk").jpegsaveBuffer();
		const fitted = await fitFor(inks);
		expect(fitted.steps).toEqual([{ key: "made-rgb", facts: { name } }]);
		expect(maker.open(fitted.bytes).interpretation).toBe("srgb");
	});

	test("copies hold 8 bits a channel, whatever the original holds", async () => {
		const deep = maker.photo(60, 40).colourspace("rgb16");
		const grey = deep.extractBand(1).copy({ interpretation: "grey16" });
		for (const picture of [deep, grey]) {
			const fitted = await fitFor(picture.pngsaveBuffer(), { maxPixels: 600 });
			expect(maker.open(fitted.bytes)).toMatchObject({ format: "uchar", width: 30, height: 20 });
		}
	});

	test("too many pixels are scaled down, in the same shape", async () => {
		const fitted = await fitFor(maker.photo(400, 200).pngsaveBuffer(), { maxPixels: 20_000 });
		expect(fitted.steps).toEqual([
			{ key: "scaled", facts: { name, fromWidth: 400, fromHeight: 200, width: 200, height: 100 } },
		]);
		expect(fitted.format).toBe("png");
	});

	test("too many bytes give up format, then quality, then pixels, and no more than needed", async () => {
		const photo = maker.photo(600, 400);
		const png = photo.pngsaveBuffer();
		const asJpeg = await fitFor(png, { maxBytes: photo.jpegsaveBuffer({ Q: 92 }).length + 1_000 });
		expect(keysOf(asJpeg)).toEqual(["converted", "compressed"]);
		expect(asJpeg).toMatchObject({ format: "jpeg", width: 600 });
		const lower = await fitFor(png, { maxBytes: photo.jpegsaveBuffer({ Q: 80 }).length });
		expect(lower).toMatchObject({ format: "jpeg", width: 600 });
		expect(lower.bytes.byteLength).toBeLessThan(asJpeg.bytes.byteLength);
		const tiny = await fitFor(png, { maxBytes: 6_000 });
		expect(keysOf(tiny)).toEqual(["converted", "scaled", "compressed"]);
		expect(tiny.bytes.byteLength).toBeLessThanOrEqual(6_000);
		expect(tiny.width / tiny.height).toBeCloseTo(1.5, 1);
		const clear = maker.withAlpha(photo, 90).pngsaveBuffer();
		expect(await fitFor(clear, { maxBytes: 60_000 })).toMatchObject({ format: "webp", width: 600 });
		const png8 = await fitFor(clear, { maxBytes: 60_000, formats: ["png"] });
		expect(png8.format).toBe("png");
		expect(png8.bytes.byteLength).toBeLessThanOrEqual(60_000);
	});

	test("what only a crop or another picture would mend is refused with the gateway's limits", async () => {
		const rules = { ...wide, gateway: "Tokaify" };
		const facts = {
			name,
			gateway: "Tokaify",
			minRatio: "1:16",
			maxRatio: "16:1",
			minSide: 15,
		};
		for (const bytes of [
			maker.photo(3_400, 200).pngsaveBuffer(),
			maker.photo(200, 3_400).pngsaveBuffer(),
			maker.photo(14, 20).pngsaveBuffer(),
		]) {
			await expect(fitFor(bytes, rules)).rejects.toMatchObject({
				failure: { reason: "reference-cannot-fit", facts },
			});
		}
		const noRoom = fitFor(maker.photo(300, 200).pngsaveBuffer(), { maxBytes: 300, minSide: 150 });
		await expect(noRoom).rejects.toMatchObject({ reason: "reference-cannot-fit" });
	});

	test("a damaged picture is never sent, not even untouched", async () => {
		const bytes = maker.photo(300, 200).jpegsaveBuffer();
		await expect(fitFor(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({
			reason: "reference-damaged",
		});
	});

	test("every step has a sentence in both languages, with the same blanks", async () => {
		const blanks = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, b]) => b);
		const inks = maker.turned(maker.photo(600, 400), 6).colourspace("cmyk").tiffsaveBuffer();
		const animation = maker.animation([maker.photo(600, 400), maker.plain(600, 400)]);
		const rules = { maxBytes: 20_000, maxPixels: 100_000 };
		const all = [
			...(await fitFor(inks, rules)).steps,
			...(await fitFor(animation.gifsaveBuffer(), rules)).steps,
		];
		// Those in future tense are said before it is done (`fit-forecast.ts`).
		const past = Object.keys(english).filter((key) => !key.startsWith("will-"));
		expect(new Set(all.map(({ key }) => key))).toEqual(new Set(past));
		for (const { key, facts } of all) {
			for (const sentences of [english, chinese]) {
				const sentence = Object.entries(sentences).find(([name]) => name === key)?.[1] ?? "";
				expect(blanks(sentence).sort(), key).toEqual(Object.keys(facts).sort());
			}
		}
	});
});
