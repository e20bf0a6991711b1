import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { lookInBothThemes, resourceKey } from "./accessible.ts";
import { cellOf, chooseOf, counted, editInto, library } from "./library-parts.ts";
import { newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

// axe is put into the page from outside, which the page's own policy does not foresee.
test.use({ allowedConsole: /Content Security Policy/i });

const { cells, chip, field, place, selectionBar } = library;
const calm = "A quiet harbour at dawn";
const storm = "A quiet harbour in a storm";

test("axe finds nothing where the library is searched, put in order, walked through and given out; all of it is there in Chinese", async ({
	studio,
}) => {
	test.setTimeout(240_000);
	const { page, ask } = studio;
	const look = (state: string, part = "main") => lookInBothThemes(studio, state, part);
	await parts.prompt(page).fill(calm);
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");
	await editInto(studio, calm, storm, 2);

	await chooseOf(page, cellOf(page, storm), "Related", "Show what it came from");
	await page.getByRole("button", { name: "Compare with what it came from" }).click();
	await expect(
		page.getByRole("region", { name: "What changed" }).locator("ins").first(),
	).toBeVisible();
	await look("lineage with a comparison");
	await page.getByRole("button", { name: "Close the comparison" }).click();
	await page.getByRole("button", { name: "Back", exact: true }).click();

	await field(page).fill("harbour is:made ");
	await expect(chip(page, "Made here")).toBeVisible();
	await look("gallery with the library's side and a chip");
	await page.getByRole("button", { name: "Filters", exact: true }).click();
	await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible();
	await look("filters", '[role="dialog"]');
	await page.keyboard.press("Escape");

	await cells(page).nth(0).click();
	await cells(page)
		.nth(1)
		.click({ modifiers: ["Control"] });
	await expect(selectionBar(page)).toBeVisible();
	await look("several chosen", "[data-selection-bar]");
	await selectionBar(page).getByRole("button", { name: "Export…" }).click();
	await expect(page.getByRole("dialog", { name: "Export 2 pictures" })).toBeVisible();
	await look("export", '[role="dialog"]');
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);

	await cells(page).nth(0).click();
	await page.keyboard.press("Delete");
	await expect.poll(() => counted(studio, { state: "trashed" })).toBe(1);
	await place(page, /^Trash/).click();
	await expect(cells(page)).toHaveCount(1);
	await look("trash");

	const notes = join(studio.folders.home, "notes.txt");
	await writeFile(notes, "no picture");
	await ask("imports.start", { run: crypto.randomUUID(), paths: [notes], way: "copy" });
	await page.getByRole("button", { name: "Long work: something needs a look" }).click();
	const work = page.getByRole("dialog", { name: "Long work" });
	await work.getByRole("button", { name: "1 problem" }).click();
	await look("long work", '[role="dialog"]');
	await page.keyboard.press("Escape");

	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const settings = page.getByRole("dialog", { name: "Settings" });
	for (const part of ["Watched folders", "Library", "Mirror"]) {
		await settings.getByRole("button", { name: part, exact: true }).click();
		await expect(settings.getByRole("heading", { name: part, exact: true })).toBeInViewport();
	}
	await look("settings of the library and its mirror", '[role="dialog"]');
	await ask("settings.set", { language: "zh-CN" });
	const inChinese = page.getByRole("dialog", { name: "设置" });
	await expect(inChinese).toBeVisible();
	const words = await inChinese.ariaSnapshot();
	expect(words.replaceAll(studio.folders.home, "")).not.toMatch(resourceKey);
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	expect(await page.locator("body").ariaSnapshot()).not.toMatch(resourceKey);
});
