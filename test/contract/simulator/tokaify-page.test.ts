import { expect, test } from "vitest";
import { jpegSamples } from "../../simulator/jpeg-samples.ts";
import { gradientPng } from "../../simulator/png.ts";
import { checkSubmit } from "../../simulator/tokaify-page.ts";
import { startTokaifySimulator } from "../../simulator/tokaify-simulator.ts";

const lite = "doubao-seedream-5-0-lite-260128";
const four = "doubao-seedream-4-0-250828";
const plain = { model: four, prompt: "fog" };
const base64 = gradientPng({ width: 20, height: 20 }).toString("base64");
const link = "https://example.com/a.png";
const set = (max_images: unknown) => ({
	sequential_image_generation: "auto",
	sequential_image_generation_options: { max_images },
});

test.each([
	["nothing but model and prompt", {}],
	["a set of fifteen", set(15)],
	["fourteen references and one picture", { image: Array(14).fill(link) }],
	["a reference inline", { image: `data:image/png;base64,${base64}` }],
	["the smallest picture of 4.0", { size: "1280x720" }],
	["the largest picture", { size: "4096x4096" }],
	["the most stretched picture", { size: "16384x1024" }],
	["ten pictures", { n: 10 }],
	["a stream", { stream: true }],
])("the simulator takes %s", (_, more) => {
	expect(checkSubmit({ ...plain, ...more })).not.toHaveProperty("status");
});

test.each([
	["no model", { model: undefined }],
	["an unknown model", { model: "seedream-9" }],
	["an empty prompt", { prompt: "" }],
	["a prompt over 200,000 characters", { prompt: "x".repeat(200_001) }],
	["an undocumented field", { seed: 7 }],
	["an empty user", { user: "" }],
	["a null", { quality: null }],
	["a tier that is not offered", { size: "3K" }],
	["a size in other words", { size: "2048*2048" }],
	["too few pixels for 4.0", { size: "1279x720" }],
	["too few pixels for 5.0 lite", { model: lite, size: "2559x1440" }],
	["too many pixels", { size: "4097x4096" }],
	["too long a picture", { size: "16400x1024" }],
	["n of 11", { n: 11 }],
	["n as text", { n: "2" }],
	["a set of sixteen", set(16)],
	["a set of none", set(0)],
	["set options without a set", { sequential_image_generation_options: { max_images: 2 } }],
	["fifteen references", { image: Array(15).fill(link) }],
	["more than fifteen together", { image: Array(14).fill(link), ...set(2) }],
	["an empty list of references", { image: [] }],
	["an upper-case format", { image: `data:image/PNG;base64,${base64}` }],
	["a format that is not taken", { image: `data:image/avif;base64,${base64}` }],
	["a wrong format", { image: `data:image/jpeg;base64,${base64}` }],
	["broken base64", { image: `data:image/png;base64,${base64.slice(0, -3)}` }],
	["bare base64", { image: base64 }],
	["a file address", { image: "file:///a.png" }],
	["streaming by a word", { stream: "true" }],
	["a wrong answer form", { response_format: "png" }],
])("the simulator refuses %s", (_, more) => {
	expect(checkSubmit(JSON.parse(JSON.stringify({ ...plain, ...more })))).toMatchObject({
		status: 400,
	});
});

test("the samples are what they say", () => {
	for (const sample of jpegSamples) {
		const image = `data:image/jpeg;base64,${sample.toString("base64")}`;
		expect(checkSubmit({ ...plain, image })).not.toHaveProperty("status");
		expect(sample.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
	}
	expect(gradientPng({ width: 7, height: 5, seed: 1 })).not.toEqual(
		gradientPng({ width: 7, height: 5, seed: 2 }),
	);
});

test("the simulator counts submits and charges apart, and knows only its own addresses", async () => {
	const simulator = await startTokaifySimulator({ realSizes: true });
	const post = (path: string, body: unknown, key = simulator.key) =>
		fetch(`${simulator.baseUrl}${path}`, {
			method: "POST",
			headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
			body: JSON.stringify(body),
		});
	const path = "/images/generations";
	const made = await post(path, { ...plain, size: "1280x720", ...set(2) });
	const reply = (await made.json()) as { data: { url: string }[] };
	expect((await post(path, plain, "sk-other")).status).toBe(401);
	expect((await post(path, { ...plain, seed: 1 })).status).toBe(400);
	expect((await post("/images/edits", plain)).status).toBe(404);
	expect([simulator.submits(), simulator.charges()]).toEqual([3, 2]);

	const urls = reply.data.map((entry) => entry.url);
	const pictures = await Promise.all(
		urls.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
	);
	const [first, second] = pictures;
	expect([first?.readUInt32BE(16), first?.readUInt32BE(20)]).toEqual([1280, 720]);
	expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
	expect(simulator.fetches()).toEqual([1, 1]);
	const withKey = await fetch(urls[0] ?? "", { headers: { authorization: "Bearer x" } });
	expect(withKey.status).toBe(400);
	await simulator.close();
});
