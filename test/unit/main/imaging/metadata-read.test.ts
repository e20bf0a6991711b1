import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readForeign } from "../../../../src/main/imaging/metadata-foreign.ts";
import { readMetadata } from "../../../../src/main/imaging/metadata-read.ts";
import { withPicture } from "../../../../src/main/imaging/read-picture.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

let maker: PictureMaker;
beforeAll(async () => {
	maker = await createPictureMaker();
});
afterAll(() => maker.close());

const metadataOf = (bytes: Uint8Array) => withPicture({ bytes }, "picture", readMetadata);

/** Puts chunks behind the header of a PNG; nobody looks at their checksums. */
function withChunks(
	png: Uint8Array,
	chunks: readonly (readonly [string, Uint8Array])[],
): Uint8Array {
	const [head, rest] = [png.subarray(0, 33), png.subarray(33)];
	const made = chunks.map(([type, data]) => {
		const chunk = Buffer.alloc(12 + data.byteLength);
		chunk.writeUInt32BE(data.byteLength);
		chunk.write(type, 4, "latin1");
		chunk.set(data, 8);
		return chunk;
	});
	return Buffer.concat([head, ...made, rest]);
}

const packedText = (keyword: string, text: string | Uint8Array) =>
	Buffer.concat([Buffer.from(`${keyword}\0\0`, "latin1"), deflateSync(text)]);
const plainText = (keyword: string, text: string) =>
	Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text)]);

/** A TIFF directory with one EXIF directory below it, little-endian: entries of type `kind` and bytes. */
function exif(
	main: readonly (readonly [number, number, Uint8Array])[],
	inner: readonly (readonly [number, number, Uint8Array])[],
): Uint8Array {
	const innerAt = 8 + 2 + (main.length + 1) * 12 + 4;
	let dataAt = innerAt + 2 + inner.length * 12 + 4;
	const data: Uint8Array[] = [];
	const directory = (entries: readonly (readonly [number, number, Uint8Array])[]) => {
		const out = Buffer.alloc(2 + entries.length * 12 + 4);
		out.writeUInt16LE(entries.length);
		for (const [at, [tag, kind, bytes]] of entries.entries()) {
			const entry = 2 + at * 12;
			out.writeUInt16LE(tag, entry);
			out.writeUInt16LE(kind, entry + 2);
			out.writeUInt32LE(kind === 4 ? 1 : bytes.byteLength, entry + 4);
			if (bytes.byteLength <= 4) out.set(bytes, entry + 8);
			else {
				out.writeUInt32LE(dataAt, entry + 8);
				data.push(bytes);
				dataAt += bytes.byteLength;
			}
		}
		return out;
	};
	const pointer = Buffer.alloc(4);
	pointer.writeUInt32LE(innerAt);
	const first = directory([...main, [0x8769, 4, pointer]]);
	const second = directory(inner);
	const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
	return Buffer.concat([head, first, second, ...data]);
}

function jpegWithExif(tiff: Uint8Array): Uint8Array {
	const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
	const segment = Buffer.from([
		0xff,
		0xe1,
		(body.byteLength + 2) >> 8,
		(body.byteLength + 2) & 255,
	]);
	const jpeg = maker.photo(64, 48).jpegsaveBuffer({ keep: "none" });
	return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}

const ascii = (text: string) => Buffer.from(`${text}\0`, "latin1");
const infotext = `少女站在霓虹灯下, (masterpiece:1.2)
second line
Negative prompt: lowres, 模糊
Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x768, Model: dream_8, Hashes: "a: 1, b: 2", Version: v1.10.1`;

