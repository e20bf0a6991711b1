import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { BoardDocument, BoardItem, BoardSummary } from "../../src/contract/board.ts";
import { answerDialogs, boardOf, boardWith, canvasOf, dropPictures } from "./board-parts.ts";
import { makeFolders, type Studio, startStudio, studioTest as test } from "./studio.ts";

/** Chooses a line of the menu of one board. */
async function doToBoard(page: Page, title: string, line: string): Promise<void> {
	await page.getByRole("button", { name: /^Boards / }).click();
	await page.getByRole("button", { name: `What to do with “${title}”` }).click();
	await page.getByRole("menuitem", { name: line }).click();
}

/** Chooses a line below the list of boards. */
async function doToAll(page: Page, line: string): Promise<void> {
	await page.getByRole("button", { name: /^Boards / }).click();
	await page.getByRole("button", { name: line }).click();
}

async function titles(studio: Studio): Promise<readonly string[]> {
	return (await studio.ask<BoardSummary[]>("boards.list")).map(({ title }) => title).sort();
}

/** Width by height of what an export shows: all items, and a margin of 0.02 of the longer side at each edge. */
function shapeOf(items: readonly BoardItem[]): number {
	const edge = (pick: (item: BoardItem) => number, way: "max" | "min") =>
		Math[way](...items.map(pick));
	const width = edge((i) => i.x + i.width / 2, "max") - edge((i) => i.x - i.width / 2, "min");
	const height = edge((i) => i.y + i.height / 2, "max") - edge((i) => i.y - i.height / 2, "min");
	const margin = 0.04 * Math.max(width, height);
	return (width + margin) / (height + margin);
}

/** Width of a picture once the window has decoded it. */
function widthIn(page: Page, source: string): Promise<number> {
	return page.evaluate(async (src) => {
		const picture = new Image();
		picture.src = src;
		await picture.decode();
		return picture.naturalWidth;
	}, source);
}

/** What a copy elsewhere must have in common, whatever its things are called there. */
function looks({ items, links }: BoardDocument): unknown {
	const places = new Map(items.map(({ id }, at) => [id, at]));
	return {
		items: items.map(({ id: _, ...item }) => ("tint" in item ? { ...item, tint: "" } : item)),
		links: links.map(({ from, to }) => [places.get(from), places.get(to)]),
	};
}

test("a board is renamed, copied, removed and taken back, becomes a picture, and floats above other windows", async ({
	folders,
}) => {
	const studio = await startStudio(folders, { stage: "board" });
	const { page } = studio;
	await dropPictures(studio, 2);
	await page.getByRole("button", { name: /^Boards / }).click();
	await page.getByRole("button", { name: "Rename “Untitled board”" }).click();
	const field = page.getByRole("textbox", { name: "Title of the board" });
	await field.fill("Mood 心情");
	await field.press("Enter");
	await page.keyboard.press("Escape");
	const first = page.getByRole("application", { name: "Board Mood 心情", exact: true });
	const copy = page.getByRole("application", { name: "Board Mood 心情 (copy)" });
	await expect(first).toBeVisible();
	await doToBoard(page, "Mood 心情", "Duplicate");
	await expect(copy).toBeVisible();
	expect(await titles(studio)).toEqual(["Mood 心情", "Mood 心情 (copy)"]);
	const copied = await boardOf(studio);
	await page.keyboard.press("Escape");
	await doToBoard(page, "Mood 心情 (copy)", "Remove");
	await expect(first).toBeVisible();
	expect(await titles(studio)).toEqual(["Mood 心情"]);
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Undo", exact: true }).last().click();
	await expect(copy).toBeVisible();
	expect((await boardOf(studio)).items).toEqual(copied.items);

	const png = join(folders.home, "mood.png");
	await answerDialogs(studio, { save: png });
	await doToAll(page, "Export as a picture…");
	const dialog = page.getByRole("dialog", { name: "Export the board as a picture" });
	const size = await dialog.getByRole("combobox", { name: "Size" }).textContent();
	await dialog.getByRole("button", { name: "Save as PNG…" }).click();
	await expect(page.getByText("The board was saved as a picture.")).toBeVisible();
	const bytes = await readFile(png);
	const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
	expect(size?.replaceAll(",", "")).toContain(`${width} × ${height}`);
	expect(width / height).toBeCloseTo(shapeOf(copied.items), 1);
	expect(await widthIn(page, `data:image/png;base64,${bytes.toString("base64")}`)).toBe(width);

	const opening = studio.app.waitForEvent("window");
	await doToAll(page, "Show above other windows");
	const float = await opening;
	await expect(float.getByRole("img", { name: /a board with 2 items/ })).toBeVisible();
	await float.getByRole("button", { name: "Close" }).click();
	await expect.poll(() => float.isClosed()).toBe(true);
	await studio.kill();
});

test("a board in one file opens in another library with all its pictures; a broken one says so", async ({
	folders,
}) => {
	const file = join(folders.home, "mood.seedboard");
	const here = await startStudio(folders, { stage: "board" });
	await dropPictures(here, 3);
	await here.page.keyboard.press("n");
	await here.page.keyboard.type("给剪辑师：warm light");
	await here.page.keyboard.press("Escape");
	const board = await boardWith(here, 4);
	await answerDialogs(here, { save: file });
	await doToBoard(here.page, "Untitled board", "Export with all pictures…");
	await expect(here.page.getByText(/was written to a file, with all its pictures/)).toBeVisible();
	await here.kill();
	const whole = await readFile(file);
	await writeFile(join(folders.home, "torn.seedboard"), whole.subarray(0, whole.length / 2));
	await writeFile(join(folders.home, "words.seedboard"), "Nothing but words, and no board at all.");

	const elsewhere = await makeFolders();
	const there = await startStudio(elsewhere, { stage: "board" });
	const { page } = there;
	for (const [name, words] of [
		["torn", "torn.seedboard is damaged and cannot be opened."],
		["words", "words.seedboard is not a board file."],
	] as const) {
		await answerDialogs(there, { open: join(folders.home, `${name}.seedboard`) });
		await doToAll(page, "Open a board file…");
		await expect(page.getByText(words)).toBeVisible();
	}
	expect(await titles(there)).toEqual(["Untitled board"]);
	await answerDialogs(there, { open: file });
	await doToAll(page, "Open a board file…");
	const opened = await boardWith(there, 4);
	expect(looks(opened)).toEqual(looks(board));
	await expect(canvasOf(page)).toBeVisible();
	for (const item of opened.items) {
		if (item.kind !== "picture" || item.source.kind !== "reference") continue;
		expect(await widthIn(page, `media://reference/${item.source.id}`)).toBe(item.pixels.width);
	}
	expect(opened.items.filter(({ kind }) => kind === "picture")).toHaveLength(3);
	await there.kill();
	await rm(elsewhere.home, { recursive: true, force: true, maxRetries: 5 });
});
