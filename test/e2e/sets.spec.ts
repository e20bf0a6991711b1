import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import type { Job } from "../../src/contract/jobs.ts";
import { Recipe } from "../../src/contract/library.ts";
import type { SetDetail } from "../../src/contract/sets.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { answerDialogs } from "./board-parts.ts";
import { chooseModelOf, labels, saveAccount } from "./gateway-stories.ts";
import type { PdfFacts } from "./print-pdf-facts.ts";
import { askForSet, isDrawn, newestJob, parts, pressGenerate, savedImages } from "./stories.ts";
import { type Studio, studioTest as test } from "./studio.ts";

let ark: Simulator;
/** The gateway answers once this has come: the places of a set are seen before its pictures. */
let mayAnswer: Promise<void>;
test.beforeEach(async () => {
	ark = await startSimulator("ark", { answersAfter: () => mayAnswer });
});
test.afterEach(() => ark.close());

/** @returns what lets the gateway answer again */
function holdAnswers(): () => void {
	let letGo = () => {};
	mayAnswer = new Promise((resolve) => {
		letGo = resolve;
	});
	return letGo;
}

const frames = (page: Page) => page.getByRole("option", { name: /^Frame \d of 6/ });
const frame = (page: Page, number: number, more = "") =>
	page.getByRole("option", { name: `Frame ${number} of 6${more}`, exact: true });

/** Opens PDFs by the app's own Node, which is as new as the reader of PDFs wants it. */
async function readPdfs({ app }: Studio, ...paths: readonly string[]): Promise<PdfFacts[]> {
	const program = app.process().spawnfile;
	const script = join(import.meta.dirname, "print-pdf-facts.ts");
	const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
	const { stdout } = await promisify(execFile)(program, [script, ...paths], { env });
	return JSON.parse(stdout) as PdfFacts[];
}

const captions = ["Opening 开场：雨", "The walk home"] as const;

/** A PDF names a glyph by any of its letters: 雨 by the radical that looks the same. */
function plain(words: string): string {
	return words.normalize("NFKC");
}

/** Opens one way out of the menu, says that all frames are meant, and lets it go to its place. */
async function exportAs(
	page: Page,
	way: string,
	files: number,
	numbers: Readonly<Record<string, number>> = {},
): Promise<void> {
	await page.getByRole("button", { name: "Export", exact: true }).click();
	await page.getByRole("menuitem", { name: way }).click();
	const dialog = page.getByRole("dialog", { name: /^Export / });
	await dialog.getByRole("radio", { name: /^All \d shown/ }).click();
	await dialog.getByRole("textbox", { name: "File name" }).fill("walk");
	for (const [name, value] of Object.entries(numbers)) {
		await dialog.getByRole("textbox", { name }).fill(String(value));
		await page.keyboard.press("Tab");
	}
	await dialog.getByRole("button", { name: "Choose where…" }).click();
	const words = files === 1 ? "Exported 1 file" : `Exported ${files} files`;
	const set = page.getByRole("region", { name: "Set", exact: true });
	await expect(set.getByText(words)).toBeVisible();
	await set.getByRole("button", { name: "Dismiss" }).click();
}

async function exportEverything(studio: Studio, detail: SetDetail): Promise<void> {
	const { page, folders } = studio;
	const storyboard = join(folders.home, "storyboard.pdf");
	await answerDialogs(studio, { save: storyboard });
	await exportAs(page, "Storyboard PDF…", 1, { "Frames on a page": 2 });
	const sheet = join(folders.home, "sheet.pdf");
	await answerDialogs(studio, { save: sheet });
	await exportAs(page, "Contact-sheet PDF…", 1, { Columns: 4 });
	const [first, second] = await readPdfs(studio, storyboard, sheet);
	expect(first).toMatchObject({ pages: 3, pictures: 5 });
	for (const caption of captions) expect(first && plain(first.words)).toContain(plain(caption));
	expect(second).toMatchObject({ pages: 1, pictures: 5 });

	const folder = join(folders.home, "numbered");
	await mkdir(folder);
	await answerDialogs(studio, { open: folder });
	await exportAs(page, "Numbered files…", 5);
	const shown = detail.slots.flatMap(({ frames, shown }) =>
		frames.flatMap(({ id, image }) => (id === shown && image !== undefined ? image : [])),
	);
	const found = (await readdir(folder)).sort();
	expect(found.map((name) => name.replace(/\.\w+$/, ""))).toEqual(
		shown.map((_, at) => `walk-0${at + 1}`),
	);
	for (const [at, name] of found.entries()) {
		const original = await readFile(join(folders.library, shown[at]?.file ?? ""));
		expect(original.equals(await readFile(join(folder, name)))).toBe(true);
	}
}

