import { join } from "node:path";
import { ask, dropFiles, newestJobSaved } from "./studio-driver.mjs";

const PROMPT = "Four quiet scenes for a tea house, in the colours of ";

/** The board's own part of the window. */
const canvasOf = (page) => page.getByRole("application", { name: /^(Board|画板)/ });

async function show(page, name) {
	await page.getByRole("navigation").getByRole("button", { name, exact: true }).click();
}

/** Pictures of the library dropped as files, tidied, with a note, and two of them in the form by name. */
async function collect(page, library) {
	await ask(page, "boards.create", { title: "Tea house" });
	await page.getByRole("button", { name: /Untitled board/ }).click();
	await page.getByRole("button", { name: /^Tea house/ }).click();
	const images = await ask(page, "library.page", {
		query: { filter: { text: "" } },
		offset: 0,
		limit: 12,
	});
	const canvas = canvasOf(page);
	await dropFiles(
		page,
		canvas,
		images.slice(0, 8).map(({ file }) => join(library, file)),
	);
	await page.getByText(/of 8 pictures read/).waitFor({ state: "hidden" });
	await canvas.press("Control+a");
	await canvas.press("Alt+Shift+KeyT");
	await canvas.press("Control+1");
	await canvas.press("Escape");
	await canvas.press("n");
	await page
		.getByRole("textbox", { name: "Note" })
		.fill("Warm light, paper, no people.\n茶馆：安静，木头。");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	return images;
}

/** Two pictures become references with names, and the prompt speaks of one by its chip. */
async function putInWords(page) {
	const { lastBoard } = await ask(page, "settings.get");
	const { items } = await ask(page, "boards.get", lastBoard);
	const references = items.filter(({ source }) => source?.kind === "reference").slice(0, 2);
	const names = ["paper", "灯笼"];
	for (const [at, { source }] of references.entries()) {
		const role = at === 0 ? "style" : "subject";
		await ask(page, "shelf.save", { reference: source.id, name: names[at], role });
	}
	const prompt = page.getByRole("textbox", { name: "Prompt", exact: true });
	await prompt.fill("");
	await prompt.pressSequentially(`${PROMPT}@pap`);
	await page.getByRole("option", { name: /paper/ }).first().waitFor();
	await page.keyboard.press("Enter");
	await prompt.pressSequentially("and @灯");
	await page.getByRole("option", { name: /灯笼/ }).first().waitFor();
}

/**
 * Board, chips, set and the editor of references.
 * @param {{ app: import("playwright").ElectronApplication, page: import("playwright").Page }} studio
 * @param {string} library its folder
 * @param {(name: string) => Promise<void>} shoot draws what is on screen
 */
export async function shootBoard({ page }, library, shoot) {
	await show(page, "Board");
	await collect(page, library);
	await putInWords(page);
	await shoot("board-choosing-a-reference");
	await page.keyboard.press("Enter");
	await page.getByRole("radio", { name: "Matching set" }).click();
	await page.getByRole("textbox", { name: "Number of pictures" }).fill("4");
	await page.keyboard.press("Tab");
	const { length } = await ask(page, "jobs.list");
	await page.getByRole("button", { name: /^Generate/ }).click();
	await newestJobSaved(page, 90_000, length + 1);
	await canvasOf(page).press("Control+1");
	await canvasOf(page).press("Control+a");
	await shoot("board");
	await ask(page, "settings.set", { theme: "light", language: "zh-CN" });
	await page.locator('html[lang="zh-CN"]').waitFor();
	await shoot("board-light-zh");
	await ask(page, "settings.set", { theme: "dark", language: "en" });
	await page.locator('html[lang="en"]').waitFor();
	await page.getByRole("button", { name: "Open set" }).first().click();
	await page.getByRole("option", { name: /^Frame 1 of/ }).waitFor();
	for (const key of ["Home", "p", "ArrowRight", "4", "ArrowRight", "x", "e"]) {
		await page.keyboard.press(key);
	}
	await shoot("set-filmstrip");
	await page.keyboard.press("g");
	await shoot("set-contact-sheet");
	await page.keyboard.press("Control+a");
	await page.keyboard.press("c");
	await shoot("set-compare");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await leaveTidy(page);
}

/** The form as it was before, for the pictures that follow. */
async function leaveTidy(page) {
	await page.getByRole("radio", { name: "Separate" }).click();
	await page.getByRole("textbox", { name: "Number of pictures" }).fill("1");
	await page.keyboard.press("Tab");
	await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("");
	for (const number of [4, 3]) {
		await page.getByRole("button", { name: `Remove reference ${number}` }).click({ force: true });
	}
	await show(page, "Gallery");
}
