import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Activity } from "../../src/contract/activity.ts";
import { gradientPng, stampedPng } from "../simulator/png.ts";
import { answerDialogs } from "./board-parts.ts";
import { hashesOnDisk } from "./gateway-stories.ts";
import { counted, library } from "./library-parts.ts";
import { newestJob, parts, pressGenerate, savedImages } from "./stories.ts";
import { dropFiles, type Studio, startStudio, studioTest as test } from "./studio.ts";

const { cells, count } = library;
const DISTINCT = 52;
const TWINS = 6;
/** Large enough that an import of 60 is not over in a moment. */
const SIZE = { width: 1_600, height: 1_200 };

const gallery = (page: Page) => page.getByRole("region", { name: "Pictures" });

/**
 * Fifty-two pictures in folders of a folder, six of them twice, one that is cut short, and one whose
 * name alone is a picture's: sixty files. @returns the hashes of the pictures
 */
async function mixedFolder(folder: string): Promise<string[]> {
	const samples = [0, 1, 2, 3].map((seed) => gradientPng({ ...SIZE, seed }));
	const at = (n: number) => samples[n % samples.length] ?? Buffer.alloc(0);
	const pictures = Array.from({ length: DISTINCT }, (_, n) => stampedPng(at(n), `picture ${n}`));
	const names = pictures.map((_, n) => join(folder, `part-${n % 3}`, `picture-${n}.png`));
	for (const part of ["part-0", "part-1", "part-2", "twins"]) {
		await mkdir(join(folder, part), { recursive: true });
	}
	await Promise.all(pictures.map((bytes, n) => writeFile(names[n] ?? "", bytes)));
	const twins = pictures.slice(0, TWINS).entries();
	for (const [n, bytes] of twins) await writeFile(join(folder, "twins", `twin-${n}.png`), bytes);
	await writeFile(join(folder, "torn.png"), at(1).subarray(0, 4_000));
	await writeFile(join(folder, "words.png"), "no picture at all");
	return pictures.map((bytes) => createHash("sha256").update(bytes).digest("hex")).sort();
}

async function newest(studio: Studio): Promise<Activity | undefined> {
	const list = await studio.ask<Activity[]>("activities.list");
	return list.find(({ kind }) => kind === "import");
}

async function openLongWork(page: Page) {
	await page.getByRole("button", { name: /long work/i }).click();
	const panel = page.getByRole("dialog", { name: "Long work" });
	await expect(panel).toBeVisible();
	return panel;
}

test("a mixed folder comes in once: how far it is, a pause, twins and what is no picture are told", async ({
	studio,
}) => {
	test.setTimeout(240_000);
	const { page, folders } = studio;
	const folder = join(folders.home, "mixed");
	const hashes = await mixedFolder(folder);
	const notes = join(folders.home, "notes.txt");
	await writeFile(notes, "no picture");
	const before = await readdir(folder, { recursive: true });

	await dropFiles(page, gallery(page), [folder, notes]);
	const panel = await openLongWork(page);
	await panel.getByRole("button", { name: "Pause: Importing mixed" }).click();
	await expect(panel.getByRole("listitem", { name: "Import of mixed is paused" })).toBeVisible();
	const paused = await newest(studio);
	expect(paused?.done).toBeLessThan(61);
	const bar = panel.getByRole("progressbar", { name: "Import of mixed is paused" });
	await expect(bar).toBeVisible();
	await expect(panel.getByText(/^\d+ of 61$/)).toBeVisible();
	await panel.getByRole("button", { name: "Go on: Import of mixed is paused" }).click();

	const row = panel.getByRole("listitem", { name: "52 pictures imported from mixed" });
	await expect(row).toBeVisible({ timeout: 120_000 });
	await expect(row.getByText("6 were there already.")).toBeVisible();
	await row.getByRole("button", { name: "3 problems" }).click();
	await expect(row.getByText(/^torn\.png is damaged or cut short/)).toBeVisible();
	await expect(row.getByText(/^words\.png is not a picture/)).toBeVisible();
	await expect(row.getByText(/^notes\.txt is not a picture/)).toBeVisible();
	await page.keyboard.press("Escape");

	expect(await counted(studio, { origin: "imported" })).toBe(DISTINCT);
	expect(await hashesOnDisk(studio)).toEqual(hashes);
	expect(await readdir(folder, { recursive: true })).toEqual(before);
	await expect(cells(page).first()).toBeVisible();

	await test.step("dropped once more, nothing comes in a second time", async () => {
		await dropFiles(page, gallery(page), [join(folder, "twins")]);
		await expect.poll(async () => (await newest(studio))?.facts).toMatchObject({ known: TWINS });
		expect(await counted(studio)).toBe(DISTINCT);
	});
});

