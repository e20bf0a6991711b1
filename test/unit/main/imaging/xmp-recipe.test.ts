import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Recipe } from "../../../../src/contract/library.ts";
import { rewriteMetadata } from "../../../../src/main/imaging/picture-metadata.ts";
import {
	type PictureXmp,
	TRAINED_ALGORITHMIC_MEDIA,
} from "../../../../src/main/imaging/xmp-packet.ts";
import { xmpValues } from "../../../../src/main/imaging/xmp-reading.ts";
import { readRecipeXmp } from "../../../../src/main/imaging/xmp-recipe.ts";
import { gradientPng } from "../../../simulator/png.ts";
import { threadMs } from "../../../thread-time.ts";
import { newRecipe, realImaging } from "../library/test-library.ts";

const run = promisify(execFile);
const perl = await run("perl", ["-v"]).then(
	() => true,
	() => false,
);
const imaging = realImaging();
const formats = ["png", "jpeg", "webp"] as const;
type Format = (typeof formats)[number];
const files = new Map<Format, Uint8Array>();
let folder = "";

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "seedcase-xmp-"));
	const png = gradientPng({ width: 61, height: 40, seed: 3 });
	for (const format of formats) files.set(format, await encoded(png, format));
});
afterAll(async () => {
	await imaging.close();
	await rm(folder, { recursive: true, force: true });
});

const anyFit = { max: 1, maxBytes: 1e9, maxPixels: 1e9, minSide: 1, minRatio: 1e-5, maxRatio: 1e5 };
async function encoded(bytes: Uint8Array, format: Format): Promise<Uint8Array> {
	const rules = { ...anyFit, formats: [format], by: ["inline" as const] };
	return (await imaging.fit({ bytes }, { rules, gateway: "" })).bytes;
}
/** Made of the pixels alone: a file of the other format, decoded and coded anew. */
const pixels = (bytes: Uint8Array, format: Format) =>
	encoded(bytes, format === "png" ? "webp" : "png");

async function rewritten(bytes: Uint8Array, wish: Parameters<typeof rewriteMetadata>[1]) {
	const picture = await rewriteMetadata({ bytes }, wish);
	const chunks: Uint8Array[] = [];
	for await (const chunk of picture.stream()) chunks.push(chunk);
	const whole = Buffer.concat(chunks);
	expect(whole.length).toBe(picture.bytes);
	return whole;
}

function fileOf(format: Format): Uint8Array {
	const bytes = files.get(format);
	if (bytes === undefined) throw new Error("Every format has a file.");
	return bytes;
}

/** Any UTF-16 at all: control characters, half pairs, what XML forbids. */
const anyText = fc.oneof(
	fc.string({ unit: "binary", maxLength: 60 }),
	fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
	fc.constantFrom("]]>", "&amp;<a href='\"'>", "</seedcase:recipe>", "\r\n\t\0", "\ufeff\ufffe"),
);
const anyRecipe: fc.Arbitrary<Recipe> = fc
	.record({
		prompt: anyText,
		revised: anyText,
		title: anyText,
		extras: fc.dictionary(
			anyText.filter((key) => key !== "__proto__").map((key) => key.slice(0, 64)),
			fc.oneof(anyText, fc.integer(), fc.boolean()),
		),
		tags: fc.array(anyText, { maxLength: 4 }),
	})
	.map(({ prompt, revised, title, extras, tags }) => {
		const recipe = newRecipe(prompt, { count: 1 });
		return {
			...recipe,
			modelTitle: title,
			request: { ...recipe.request, extras },
			outputs: recipe.outputs.map((output) => ({ ...output, revisedPrompt: revised })),
			marks: { tags },
		};
	});

describe("a recipe inside a picture", () => {
	test.each(formats)(
		"comes back from a %s whatever is in it, and no pixel changes",
		async (format) => {
			const bytes = fileOf(format);
			await fc.assert(
				fc.asyncProperty(anyRecipe, async (recipe) => {
					const xmp: PictureXmp = {
						title: recipe.modelTitle,
						description: recipe.request.prompt,
						recipe,
					};
					const whole = await rewritten(bytes, { keep: "all", xmp });
					expect(await readRecipeXmp({ bytes: whole })).toEqual(recipe);
					// What is put in can be taken out, and the file is what it was, but for how a WebP begins.
					const clean = await rewritten(whole, { keep: "colour" });
					expect(await readRecipeXmp({ bytes: clean })).toBeUndefined();
					if (format !== "webp") expect(clean.equals(bytes)).toBe(true);
				}),
				{ numRuns: 60 },
			);
			const whole = await rewritten(bytes, { keep: "all", xmp: { recipe: newRecipe() } });
			expect(Buffer.compare(await pixels(whole, format), await pixels(bytes, format))).toBe(0);
		},
	);

	test.each(formats)("of hundreds of kilobytes comes back from a %s too", async (format) => {
		const recipe = newRecipe("少女と海 & <b>\u0001".repeat(20_000), { count: 1 });
		const xmp = { description: recipe.request.prompt, title: "kept", recipe };
		const path = join(folder, `long.${format}`);
		await writeFile(path, await rewritten(fileOf(format), { keep: "all", xmp }));
		expect(await readRecipeXmp({ path })).toEqual(recipe);
		expect((await imaging.inspect({ path })).width).toBe(61);
	});

	test("is put in once, however often", async () => {
		const [first, second] = [newRecipe("first"), newRecipe("second")];
		for (const format of formats) {
			const once = await rewritten(fileOf(format), { keep: "all", xmp: { recipe: first } });
			const twice = await rewritten(once, { keep: "all", xmp: { recipe: second } });
			expect(await readRecipeXmp({ bytes: twice })).toEqual(second);
			expect(twice.includes("first")).toBe(false);
		}
	});
});

