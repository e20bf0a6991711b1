import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { encodePng, gradientPng } from "../simulator/png.ts";
import { fillLibrary } from "./fill-library.ts";
import { carryOnto, cellOf, chooseOf, counted, library, unstack } from "./library-parts.ts";
import { savedImages } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";

test.describe.configure({ timeout: 180_000 });

const { cells, chip, chips, count, field, place, selectionBar } = library;

test("chips of both languages narrow the gallery, a search is kept, and marks outlive the index", async ({
	folders,
}) => {
	await fillLibrary(folders.library, 40);
	const first = await startStudio(folders);
	const { page } = first;
	await expect(count(page)).toHaveText("4 sets and pictures");
	await unstack(page);
	await expect(count(page)).toHaveText("40 pictures");

	await test.step("stars and tags by keys for three, a title and a tag in the inspector for one", async () => {
		await cells(page).nth(0).click();
		await cells(page)
			.nth(2)
			.click({ modifiers: ["Shift"] });
		await expect(selectionBar(page)).toHaveAccessibleName("3 pictures chosen");
		await page.keyboard.press("3");
		await expect(cells(page).nth(2)).toHaveAccessibleName(/3 stars/);
		await page.keyboard.press("t");
		const tags = page.getByRole("dialog").getByRole("combobox", { name: "Add a tag" });
		await expect(tags).toBeFocused();
		await tags.pressSequentially("launch");
		await tags.press("Enter");
		await page.keyboard.press("Escape");
		await expect.poll(() => counted(first, { tags: ["launch"] })).toBe(3);
		await cells(page).nth(2).focus();
		await page.keyboard.press("Control+z");
		await expect.poll(() => counted(first, { tags: ["launch"] })).toBe(0);
		await page.keyboard.press("Control+Shift+z");
		await expect.poll(() => counted(first, { tags: ["launch"] })).toBe(3);

		await cells(page).nth(1).click();
		await page.keyboard.press("5");
		const inspector = page.getByRole("complementary", { name: "Inspector" });
		await inspector.getByRole("textbox", { name: "Title" }).fill("Hero shot");
		await inspector.getByRole("textbox", { name: "Title" }).press("Enter");
		await expect(cells(page).nth(1)).toHaveAccessibleName(/^Hero shot, .*5 stars/);
		await inspector.getByRole("combobox", { name: "Add a tag" }).fill("客户");
		await inspector.getByRole("combobox", { name: "Add a tag" }).press("Enter");
		await expect.poll(() => counted(first, { tags: ["客户"] })).toBe(1);
	});

	await test.step("chips are typed, stand as tokens, and Backspace takes them away", async () => {
		await field(page).fill("tag:launch ");
		await expect(chip(page, "Tag: launch")).toBeVisible();
		await expect(field(page)).toHaveValue("");
		await expect(count(page)).toHaveText("3 pictures found");
		await field(page).fill("stars>=4 ");
		await expect(chip(page, "4 stars or more")).toBeVisible();
		await expect(count(page)).toHaveText("1 picture found");
		await field(page).pressSequentially("nothing is called this");
		await expect(count(page)).toHaveText("0 pictures found");
		await field(page).press("Escape");
		await expect(field(page)).toHaveValue("");
		await expect(field(page)).toBeFocused();
		await expect(count(page)).toHaveText("1 picture found");
		await field(page).press("Escape");
		await expect(cells(page).first()).toBeFocused();
		await expect(chips(page)).toHaveCount(2);
		await field(page).press("Backspace");
		await expect(chips(page)).toHaveCount(1);
		await expect(count(page)).toHaveText("3 pictures found");
		await field(page).press("Backspace");
		await expect(chips(page)).toHaveCount(0);
		await expect(count(page)).toHaveText("40 pictures");
		await field(page).pressSequentially("nothing is called this");
		await expect(count(page)).toHaveText("0 pictures found");
		await field(page).press("Escape");
		await expect(count(page)).toHaveText("40 pictures");
		await expect(field(page)).toBeFocused();
		await field(page).fill("标签:客户 星级>=5 ");
		await expect(chip(page, "Tag: 客户")).toBeVisible();
		await expect(chip(page, "5 stars or more")).toBeVisible();
		await expect(count(page)).toHaveText("1 picture found");
	});

	await page.getByRole("button", { name: "Save search…" }).click();
	await page.getByRole("textbox", { name: "Name of the search" }).fill("Heroes");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await expect(place(page, /^Heroes$/)).toBeVisible();
	const before = await savedImages(first);
	await first.close();
	await rm(join(folders.library, ".seedcase"), { recursive: true });

	const second = await startStudio(folders);
	await expect.poll(() => savedImages(second), { timeout: 60_000 }).toEqual(before);
	await place(second.page, /^Heroes$/).click();
	await expect(chip(second.page, "Tag: 客户")).toBeVisible();
	await expect(cells(second.page)).toHaveCount(1);
	await expect(cells(second.page)).toHaveAccessibleName(/^Hero shot, .*5 stars/);
	await second.kill();
});