test("killed in the middle, an import goes on at the next start and every picture is there once", async ({
	folders,
}) => {
	test.setTimeout(240_000);
	const folder = join(folders.home, "mixed");
	const hashes = await mixedFolder(folder);
	const first = await startStudio(folders);
	await dropFiles(first.page, gallery(first.page), [folder]);
	await expect
		.poll(async () => (await newest(first))?.done ?? 0, { intervals: [10], timeout: 60_000 })
		.toBeGreaterThan(5);
	const last = await newest(first);
	expect(last).toMatchObject({ state: "running" });
	await first.kill();

	const second = await startStudio(folders);
	await expect.poll(async () => (await newest(second))?.state, { timeout: 120_000 }).toBe("done");
	expect(await counted(second)).toBe(DISTINCT);
	expect(await hashesOnDisk(second)).toEqual(hashes);
	const files = await readdir(folders.library, { recursive: true });
	const kept = files.filter((name) => /^\d{4}-\d\d.*\.png$/.test(name));
	expect(kept).toHaveLength(DISTINCT);
	await expect(cells(second.page).first()).toBeVisible();
	await second.kill();
});

test("a linked picture stays where it is; one that was exported with its recipe gives it back", async ({
	studio,
}) => {
	test.setTimeout(180_000);
	const { page, folders } = studio;
	const wish = "A paper boat on a still pond";
	await parts.prompt(page).fill(wish);
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");

	await test.step("linked: the library has no file of it", async () => {
		const original = join(folders.home, "poster.png");
		await writeFile(original, gradientPng({ width: 320, height: 200, seed: 5 }));
		await page.getByRole("button", { name: "Import pictures" }).click();
		await page.getByRole("radio", { name: /^Link to the originals/ }).click();
		await page.keyboard.press("Escape");
		await dropFiles(page, gallery(page), [original]);
		await expect(page.getByRole("option", { name: /linked, its file stays/ })).toBeVisible();
		await expect(count(page)).toHaveText("2 sets and pictures");
		const linked = (await savedImages(studio)).find(({ link }) => link !== undefined);
		expect(linked).toMatchObject({ link: original, imported: true });
		await expect(access(join(folders.library, linked?.file ?? ""))).rejects.toThrow();
	});

	await test.step("exported with its recipe and dropped back, it fills the form", async () => {
		const out = join(folders.home, "out");
		await mkdir(out);
		await answerDialogs(studio, { open: out, save: out });
		await page.getByRole("option", { name: new RegExp(`^${wish}`) }).click();
		await page.getByRole("button", { name: "Export…", exact: true }).click();
		const dialog = page.getByRole("dialog", { name: "Export 1 picture" });
		await dialog.getByRole("radio", { name: "Folder" }).click();
		await dialog.getByRole("radio", { name: /^The recipe/ }).click();
		await dialog.getByRole("button", { name: "Export…" }).click();
		const found = async () => {
			const names = await readdir(out, { recursive: true });
			return names.filter((name) => name.endsWith(".png"));
		};
		await expect.poll(found, { timeout: 60_000 }).toHaveLength(1);
		await expect(page.getByText("1 picture is in the folder.").first()).toBeVisible();
		const [name = ""] = await found();
		const exported = join(out, name);
		expect((await readFile(exported)).includes(wish)).toBe(true);

		await parts.prompt(page).fill("Something else");
		await dropFiles(page, gallery(page), [exported]);
		const question = page.getByRole("dialog", { name: /has its recipe with it/ });
		await expect(question.getByText(wish)).toBeVisible();
		await question.getByRole("button", { name: "Take its recipe" }).click();
		await expect(question).toBeHidden();
		await expect(parts.prompt(page)).toHaveText(wish);
		expect(await studio.ask<unknown[]>("jobs.list")).toHaveLength(1);
		expect(await counted(studio)).toBe(2);
	});
});