describe("exiftool", () => {
	test.skipIf(!perl)("reads prompt, alt text and what made the picture", async () => {
		const tool = join(dirname(fileURLToPath(import.meta.resolve("exiftool-vendored.pl"))), "bin");
		for (const [format, repeat] of [
			["png", 1],
			["jpeg", 1],
			["webp", 1],
			["jpeg", 9_000],
		] as const) {
			const prompt = "A <shoe> & 少女 “neon”\non the beach".repeat(repeat);
			const xmp: PictureXmp = {
				...{ title: "Shoe 👟", description: prompt, altText: "A shoe.", tags: ["a, b", "海"] },
				digitalSourceType: TRAINED_ALGORITHMIC_MEDIA,
				...{ credit: "Seedream 4.0", creatorTool: "Seedcase", stars: 4 },
				createdAt: Date.UTC(2026, 10, 21, 12),
				recipe: newRecipe(prompt),
			};
			const path = join(folder, `tool-${repeat}.${format}`);
			await writeFile(path, await rewritten(fileOf(format), { keep: "all", xmp }));
			const flags = ["-j", "-G1", "-struct", "-validate", "-warning", "-a"];
			const { stdout } = await run("perl", [join(tool, "exiftool"), ...flags, "-XMP:all", path], {
				maxBuffer: 64e6,
			});
			const [said] = JSON.parse(stdout);
			expect(said).toMatchObject({
				"XMP-dc:Title": "Shoe 👟",
				"XMP-dc:Description": prompt,
				"XMP-dc:Subject": ["a, b", "海"],
				"XMP-iptcCore:AltTextAccessibility": "A shoe.",
				"XMP-photoshop:Credit": "Seedream 4.0",
				"XMP-xmp:CreatorTool": "Seedcase",
				"XMP-xmp:Rating": 4,
			});
			expect(said["XMP-iptcExt:DigitalSourceType"]).toMatch(/trainedAlgorithmicMedia|Trained/i);
			expect(said["ExifTool:Validate"] ?? "OK").toMatch(/OK/);
		}
	});
});

describe("a hostile file", () => {
	test("is refused or kept within bounds, wherever it is cut or changed", async () => {
		const xmp = { recipe: newRecipe() };
		for (const format of formats) {
			const bytes = await rewritten(fileOf(format), { keep: "all", xmp });
			await fc.assert(
				fc.asyncProperty(
					fc.nat(bytes.length - 1),
					fc.nat(Math.min(200, bytes.length - 1)),
					fc.nat(255),
					async (cut, at, value) => {
						const harmed = Buffer.from(bytes.subarray(0, bytes.length - cut));
						if (at < harmed.length) harmed[at] = value;
						const recipe = await readRecipeXmp({ bytes: harmed });
						if (recipe !== undefined) expect(recipe.version).toBe(1);
						try {
							const out = await rewritten(harmed, { keep: "colour" });
							expect(out.length).toBeLessThanOrEqual(harmed.length + 64);
						} catch (error) {
							expect(error).toMatchObject({
								reason: expect.stringMatching(/^reference-(damaged|not-a-picture)$/),
							});
						}
					},
				),
				{ numRuns: 200 },
			);
		}
	});

	test("with a packet made to be expensive is read in no time", () => {
		const open = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>';
		const begun = threadMs();
		for (const bait of [
			"<rdf:li ",
			"<rdf:li>",
			" dc:creator='",
			' xmlns:dc="http://purl.org/',
			"&#",
		]) {
			const packet = `${open}${bait.repeat(1_000_000)}</dc:creator>`;
			expect(xmpValues(packet, ["dc", "creator"]).length).toBeLessThanOrEqual(500);
		}
		// Seconds an honest search takes a hundredth of; one that goes back over the text, hours.
		expect(threadMs() - begun).toBeLessThan(15_000);
	});

	test("that is no picture has no recipe", async () => {
		for (const text of ["", "no picture", "<seedcase:recipe>{}</seedcase:recipe>"]) {
			expect(await readRecipeXmp({ bytes: Buffer.from(text) })).toBeUndefined();
		}
	});
});

describe("a clean picture", () => {
	test("keeps its colours and the way it is turned, and nothing else", async () => {
		const exif = Buffer.from(
			"457869660000" +
				"4d4d002a00000008" +
				"0002" +
				"011200030000000100060000" +
				"013b000200000004534e5800" +
				"00000000",
			"hex",
		);
		const segment = (marker: number, data: Buffer) =>
			Buffer.concat([
				Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]),
				data,
			]);
		const plain = Buffer.from(fileOf("jpeg"));
		const profile = segment(0xe2, Buffer.from("ICC_PROFILE\0\x01\x01 colours"));
		const loaded = Buffer.concat([
			plain.subarray(0, 2),
			segment(0xe1, exif),
			profile,
			segment(0xed, Buffer.from("Photoshop 3.0\0 secret")),
			segment(0xfe, Buffer.from("secret")),
			plain.subarray(2),
			Buffer.from("secret behind the end"),
		]);
		const clean = await rewritten(loaded, { keep: "colour" });
		expect(clean.includes("secret")).toBe(false);
		expect(clean.includes("SNX")).toBe(false);
		expect(clean.includes(profile)).toBe(true);
		const facts = await imaging.inspect({ bytes: clean });
		expect([facts.width, facts.height]).toEqual([40, 61]);
	});
});