type Colour = readonly [number, number, number];

function plainPng(colour: Colour, side: number): Buffer {
	const row = Buffer.from([0, ...Array.from({ length: side }, () => colour).flat()]);
	return encodePng(side, side, Buffer.concat(Array.from({ length: side }, () => row)));
}

/** Pictures known by their titles, which are the names of their files. */
async function bringIn(studio: Studio, files: Readonly<Record<string, Buffer>>): Promise<void> {
	const folder = join(studio.folders.home, "to-bring");
	await mkdir(folder);
	for (const [name, bytes] of Object.entries(files)) {
		await writeFile(join(folder, `${name}.png`), bytes);
	}
	const run = () => crypto.randomUUID();
	await studio.ask("imports.start", { run: run(), paths: [folder], way: "copy" });
	const wanted = Object.keys(files).length;
	await expect.poll(() => counted(studio), { timeout: 60_000 }).toBe(wanted);
	for (const { id, file } of await savedImages(studio)) {
		const title = Object.keys(files).find((name) => file.endsWith(`${name}.png`));
		await studio.ask("library.edit", { run: run(), ids: [id], change: { title } });
	}
}

test("a collection is filled by hand and shows how near its brand is; pictures are found by colour and likeness", async ({
	studio,
}) => {
	const { page } = studio;
	await bringIn(studio, {
		red: plainPng([0xd0, 0x20, 0x20], 96),
		green: plainPng([0x20, 0xa0, 0x30], 96),
		blue: plainPng([0x20, 0x30, 0xc0], 96),
		dunes: gradientPng({ width: 320, height: 240, seed: 3 }),
		"dunes-small": gradientPng({ width: 160, height: 120, seed: 3 }),
	});
	const cell = (title: string) => cellOf(page, title);
	await expect(cells(page)).toHaveCount(5);
	await expect(cell("red")).toBeVisible();

	await test.step("a picture is dropped on a new collection, two more go in by the menu", async () => {
		await page.getByRole("button", { name: "New collection" }).click();
		await page.getByRole("textbox", { name: "Name of the collection" }).fill("Brand");
		await page.keyboard.press("Enter");
		await expect(place(page, /^Brand/)).toBeVisible();
		await carryOnto(studio, cell("red"), place(page, /^Brand/));
		await expect(place(page, /^Brand ?1 picture$/)).toBeVisible();
		await cell("green").click();
		await cell("dunes").click({ modifiers: ["Control"] });
		await selectionBar(page).getByRole("button", { name: "Add to a collection" }).click();
		await page.getByRole("menuitem", { name: "Brand" }).click();
		await expect(place(page, /^Brand ?3 pictures$/)).toBeVisible();
	});

	await test.step("a brand colour puts a ΔE on every picture of the collection", async () => {
		await place(page, /^Brand/).click();
		await expect(count(page)).toHaveText(/^3 .*found$/);
		await page.getByRole("button", { name: "Add brand colours…" }).click();
		await page.getByRole("textbox", { name: "Colour as hex digits" }).fill("#d02020");
		await page.getByRole("button", { name: "Add this colour" }).click();
		await page.keyboard.press("Escape");
		await expect(cell("red")).toHaveAccessibleName(/\b0\.\d ΔE from the colour/);
		await expect(cell("green")).toHaveAccessibleName(/\b[1-9]\d\.\d ΔE from the colour/);
		await expect(page.getByRole("button", { name: /^Closest to #d02020/ })).toBeVisible();
	});

	await test.step("a collection that was deleted comes back with its pictures and colours", async () => {
		await place(page, /^Brand/).focus();
		await page.keyboard.press("Delete");
		await expect(place(page, /^Brand/)).toHaveCount(0);
		await expect(cells(page)).toHaveCount(5);
		await page
			.getByRole("dialog", { name: /^“Brand” was deleted/ })
			.getByRole("button", { name: "Undo" })
			.click();
		await place(page, /^Brand ?3 pictures$/).click();
		await expect(cell("red")).toHaveAccessibleName(/ΔE from the colour/);
	});

	await test.step("closest to a colour puts its pictures first", async () => {
		await place(page, /^All pictures/).click();
		await page.getByRole("button", { name: "Find by colour" }).click();
		await page.getByRole("textbox", { name: "Colour as hex digits" }).fill("#2030c0");
		await page.getByRole("button", { name: "Closest to this colour" }).click();
		await expect(chip(page, "Nearest to a colour #2030c0")).toBeVisible();
		await expect(cells(page).first()).toHaveAccessibleName(/^blue, /);
		await field(page).press("Backspace");
		await expect(chips(page)).toHaveCount(0);
	});

	await test.step("what looks like a picture is found, and nothing else", async () => {
		await chooseOf(page, cell("dunes"), "Related", "Find similar");
		await expect(chip(page, "Looks like this picture")).toBeVisible();
		await expect(cell("dunes-small")).toBeVisible();
		await expect(cell("red")).toHaveCount(0);
		await page.getByRole("button", { name: "Back to newest first" }).click();
		await expect(cells(page)).toHaveCount(5);
	});
});

test("what is trashed comes back by keys or by hand, and goes for good only after a question", async ({
	folders,
}) => {
	await fillLibrary(folders.library, 10);
	const studio = await startStudio(folders);
	const { page } = studio;
	await unstack(page);
	await expect(cells(page)).toHaveCount(10);
	await cells(page).nth(0).click();
	await cells(page)
		.nth(1)
		.click({ modifiers: ["Control"] });
	await page.keyboard.press("Delete");
	await expect(cells(page)).toHaveCount(8);
	await page.keyboard.press("Control+z");
	await expect(cells(page)).toHaveCount(10);
	await page.keyboard.press("Control+Shift+z");
	await expect(cells(page)).toHaveCount(8);
	expect(await readdir(join(folders.library, "trash/pictures"))).toHaveLength(2);

	await place(page, /^Trash ?2 pictures$/).click();
	await expect(cells(page)).toHaveCount(2);
	await cells(page).first().click();
	await page.getByRole("button", { name: "Put 1 back" }).click();
	await expect(cells(page)).toHaveCount(1);
	await expect.poll(() => counted(studio)).toBe(9);

	const ask = page.getByRole("button", { name: "Empty trash…" });
	const question = page.getByRole("alertdialog", { name: "Delete 1 picture for good?" });
	await ask.click();
	await question.getByRole("button", { name: "Cancel" }).click();
	await expect(question).toBeHidden();
	expect(await counted(studio, { state: "trashed" })).toBe(1);
	await ask.click();
	await question.getByRole("button", { name: "Delete 1 picture" }).click();
	await expect(page.getByText(/^1 picture deleted for good/).first()).toBeVisible();
	await expect(page.getByText("The trash is empty")).toBeVisible();
	const files = await readdir(folders.library, { recursive: true });
	expect(files.filter((name) => name.endsWith(".png") && !name.startsWith("."))).toHaveLength(9);
	await place(page, /^All pictures/).click();
	await expect(cells(page)).toHaveCount(9);
	await studio.kill();
});

test("killed while hundreds go into the trash, the app has every one of them at the next start", async ({
	folders,
}) => {
	const pictures = 400;
	await fillLibrary(folders.library, pictures, { distinct: true });
	const first = await startStudio(folders);
	await expect(count(first.page)).toHaveText("40 sets and pictures");
	await unstack(first.page);
	await cells(first.page).first().click();
	await first.page.keyboard.press("Control+a");
	await expect(selectionBar(first.page)).toHaveAccessibleName(`${pictures} pictures chosen`);
	await first.page.keyboard.press("Delete");
	const trash = join(folders.library, "trash/pictures");
	const thrown = () => readdir(trash).catch(() => []);
	await expect.poll(async () => (await thrown()).length, { intervals: [5] }).toBeGreaterThan(20);
	await first.kill();
	expect((await thrown()).length).toBeLessThan(pictures);

	const second = await startStudio(folders);
	const kinds = async () => {
		const [kept = 0, trashed = 0] = await Promise.all([
			counted(second),
			counted(second, { state: "trashed" }),
		]);
		return { all: kept + trashed, trashed };
	};
	await expect.poll(async () => (await kinds()).all).toBe(pictures);
	const { trashed } = await kinds();
	expect(trashed).toBeGreaterThan(0);
	const files = (await readdir(folders.library, { recursive: true })).filter(
		(name) => name.endsWith(".png") && !name.startsWith("."),
	);
	expect(files).toHaveLength(pictures);
	expect(files.filter((name) => name.startsWith("trash"))).toHaveLength(trashed);
	await second.kill();
});
