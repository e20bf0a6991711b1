import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { ask, openStudio } from "./studio-driver.mjs";

const PICTURES = 100_000;
/** So many of the newest have files: more than any window shows at once. */
const REAL = 600;

/** Years of work, made by Electron's own Node, which knows the index. */
async function makeLibrary(library) {
	const electron = createRequire(import.meta.url)("electron");
	const script = join(import.meta.dirname, "../../test/e2e/make-large-library.ts");
	const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
	await promisify(execFile)(electron, [script, library, String(PICTURES), String(REAL)], { env });
}

const counted = (page) =>
	page.getByText(/100,000 (pictures|sets)|sets and pictures|张图片/).first();

/** The gallery in one theme and language: all of it, found in, chosen from. */
async function shootThrough(page, shoot, { theme, language, word, name }) {
	await ask(page, "settings.set", { theme, language });
	await page.locator(`html[lang="${language}"]`).waitFor();
	await counted(page).waitFor();
	await shoot(`library-${name}`);
	await page.keyboard.press("Control+f");
	await page.keyboard.type(word);
	await page
		.getByRole("option", { name: new RegExp(word) })
		.first()
		.waitFor();
	await shoot(`library-${name}-found`);
	await page.getByRole("option").first().click();
	await page
		.getByRole("option")
		.nth(3)
		.click({ modifiers: ["Shift"] });
	await page.locator("[data-selection-bar]").waitFor();
	await shoot(`library-${name}-chosen`);
	await page.keyboard.press("Escape");
	await page.keyboard.press("Control+f");
	await page.keyboard.press("Control+a");
	await page.keyboard.press("Backspace");
}

/**
 * The gallery of a library of 100,000, dark and light, in both languages.
 * @param {string} folder for its files; new
 * @param {(page: import("playwright").Page, name: string) => Promise<void>} shoot draws what is on screen
 * @param {(studio: object) => Promise<void>} enlarge gives the window the size of the other pictures
 */
export async function shootLibrary(folder, shoot, enlarge) {
	const library = join(folder, "large");
	await makeLibrary(library);
	const studio = await openStudio({
		data: join(folder, "large-data"),
		library,
		env: { LANG: "C.UTF-8", LANGUAGE: "en" },
	});
	try {
		const { page } = studio;
		await enlarge(studio);
		await page
			.getByRole("navigation")
			.getByRole("button", { name: "Gallery", exact: true })
			.click();
		const rounds = [
			{ theme: "dark", language: "en", word: "neon", name: "dark" },
			{ theme: "light", language: "zh-CN", word: "少女", name: "light-zh" },
		];
		for (const round of rounds) await shootThrough(page, (name) => shoot(page, name), round);
	} finally {
		studio.app.process().kill("SIGKILL");
	}
}

/**
 * Where a picture came from and what came of it: the newest one edited by its prompt, and what differs.
 * @param {import("playwright").Page} page
 * @param {(name: string) => Promise<void>} shoot draws what is on screen
 * @param {(prompt: string, more: object) => Promise<unknown>} make sends a wish to the Demo gateway and waits
 */
export async function shootLineage(page, shoot, make) {
	const [first] = await ask(page, "library.page", {
		query: { filter: { text: "" } },
		offset: 0,
		limit: 1,
	});
	const reference = await ask(page, "references.fromImage", first.id);
	const references = [{ kind: "picture", id: reference.id, name: reference.name }];
	await make(`${first.prompt}, at night, one warm window`, { references, parent: first.id });
	await page.getByRole("option").first().click({ button: "right" });
	await page.getByRole("menuitem", { name: "Related" }).click();
	await page.getByRole("menuitem", { name: "Show what it came from" }).click();
	await page.getByRole("button", { name: "Compare with what it came from" }).click();
	await shoot("lineage");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
}