test("a set is culled by keys, redone in place with what was picked, captioned and exported", async ({
	studio,
}) => {
	const { page, folders, ask } = studio;
	await saveAccount(studio, ark);
	await chooseModelOf(page, labels.ark, /Seedream 5\.0/);
	await parts.prompt(page).fill("Six frames of a walk home in the rain");
	await askForSet(page, 6);
	ark.faults.nextSubmit({ kind: "stream", end: { how: "refuses-one", after: 2 } });
	const answerFirst = holdAnswers();
	await pressGenerate(studio, 1);
	await parts.queue(page).getByRole("button", { name: "Open set" }).click();
	await expect(frames(page).filter({ hasNot: page.locator("img") })).toHaveCount(6);
	answerFirst();
	const first = await newestJob(studio, "partial");
	const refused = frame(page, 3, ", refused");
	await expect(refused).toBeVisible();
	await page.keyboard.press("g");
	await expect(refused.getByText(/content rules do not allow it/)).toBeVisible();
	for (const picture of await frames(page).locator("img").all()) {
		await expect.poll(() => isDrawn(picture)).toBe(true);
	}

	// A list that was open once leaves the letters to the set, also while its button has the keyboard.
	const filter = page.getByRole("combobox", { name: "Show", exact: true });
	await filter.click();
	await page.keyboard.press("Escape");
	await page.keyboard.press("p");
	await frame(page, 1, ", picked").click();
	await expect(filter).toHaveText("All frames");
	const keys = ["ArrowRight", "p", "4", "ArrowRight", "ArrowRight", "x"];
	for (const key of [...keys, "ArrowRight", "x", "End", "2"]) await page.keyboard.press(key);
	for (const [number, words] of [
		[1, ", picked"],
		[2, ", picked, 4 stars"],
		[4, ", rejected"],
		[5, ", rejected"],
		[6, ", 2 stars"],
	] as const) {
		await expect(frame(page, number, words)).toBeVisible();
	}
	const images = await savedImages(studio);
	const imageAt = (index: number) => {
		const found = images.find((image) => image.index === index);
		if (found === undefined) throw new Error(`there is no picture ${index}`);
		return found;
	};
	const recipe = async () =>
		Recipe.parse(
			JSON.parse(
				await readFile(join(folders.library, dirname(imageAt(0).file), "recipe.json"), "utf8"),
			),
		).marks;
	await expect
		.poll(async () => (await recipe()).pictures)
		.toEqual({
			[imageAt(0).id]: { pick: "picked" },
			[imageAt(1).id]: { pick: "picked", stars: 4 },
			[imageAt(3).id]: { pick: "rejected" },
			[imageAt(4).id]: { pick: "rejected" },
			[imageAt(5).id]: { stars: 2 },
		});

	const answerRedo = holdAnswers();
	await page.getByRole("button", { name: /^Redo 2/ }).click();
	await expect.poll(async () => (await ask<Job[]>("jobs.list")).length).toBe(2);
	await expect(frame(page, 4, ", rejected, being drawn again")).toBeVisible();
	answerRedo();
	const redo = await newestJob(studio, "done");
	expect(ark.submits()).toHaveLength(2);
	expect(redo.request).toMatchObject({
		mode: "set",
		count: 2,
		follows: { way: "redo", set: first.id, slots: [3, 4] },
	});
	const hashes = [imageAt(0), imageAt(1)].map(async ({ file }) =>
		createHash("sha256")
			.update(await readFile(join(folders.library, file)))
			.digest("hex"),
	);
	const sent = redo.request.references.map((one) => (one.kind === "picture" ? one.id : one.url));
	expect(sent.sort()).toEqual((await Promise.all(hashes)).sort());
	for (const [at, slot] of [3, 4].entries()) {
		const fresh = redo.outputs[at]?.id;
		const picture = frame(page, slot + 1).locator("img");
		await expect(picture).toHaveAttribute("src", new RegExp(`${fresh}$`));
		await expect.poll(() => isDrawn(picture)).toBe(true);
	}
	await page.getByRole("button", { name: /^2 tries at frame 4/ }).click();
	await expect(
		page.getByRole("button", { name: "Try 1", exact: true }).locator("img"),
	).toHaveAttribute("src", new RegExp(`${imageAt(3).id}$`));
	await expect(page.getByRole("button", { name: "Try 2, stands here" })).toBeVisible();
	await page.keyboard.press("Escape");

	await frame(page, 1, ", picked").click();
	await page.keyboard.press("t");
	await expect(page.getByRole("textbox", { name: "Caption of frame 1" })).toBeFocused();
	await page.keyboard.type(captions[0]);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("textbox", { name: "Caption of frame 2" })).toBeFocused();
	await page.keyboard.type(captions[1]);
	await page.keyboard.press("Enter");
	await page.keyboard.press("Escape");
	await expect
		.poll(async () => (await recipe()).set?.captions)
		.toEqual({ 0: captions[0], 1: captions[1] });
	await exportEverything(studio, await ask<SetDetail>("sets.get", first.id));
});
