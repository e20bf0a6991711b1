import { expect, type Locator, type Page } from "@playwright/test";
import type { LibraryFilter } from "../../src/contract/library-query.ts";
import { middleOf } from "./board-parts.ts";
import { newestJob, parts, pressGenerate } from "./stories.ts";
import type { Studio } from "./studio.ts";

/** The parts of the library's window by their roles and names, as a screen reader finds them. */
export const library = {
	cells: (page: Page) => page.getByRole("region", { name: "Pictures" }).getByRole("option"),
	/** How many pictures or sets are shown, in words. */
	count: (page: Page) =>
		page
			.getByRole("region", { name: "Pictures" })
			.getByRole("status")
			.filter({ hasText: /pictures?( found)?$/ }),
	field: (page: Page) => page.getByRole("combobox", { name: /^Search words/ }),
	/** The chip of the search field that is called this. */
	chip: (page: Page, label: string) =>
		page
			.getByRole("list", { name: "Search filters" })
			.getByRole("button")
			.and(page.getByTitle(`Remove ${label}`, { exact: true })),
	chips: (page: Page) => page.getByRole("list", { name: "Search filters" }).getByRole("button"),
	/** A line of the library's side. */
	place: (page: Page, name: RegExp) =>
		page.getByRole("navigation", { name: "Library" }).getByRole("button", { name }),
	selectionBar: (page: Page) => page.locator("[data-selection-bar]"),
};

/** Shows every picture by itself, not one of each set. */
export async function unstack(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Unstack sets" }).click();
	await expect(page.getByRole("button", { name: "Stack sets" })).toBeVisible();
}

/** How many pictures the index holds of this kind. */
export function counted(studio: Studio, filter: Partial<LibraryFilter> = {}): Promise<number> {
	return studio.ask("library.count", { text: "", ...filter });
}

/**
 * Chooses a line of the menu of a picture, by keys through the branches that lead to it: a branch
 * opens and closes with the way a pointer takes, and a test's pointer jumps.
 */
export async function chooseOf(page: Page, picture: Locator, ...lines: string[]): Promise<void> {
	await picture.click({ button: "right" });
	const line = (name: string) => page.getByRole("menuitem", { name });
	for (const branch of lines.slice(0, -1)) await line(branch).press("ArrowRight");
	for (const last of lines.slice(-1)) await line(last).press("Enter");
	await expect(page.getByRole("menu")).toHaveCount(0);
}

/** A picture of the gallery by the beginning of its prompt or by its title. */
export function cellOf(page: Page, name: string): Locator {
	return page.getByRole("option", { name: new RegExp(`^${name}, `) });
}

/** Makes the picture of a prompt the only reference of a new one, and sends that. @param jobs how many there are then */
export async function editInto(
	studio: Studio,
	from: string,
	to: string,
	jobs: number,
): Promise<void> {
	const { page } = studio;
	await chooseOf(page, cellOf(page, from), "Edit with a prompt");
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(1);
	await expect(parts.prompt(page)).toHaveText("");
	await parts.prompt(page).fill(to);
	await pressGenerate(studio, jobs);
	await newestJob(studio, "done");
	await expect(cellOf(page, to)).toBeVisible();
}

/**
 * Carries a picture of the gallery onto something else in the window. The system's own drag, which no
 * test can steer, is replaced by what the window hears of it.
 */
export async function carryOnto(
	{ app, page }: Studio,
	picture: Locator,
	target: Locator,
): Promise<void> {
	await app.evaluate(({ BrowserWindow }) => {
		const carried: string[] = [];
		Object.assign(globalThis, { carried });
		for (const { webContents } of BrowserWindow.getAllWindows()) {
			webContents.startDrag = ({ file, files }) => {
				carried.push(...(files ?? [file]));
			};
		}
	});
	const carried = () =>
		app.evaluate(() => (globalThis as { readonly carried?: string[] }).carried ?? []);
	const from = await middleOf(picture);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 12, from.y + 12);
	await expect.poll(carried).toHaveLength(1);
	const place = await middleOf(target);
	const data = { items: [], files: await carried(), dragOperationsMask: 1 };
	const cdp = await page.context().newCDPSession(page);
	for (const type of ["dragEnter", "dragOver", "drop"] as const) {
		await cdp.send("Input.dispatchDragEvent", { type, ...place, data });
	}
	await cdp.detach();
	await page.mouse.up();
}