describe("what other generators write", () => {
	const rows: [string, Record<string, string>, object][] = [
		[
			"AUTOMATIC1111",
			{ parameters: infotext },
			{
				generator: "Stable Diffusion WebUI",
				prompt: "少女站在霓虹灯下, (masterpiece:1.2)\nsecond line",
				negativePrompt: "lowres, 模糊",
				model: "dream_8",
			},
		],
		[
			"Forge",
			{ parameters: infotext.replace("v1.10.1", "f2.0.1v1.10.1") },
			{ generator: "Forge", model: "dream_8" },
		],
		[
			"ComfyUI",
			{
				workflow: "{}",
				prompt: JSON.stringify({
					1: { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "sdxl.safetensors" } },
					2: { class_type: "CLIPTextEncode", inputs: { text: ["9", 0], clip: ["1", 1] } },
					3: { class_type: "CLIPTextEncode", inputs: { text: "blurry", clip: ["1", 1] } },
					4: {
						class_type: "ControlNetApplyAdvanced",
						inputs: { positive: ["2", 0], negative: ["3", 0] },
					},
					5: {
						class_type: "KSampler",
						inputs: { seed: 7, steps: 20, positive: ["4", 0], negative: ["4", 1] },
					},
					9: { class_type: "PrimitiveString", inputs: { value: "a copper cat" } },
				}),
			},
			{
				generator: "ComfyUI",
				prompt: "a copper cat",
				negativePrompt: "blurry",
				model: "sdxl.safetensors",
				parameters: [
					{ name: "seed", value: "7" },
					{ name: "steps", value: "20" },
				],
			},
		],
		[
			"ComfyUI in WebP",
			{
				model: `prompt:${JSON.stringify({ 1: { class_type: "Api", inputs: { prompt: "fog" } } })}`,
			},
			{ generator: "ComfyUI", prompt: "fog" },
		],
		[
			"InvokeAI",
			{
				invokeai_metadata: JSON.stringify({
					positive_prompt: "moss",
					negative_prompt: "rain",
					model: { name: "FLUX Dev" },
					seed: 9,
				}),
			},
			{ generator: "InvokeAI", prompt: "moss", negativePrompt: "rain", model: "FLUX Dev" },
		],
		[
			"NovelAI",
			{
				software: "NovelAI",
				source: "NovelAI Diffusion V4.5 4BDE2A90",
				description: "1girl",
				comment:
					'{"prompt": "1girl, silver hair", "uc": "lowres", "steps": 28, "cfg_rescale": NaN}',
			},
			{
				generator: "NovelAI",
				prompt: "1girl, silver hair",
				negativePrompt: "lowres",
				model: "NovelAI Diffusion V4.5 4BDE2A90",
				parameters: [{ name: "steps", value: "28" }],
			},
		],
		[
			"Fooocus",
			{ usercomment: '{"base_model": "juggernaut", "prompt": "velvet", "negative_prompt": ""}' },
			{ generator: "Fooocus", prompt: "velvet", model: "juggernaut" },
		],
		[
			"SwarmUI",
			{
				parameters: '{"sui_image_params": {"prompt": "a cat", "negativeprompt": "dog", "seed": 1}}',
			},
			{ generator: "SwarmUI", prompt: "a cat", negativePrompt: "dog" },
		],
		[
			"Midjourney",
			{
				description:
					"neon panda, rain --ar 16:9 --v 6.1 Job ID: 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
			},
			{
				generator: "Midjourney",
				prompt: "neon panda, rain",
				parameters: [
					{ name: "ar", value: "16:9" },
					{ name: "v", value: "6.1" },
					{ name: "Job ID", value: "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f" },
				],
			},
		],
	];
	test.each(rows)("%s is understood", (_, texts, expected) => {
		expect(readForeign(new Map(Object.entries(texts)))).toMatchObject(expected);
	});

	test("a graph that goes round in a circle, and texts of nobody, give nothing", () => {
		const circle = { 1: { class_type: "KSampler", inputs: { positive: ["1", 0] } } };
		expect(readForeign(new Map([["prompt", JSON.stringify(circle)]]))).toBeUndefined();
		expect(readForeign(new Map([["comment", "Created with GIMP"]]))).toBeUndefined();
		expect(
			readForeign(new Map([["prompt", `{"constructor": ${"[".repeat(9_000)}`]])),
		).toBeUndefined();
	});
});

describe("metadata of files", () => {
	test("packed and international texts of a PNG are read", () => {
		const png = maker.photo(64, 48).pngsaveBuffer();
		const packed = withChunks(png, [
			["zTXt", packedText("parameters", "x\nSteps: 1, Seed: 2, Size: 3x3")],
		]);
		expect(metadataOf(packed).foreign).toMatchObject({ prompt: "x" });
		const plain = withChunks(png, [["iTXt", plainText("parameters", infotext)]]);
		expect(metadataOf(plain).foreign?.prompt).toContain("少女站在霓虹灯下");
	});

	test("a text that unpacks to a gigabyte is left alone, and what stands beside it is read", () => {
		const bomb = packedText("parameters", Buffer.alloc(64 * 1024 * 1024));
		const png = withChunks(maker.photo(64, 48).pngsaveBuffer(), [
			["zTXt", bomb],
			["iTXt", plainText("Author", "林小姐")],
		]);
		expect(metadataOf(png)).toMatchObject({ author: "林小姐" });
	});

	test.each([
		["big-endian", true],
		["little-endian", false],
	])(
		"a user comment in %s UTF-16 gives the prompt, the date its zone, the artist the author",
		(_, big) => {
			const text = Buffer.from(infotext, "utf16le");
			const comment = Buffer.concat([Buffer.from("UNICODE\0"), big ? text.swap16() : text]);
			const bytes = jpegWithExif(
				exif(
					[[0x013b, 2, ascii("Mara Lind")]],
					[
						[0x9003, 2, ascii("2024:05:06 07:08:09")],
						[0x9011, 2, ascii("+02:00")],
						[0x9286, 7, comment],
					],
				),
			);
			const read = metadataOf(bytes);
			expect(read.foreign?.prompt).toContain("少女站在霓虹灯下");
			expect(read.takenAt).toBe(Date.UTC(2024, 4, 6, 5, 8, 9));
			expect(read.author).toBe("Mara Lind");
		},
	);

	test("XMP tells words and names, and says that it is there", () => {
		const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
			<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A bottle in fog</rdf:li></rdf:Alt></dc:description>
			<dc:creator><rdf:Seq><rdf:li>陈伟</rdf:li></rdf:Seq></dc:creator>
			</rdf:Description></rdf:RDF></x:xmpmeta>`;
		const png = withChunks(maker.photo(64, 48).pngsaveBuffer(), [
			["iTXt", plainText("XML:com.adobe.xmp", xmp)],
		]);
		expect(metadataOf(png)).toEqual({
			description: "A bottle in fog",
			author: "陈伟",
			hasXmp: true,
		});
	});

	test("damaged metadata is none", () => {
		const bytes = jpegWithExif(Buffer.from("II*\0\xff\xff\xff\x7f".repeat(40), "latin1"));
		expect(metadataOf(bytes)).toEqual({});
		expect(metadataOf(maker.photo(64, 48).webpsaveBuffer())).toEqual({});
	});
});
