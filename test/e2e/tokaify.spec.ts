import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { submitFaults } from "../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../simulator/tokaify-simulator.ts";
import {
	addAccount,
	askForSet,
	chooseModel,
	dropReferences,
	isDrawn,
	newestJob,
	parts,
	pressGenerate,
	savedImages,
} from "./stories.ts";
import { readAllFiles, startStudio, studioTest as test } from "./studio.ts";

let simulator: TokaifySimulator;
test.beforeEach(async () => {
	simulator = await startTokaifySimulator();
});
test.afterEach(async () => {
	simulator.release();
	await simulator.close();
});

const studioAccount = () => ({ name: "Agency", address: simulator.baseUrl, key: simulator.key });

test("a key is entered and tested, a set of three with two references comes home, and stays without a network", async ({
	folders,
}) => {
	const first = await startStudio(folders);
	const { page } = first;
	await addAccount(page, studioAccount());
	await chooseModel(page, /Seedream 4\.0/);
	await parts.prompt(page).fill("One shoe on three beaches");
	await dropReferences(first, 2);
	await askForSet(page, 3);
	await parts.generate(page).click();
	const job = await newestJob(first, "done");
	expect(job.outputs).toHaveLength(3);

	expect(simulator.submits()).toBe(1);
	expect(simulator.bodies()[0]).toMatchObject({
		model: "doubao-seedream-4-0-250828",
		prompt: "One shoe on three beaches",
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: 3 },
	});
	expect(simulator.bodies()[0]?.image).toHaveLength(2);
	await first.close();
	await simulator.close();

	const second = await startStudio(folders);
	const images = await savedImages(second);
	expect(images).toHaveLength(3);
	await second.page.getByRole("button", { name: "Unstack sets" }).click();
	await expect(second.page.getByRole("option")).toHaveCount(3);
	await second.page.getByRole("option").first().dblclick();
	const shown = second.page.locator('img[src^="media://image/"]').first();
	await expect.poll(() => isDrawn(shown)).toBe(true);
	for (const image of images) {
		const bytes = await readFile(join(folders.library, image.file));
		expect(bytes.length).toBe(image.bytes);
	}
	await second.close();
});

test("a planted key is found nowhere: not in the window, the library, the logs or the settings", async ({
	folders,
}) => {
	const studio = await startStudio(folders, { env: { SEEDCASE_LOG: "1" } });
	const { page, app } = studio;
	await page.evaluate(() => {
		const heard: string[] = [];
		Object.assign(window, { heard });
		window.seedcase.on((name, payload) => heard.push(JSON.stringify([name, payload])));
	});
	await addAccount(page, { ...studioAccount(), weak: true });
	await chooseModel(page, /Seedream 4\.0/);
	await parts.prompt(page).fill("A quiet harbour");
	await parts.generate(page).click();
	await newestJob(studio, "done");
	// A refusal whose text quotes what was sent, as some gateways do.
	simulator.script({
		kind: "reply",
		charged: false,
		reply: {
			status: 400,
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ error: { message: `bad header Bearer ${simulator.key}`, code: "x" } }),
		},
	});
	await pressGenerate(studio, 2);
	await newestJob(studio, "failed");

	const heap = await app.evaluate(
		async ({ BrowserWindow }, file) => {
			await BrowserWindow.getAllWindows()[0]?.webContents.takeHeapSnapshot(file);
			return file;
		},
		join(folders.data, "window.heapsnapshot"),
	);
	expect(await readFile(heap, "latin1")).not.toContain(simulator.key);
	const shown = await page.evaluate(() => document.documentElement.outerHTML);
	expect(shown).not.toContain(simulator.key);
	const traffic = await page.evaluate(async () => {
		const names = ["accounts.list", "jobs.list", "settings.get", "app.info", "gateways.list"];
		const answers = await Promise.all(names.map((name) => window.seedcase.call(name, undefined)));
		return JSON.stringify([answers, (window as unknown as { heard: string[] }).heard]);
	});
	expect(traffic).not.toContain(simulator.key);
	await studio.close();
	for (const [path, text] of await readAllFiles(folders.home)) {
		expect(text.includes(simulator.key), path).toBe(false);
	}
});

test("killed in mid-request: the job is unknown, nothing is sent again, and sending again is a choice", async ({
	folders,
}) => {
	simulator.script(submitFaults["stall before the reply"]);
	const first = await startStudio(folders);
	await addAccount(first.page, { ...studioAccount(), weak: true });
	await chooseModel(first.page, /Seedream 4\.0/);
	await parts.prompt(first.page).fill("A long wait");
	await parts.generate(first.page).click();
	await simulator.taken(1);
	await first.kill();

	const second = await startStudio(folders);
	await newestJob(second, "unknown");
	const queue = parts.queue(second.page);
	await expect(queue.getByText(/Outcome unknown/)).toBeVisible();
	expect(simulator.submits()).toBe(1);
	await queue.getByRole("button", { name: /Send again/ }).click();
	await second.page.getByRole("alertdialog").getByRole("button", { name: "Send again" }).click();
	await newestJob(second, "done");
	expect(simulator.submits()).toBe(2);
	await second.close();
});

const staged = [
	["401 wrong key", "failed", /does not accept this key/],
	["403 no money", "failed", /no money left/],
	["429 with seconds", "failed", /taking no more requests/],
	["500 from upstream", "unknown", /failed on its side/],
	["200 web page", "unknown", /a web page instead of a reply/],
	["200 plain text", "unknown", /no picture reply/],
	["reset after the body was taken", "unknown", /connection to Tokaify was lost/],
] as const;

test("each thing a gateway can do wrong is a sentence in the queue, and is sent once", async ({
	studio,
}) => {
	const { page } = studio;
	await addAccount(page, studioAccount());
	await chooseModel(page, /Seedream 4\.0/);
	for (const [at, [name, state, sentence]] of staged.entries()) {
		simulator.script(submitFaults[name]);
		await parts.prompt(page).fill(`Fault ${at + 1}: ${name}`);
		await pressGenerate(studio, at + 1);
		await newestJob(studio, state);
		await expect(parts.queue(page).getByText(sentence).first()).toBeVisible();
	}
	expect(simulator.submits()).toBe(staged.length);
	expect(await savedImages(studio)).toEqual([]);
	await parts.prompt(page).fill("And it goes on");
	await pressGenerate(studio, staged.length + 1);
	await newestJob(studio, "done");
});
