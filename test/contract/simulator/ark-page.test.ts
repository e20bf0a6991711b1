import { expect, test } from "vitest";
import { arkCheck } from "../../simulator/ark-page.ts";
import { gradientPng } from "../../simulator/png.ts";

const ark = arkCheck("ark");
const modelark = arkCheck("modelark");
const lite = "doubao-seedream-5-0-260128";
const four5 = "doubao-seedream-4-5-251128";
const four = "doubao-seedream-4-0-250828";
const link = "https://example.com/a.png";
const base64 = (width: number, height: number) => gradientPng({ width, height }).toString("base64");
const set = (max_images?: unknown) => ({
	sequential_image_generation: "auto",
	...(max_images !== undefined && { sequential_image_generation_options: { max_images } }),
});
const bodyOf = (model: string, more: object) =>
	JSON.parse(JSON.stringify({ model, prompt: "fog", ...more }));

test.each([
	["nothing but model and prompt", lite, {}, 1],
	["3K of the lite model", lite, { size: "3K" }, 1],
	["the largest listed shape", lite, { size: "5504x3040" }, 1],
	[
		"PNG and a search of the lite model",
		lite,
		{ output_format: "png", tools: [{ type: "web_search" }] },
		1,
	],
	["1K of 4.0", four, { size: "1K" }, 1],
	["a fast prompt of 4.0", four, { optimize_prompt_options: { mode: "fast" } }, 1],
	["a set without a number", four, set(), 15],
	["a set without a number beside references", four, { ...set(), image: [link, link] }, 13],
	["a set of four as a stream", four5, { ...set(4), stream: true }, 4],
	["a picture inline", four5, { image: `data:image/png;base64,${base64(40, 30)}` }, 1],
])("Ark takes %s", (_, model, more, images) => {
	expect(ark(bodyOf(model, more))).toMatchObject({ images });
});

test.each([
	["an unknown model", "seedream-9", {}],
	["a model of the other region", "seedream-5-0-260128", {}],
	["n", lite, { n: 2 }],
	["a user", lite, { user: "client-7" }],
	["a seed", four, { seed: 7 }],
	["a guidance scale", four, { guidance_scale: 3 }],
	["PNG of 4.5", four5, { output_format: "png" }],
	["JPEG of 4.0", four, { output_format: "jpeg" }],
	["WebP", lite, { output_format: "webp" }],
	["a search of 4.5", four5, { tools: [{ type: "web_search" }] }],
	["a fast prompt of the lite model", lite, { optimize_prompt_options: { mode: "fast" } }],
	["1K of the lite model", lite, { size: "1K" }],
	["3K of 4.5", four5, { size: "3K" }],
	["a ratio", lite, { size: "16:9" }],
	["too few pixels", lite, { size: "2559x1440" }],
	["too many pixels", four5, { size: "4097x4096" }],
	["set options without a set", four, { sequential_image_generation_options: { max_images: 2 } }],
	["a set of sixteen", four, set(16)],
	["fifteen references", four, { image: Array(15).fill(link) }],
	["more than fifteen together", four, { ...set(14), image: [link, link] }],
	["an upper-case format", four, { image: `data:image/PNG;base64,${base64(40, 30)}` }],
	["a format by a wrong name", four, { image: `data:image/jpeg;base64,${base64(40, 30)}` }],
	["a side of 14 px", four, { image: `data:image/png;base64,${base64(14, 30)}` }],
	["a picture of 17:1", four, { image: `data:image/png;base64,${base64(340, 20)}` }],
	["a stream as text", four, { stream: "true" }],
	["an empty prompt", four, { prompt: "" }],
])("Ark refuses %s", (_, model, more) => {
	const reply = ark(bodyOf(model, more));
	if (!("status" in reply)) throw new Error("it was taken");
	expect([400, 404]).toContain(reply.status);
	expect(JSON.parse(reply.body)).toMatchObject({ error: { code: expect.any(String) } });
});

test("ModelArk takes its own ids alone", () => {
	expect(modelark(bodyOf("seedream-4-5-251128", {}))).toMatchObject({ images: 1 });
	expect(modelark(bodyOf(four5, {}))).toMatchObject({ status: 404 });
});
