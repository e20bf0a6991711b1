import { createHash, randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ImageId } from "../../../src/contract/ids.ts";
import { sha256OfFile } from "../../../src/main/store/disk.ts";
import { encodePng } from "../../simulator/png.ts";
import { submitFaults } from "../../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
import {
	addAccount,
	aRequest,
	makeRigDisk,
	type Rig,
	type RigDisk,
	startRig,
} from "./studio-rig.ts";

let simulator: TokaifySimulator;
let disk: RigDisk;
let rig: Rig;
beforeEach(async () => {
	simulator = await startTokaifySimulator();
	disk = await makeRigDisk();
	rig = await startRig(disk);
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

/** Some 190 KB each: too long to be read as text. */
const pictures = [0, 1, 2].map(() => {
	const rows = randomBytes(200 * (1 + 320 * 3));
	for (let row = 0; row < 200; row += 1) rows[row * (1 + 320 * 3)] = 0;
	return encodePng(320, 200, rows);
});
const [first, second, third] = pictures.map((picture) => picture.toString("base64")) as [
	string,
	string,
	string,
];
const shas = pictures.map((picture) => createHash("sha256").update(picture).digest("hex"));
const eventOf = (index: number, picture: string) =>
	`event: image_generation.partial_succeeded\ndata: ${JSON.stringify({
		type: "image_generation.partial_succeeded",
		image_index: index,
		b64_json: picture,
	})}\n\n`;

/** What is made of a reply that the app finds at its start. */
async function found(reply: string, name = "reply") {
	simulator.script(submitFaults["stall before the reply"]);
	const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
	await simulator.taken(1);
	await rig.close();
	await writeFile(join(disk.folder, "replies", `${id}.${name}`), reply);
	rig = await startRig(disk);
	const job = await rig.ended(id);
	const files = rig.library.imagesOf(id).map(async (image) => rig.library.fileOf(image.id));
	const saved = await Promise.all(files.map(async (file) => sha256OfFile(await file)));
	return { job, saved };
}

/** The last thing a job does. */
const nothingKept = () =>
	vi.waitFor(async () => expect(await readdir(join(disk.folder, "replies"))).toEqual([]));

describe("pictures in a large reply are saved byte by byte", () => {
	const whole = { data: [{ b64_json: first }, { b64_json: second }, { b64_json: third }] };

	it.each([
		["in one line", JSON.stringify(whole)],
		["over several lines", JSON.stringify(whole, null, 2)],
		["with a backslash before each slash", JSON.stringify(whole).replaceAll("/", "\\/")],
		["with each plus written as a code", JSON.stringify(whole).replaceAll("+", "\\u002B")],
		[
			"with a few pluses written as codes",
			JSON.stringify(whole).replaceAll(/(.{90000}[^+]*)\+/g, "$1\\u002B"),
		],
		[
			"as data addresses",
			JSON.stringify(whole).replaceAll('b64_json":"', 'url":"data:image/png;base64,'),
		],
		["with line feeds inside", JSON.stringify(whole).replaceAll(/[\w+/]{80000}/g, "$&\\n")],
		[
			"as a stream",
			`${eventOf(0, first)}${eventOf(1, second)}${eventOf(2, third)}data: [DONE]\n\n`,
		],
	])("%s", async (_, reply) => {
		const { job, saved } = await found(reply);
		expect(job.state).toBe("done");
		expect(saved).toEqual(shas);
		await nothingKept();
	});

	it.each([
		["plain", JSON.stringify(whole)],
		["as a stream", `${eventOf(0, first)}${eventOf(1, second)}${eventOf(2, third)}`],
	])("as far as they came when the reply broke off: %s", async (_, reply) => {
		const { job, saved } = await found(reply.slice(0, -100_000), "reply.broken");
		expect(job.state).toBe("partial");
		expect(saved).toEqual(shas.slice(0, 2));
	});
});

it("a prompt of 100,000 letters beside a picture is read to its end", async () => {
	const prompt = "neon".repeat(25_000);
	const { job, saved } = await found(
		JSON.stringify({ data: [{ b64_json: first, revised_prompt: prompt }, { b64_json: second }] }),
	);
	expect(saved).toEqual(shas.slice(0, 2));
	const [image] = rig.library.imagesOf(job.id);
	const { recipe } = await rig.library.get(ImageId.parse(image?.id));
	expect(recipe?.outputs[0]?.revisedPrompt).toBe(prompt);
});

it("an error of 100,000 letters is told as ever", async () => {
	const { job, saved } = await found(JSON.stringify({ error: { message: "x".repeat(100_000) } }));
	expect(saved).toEqual([]);
	expect(job.state).toBe("unknown");
	expect(job.error?.detail).toMatch(/^x{299}…$/);
});
