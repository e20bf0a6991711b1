import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Account } from "../../src/contract/accounts.ts";
import type { BoardDocument } from "../../src/contract/board.ts";
import type { GenerationRequest } from "../../src/contract/generation.ts";
import { gradientPng } from "../simulator/png.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import {
	boardOf,
	boardWith,
	canvasOf,
	drag,
	dropFromOutside,
	dropPictures,
	itemNamed,
	middleOf,
	overlaps,
	spotOf,
	work,
} from "./board-parts.ts";
import { askForPictures, chooseModelOf, labels, saveAccount } from "./gateway-stories.ts";
import { newestJob, parts, pressGenerate } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";

/** Room for a board with everything around it. */
const ROOMY = [1720, 1100] as const;

/** Serves one picture, and a page to log in at in place of all others. */
async function serveWeb(): Promise<{ readonly origin: string; readonly server: Server }> {
	const server = createServer((request, reply) => {
		if (request.url === "/lamp.png") {
			reply.writeHead(200, { "content-type": "image/png" });
			reply.end(gradientPng({ width: 200, height: 120, seed: 9 }));
			return;
		}
		reply.writeHead(200, { "content-type": "text/html" });
		reply.end("<!doctype html><title>Log in</title><form></form>");
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Has Demo draw a picture that the form and the board know nothing of. */
async function drawForLibrary(studio: Studio): Promise<void> {
	const [account] = await studio.ask<Account[]>("accounts.list");
	const request: GenerationRequest = {
		account: (account as Account).id,
		model: "demo-painter",
		prompt: "A lighthouse in the fog",
		references: [],
		size: { kind: "pixels", width: 1024, height: 1024 },
		mode: "single",
		count: 1,
		extras: {},
	};
	await studio.ask("jobs.submit", { requests: [request] });
	await newestJob(studio, "done");
}

test("files, folders, pictures of the web and of the library land on the board, and what cannot says why", async ({
	folders,
}) => {
	const web = await serveWeb();
	const studio = await startStudio(folders, { stage: "board", size: ROOMY });
	const { page } = studio;
	await drawForLibrary(studio);
	await saveAccount(studio, { gateway: "ark", baseUrl: `${web.origin}/api/v3`, key: "key-1234" });
	const folder = join(folders.home, "mood");
	await mkdir(folder);
	const png = (seed: number) => gradientPng({ width: 300, height: 200, seed });
	await writeFile(join(folder, "a.png"), png(1));
	await writeFile(join(folder, "b.png"), png(2));
	await writeFile(join(folder, "torn.png"), png(3).subarray(0, 400));
	await writeFile(join(folder, "notes.txt"), "no picture");
	await writeFile(join(folders.home, "c.png"), png(4));

	const at = (x: number, y: number) =>
		boardOf(studio).then((board) => spotOf(page, board, { x, y }));
	await dropFromOutside(page, await at(-100, -100), {
		files: [folder, join(folders.home, "c.png")],
	});
	const troubles = page.getByRole("region", { name: "What could not be put on the board" });
	await expect(troubles.getByText(/torn\.png is damaged or cut short/)).toBeVisible();
	await expect(troubles.getByText(/1 file in the folders is no picture/)).toBeVisible();
	await boardWith(studio, 3);

	for (const name of ["lamp", "member"]) {
		const url = `${web.origin}/${name}.png`;
		const html = `<a href="${web.origin}/"><img src="${url}"></a>`;
		await dropFromOutside(page, await at(330, 180), { html, url });
	}
	await expect(troubles.getByText(/127\.0\.0\.1 answered with a page/)).toBeVisible();
	await boardWith(studio, 4);

	await page.getByRole("button", { name: "Show the library" }).click();
	const picture = page.getByRole("option", { name: /A lighthouse in the fog/ });
	await expect(picture).toBeVisible();
	await drag(page, await middleOf(picture), await at(55, 200));
	const board = await boardWith(studio, 5);
	expect(overlaps(board)).toEqual([]);
	const kinds = board.items.map((item) => item.kind === "picture" && item.source.kind);
	expect(kinds).toEqual([...Array(4).fill("reference"), "image"]);
	await drag(page, await middleOf(picture), await middleOf(parts.references(page)));
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(1);
	await studio.kill();
	web.server.close();
});

/** Presses keys until a button of the bar has nothing left to do. */
async function pressUntilIdle(page: Page, keys: string, button: string): Promise<void> {
	const idle = page.getByRole("button", { name: button, exact: true });
	await expect(async () => {
		while (await idle.isEnabled()) await page.keyboard.press(keys);
		await expect(idle).toBeDisabled({ timeout: 500 });
	}).toPass();
}

test("what is done by hand is undone and redone whole, and outlives a power cut in mid-drag", async ({
	folders,
}) => {
	const studio = await startStudio(folders, { stage: "board", size: ROOMY });
	const { page } = studio;
	const empty = work(await boardOf(studio));
	const names = await dropPictures(studio, 3);
	let board = await boardOf(studio);
	const spot = async (name: string) => spotOf(page, board, itemNamed(board, name));
	const [one = "", two = "", three = ""] = names;
	const chosen = (count: number) =>
		expect(page.getByRole("status").getByText(`${count} chosen`)).toBeVisible();

	const before = itemNamed(board, three);
	const from = await spot(three);
	await drag(page, from, { x: from.x + 90, y: from.y + 130 });
	await expect.poll(async () => itemNamed(await boardOf(studio), three).y).not.toBe(before.y);
	board = await boardOf(studio);
	const after = itemNamed(board, three);
	// Six pixels: what lies near a line is drawn to it.
	expect(Math.abs(after.x - before.x - 90)).toBeLessThanOrEqual(6);
	expect(Math.abs(after.y - before.y - 130)).toBeLessThanOrEqual(6);

	const first = await spot(one);
	const second = await spot(two);
	await page.mouse.click(first.x, first.y);
	await page.keyboard.down("Shift");
	await page.mouse.click(second.x, second.y);
	await page.keyboard.up("Shift");
	await chosen(2);
	const inMenu = (name: string) => page.getByRole("menuitem", { name });
	await page.mouse.click(second.x, second.y, { button: "right" });
	await expect(inMenu("Group")).toBeEnabled();
	await page.keyboard.press("Escape");
	await expect(inMenu("Group")).toHaveCount(0);
	await chosen(2);
	const box = await canvasOf(page).boundingBox();
	if (box === null) throw new Error("the board is not on screen");
	const corner = { x: box.x + 8, y: box.y + 8 };
	await drag(page, corner, { x: box.x + box.width - 8, y: box.y + box.height - 80 });
	await chosen(3);
	await page.keyboard.press("Alt+a");
	await expect
		.poll(async () => new Set((await boardOf(studio)).items.map((i) => i.x - i.width / 2)).size)
		.toBe(1);
	await page.keyboard.press("Control+g");
	await page.keyboard.press("Shift+H");
	await page.mouse.click(corner.x, corner.y);
	await page.mouse.move(corner.x + 30, box.y + box.height - 180);
	await page.keyboard.press("n");
	const field = page.getByRole("textbox", { name: "Text of the note" });
	await expect(field).toBeFocused();
	await page.keyboard.type("Warm 暖光 and 纸的质感 ☀");
	await page.keyboard.press("Escape");
	await chosen(1);
	// A note is chosen; the menu is that of the picture under the pointer, and of its group.
	board = await boardWith(studio, 4);
	const grouped = await spot(two);
	await page.mouse.click(grouped.x, grouped.y, { button: "right" });
	await inMenu("Use as references").click();
	await chosen(3);
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(3);
	await page.keyboard.press("a");
	await drag(
		page,
		{ x: corner.x + 300, y: corner.y + 20 },
		{ x: corner.x + 380, y: corner.y + 90 },
	);
	const done = await boardWith(studio, 5);
	const [group] = done.items.map((item) => item.group);
	expect(group).toBeDefined();
	expect(done.items.map((item) => item.group === group)).toEqual([true, true, true, false, false]);
	expect(done.items.slice(0, 3).every((item) => item.kind === "picture" && item.flipX)).toBe(true);
	expect(done.items[3]).toMatchObject({ kind: "note", text: "Warm 暖光 and 纸的质感 ☀" });
	expect(done.items[4]).toMatchObject({ kind: "arrow" });

	await pressUntilIdle(page, "Control+z", "Undo");
	await expect.poll(async () => work(await boardOf(studio))).toEqual(empty);
	await pressUntilIdle(page, "Control+Shift+z", "Redo");
	await expect.poll(async () => work(await boardOf(studio))).toEqual(work(done));

	const held = await spotOf(page, done, itemNamed(done, one));
	await page.mouse.move(held.x, held.y);
	await page.mouse.down();
	await page.mouse.move(held.x + 160, held.y + 40, { steps: 5 });
	await expect(canvasOf(page)).toHaveCSS("cursor", "move");
	await studio.kill();

	const next = await startStudio(folders, { stage: "board", size: ROOMY });
	expect(work(await boardOf(next))).toEqual(work(done));
	await next.page.mouse.click(held.x, held.y);
	await next.page.keyboard.press("Shift+ArrowRight");
	const nudged = await expectNudged(next, done, one);
	await next.kill();

	const last = await startStudio(folders, { stage: "board", size: ROOMY });
	expect(work(await boardOf(last))).toEqual(nudged);
	await last.kill();
});

/** Waits until a picture is ten px further right, on disk. */
async function expectNudged(studio: Studio, before: BoardDocument, name: string): Promise<unknown> {
	const { x } = itemNamed(before, name);
	await expect.poll(async () => itemNamed(await boardOf(studio), name).x).toBeCloseTo(x + 10);
	return work(await boardOf(studio));
}

test("a job begun with pictures of the board lands beside them, joined by lines, also after a power cut", async ({
	folders,
}) => {
	const evolink = await startSimulator("evolink", {
		answersUntilDone: "held",
		estimatedSeconds: 3,
	});
	const first = await startStudio(folders, { stage: "board", size: ROOMY });
	const { page } = first;
	await saveAccount(first, evolink);
	await chooseModelOf(page, labels.evolink, /Seedream 5\.0/);
	await dropPictures(first, 2);
	await canvasOf(page).focus();
	await page.keyboard.press("Control+a");
	await page.keyboard.press("r");
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(2);
	await askForPictures(page, 3);
	await pressGenerate(first, 1);
	await expect.poll(() => sourcesOf(first)).toEqual([...dropped, "slot", "slot", "slot"]);
	const waiting = await boardOf(first);
	const [a, b, ...slots] = waiting.items;
	const joined = slots.flatMap(({ id: to }) => [
		{ from: a?.id, to },
		{ from: b?.id, to },
	]);
	expect(waiting.links).toHaveLength(6);
	expect(waiting.links).toEqual(expect.arrayContaining(joined));
	const right = Math.max(...[a, b].map((item) => (item ? item.x + item.width / 2 : 0)));
	expect(slots.every((item) => item.x - item.width / 2 > right)).toBe(true);
	expect(overlaps(waiting)).toEqual([]);
	await newestJob(first, "waiting");
	await first.kill();

	evolink.finishAll();
	const second = await startStudio(folders, { stage: "board", size: ROOMY });
	const job = await newestJob(second, "done");
	await expect.poll(() => sourcesOf(second)).toEqual([...dropped, "image", "image", "image"]);
	const landed = await boardOf(second);
	const shown = landed.items.flatMap((item) =>
		item.kind === "picture" && item.source.kind === "image" ? item.source.id : [],
	);
	expect(shown).toEqual(job.outputs.map(({ id }) => id));
	expect(landed.links).toEqual(waiting.links);
	expect(evolink.submits()).toHaveLength(1);
	await second.kill();
	await evolink.close();
});

const dropped = ["reference", "reference"] as const;

/** What the pictures of the board stand for, from the lowest to the uppermost. */
async function sourcesOf(studio: Studio): Promise<readonly string[]> {
	const { items } = await boardOf(studio);
	return items.map((item) => (item.kind === "picture" ? item.source.kind : item.kind));
}
