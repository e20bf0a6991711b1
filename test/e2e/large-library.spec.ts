import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import type { LibraryQuery } from "../../src/contract/library-query.ts";
import { answerDialogs } from "./board-parts.ts";
import { runInElectronNode } from "./electron-node.ts";
import type { PdfFacts } from "./print-pdf-facts.ts";
import { isDrawn } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";
import { unpackZip } from "./unpack-zip.ts";

const PICTURES = 100_000;
/** So many of the newest have files. */
const REAL = 240;

const field = (page: Page) => page.getByRole("combobox", { name: /^Search words/ });
const cells = (page: Page) => page.getByRole("region", { name: "Pictures" }).getByRole("option");
const count = (page: Page) => page.getByRole("region", { name: "Pictures" }).getByRole("status");
const bar = (page: Page) => page.locator("[data-selection-bar]");

async function found(studio: Studio, filter: Partial<LibraryQuery["filter"]>): Promise<number> {
	return studio.ask<number>("library.count", { text: "", ...filter });
}

/** The gallery says how many pictures main counts; older ones, whose files nobody made, leave as they are looked at. */
async function expectCounted(studio: Studio, of: Partial<LibraryQuery["filter"]>): Promise<number> {
	let counted = 0;
	await expect(async () => {
		counted = await found(studio, of);
		const kind = Object.keys(of).length === 0 ? "pictures" : "pictures found";
		await expect(count(studio.page)).toHaveText(`${counted.toLocaleString("en-US")} ${kind}`, {
			timeout: 1_000,
		});
	}).toPass();
	return counted;
}

/** Files of a drag from now on, as the system would have been given them. */
async function watchDrags({ app }: Studio): Promise<() => Promise<readonly string[]>> {
	await app.evaluate(({ BrowserWindow }) => {
		const dragged: string[] = [];
		Object.assign(globalThis, { dragged });
		for (const { webContents } of BrowserWindow.getAllWindows()) {
			webContents.startDrag = ({ file, files }) => {
				dragged.push(...(files ?? [file]));
			};
		}
	});
	return () => app.evaluate(() => (globalThis as { dragged?: string[] }).dragged ?? []);
}

/** What exiftool, which knows nothing of this app, says of a file. */
async function exifOf(path: string): Promise<Record<string, unknown>> {
	const folder = dirname(
		createRequire(import.meta.url).resolve("exiftool-vendored.pl/package.json"),
	);
	const { stdout } = await promisify(execFile)("perl", [
		join(folder, "bin/exiftool"),
		...["-j", "-G1", "-struct"],
		path,
	]);
	const [facts = {}] = JSON.parse(stdout) as Record<string, unknown>[];
	return facts;
}

// Nobody keeps 100,000 files in a test: older pictures have none.
test.use({ allowedConsole: /404 \(Not Found\)/ });

test("a library of 100,000 opens, is found in, ordered, trashed, given out, all without a network", async ({
	folders,
}) => {
	test.setTimeout(300_000);
	await runInElectronNode("make-large-library.ts", [
		folders.library,
		String(PICTURES),
		String(REAL),
	]);
	const studio = await startStudio(folders);
	const { page, app, ask } = studio;
	await app.context().setOffline(true);

	await expect(count(page)).toHaveText(/^[\d,]+ sets and pictures$/);
	await expect.poll(() => isDrawn(cells(page).first().locator("img").first())).toBe(true);
	await page.getByRole("button", { name: "Unstack sets" }).click();
	await expect(count(page)).toHaveText("100,000 pictures");

	await test.step("a month half way down is one press away", async () => {
		const months = page.getByRole("slider", { name: "Months" });
		const box = await months.boundingBox();
		if (box === null) throw new Error("there is no scrubber");
		await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
		await expect(months).toHaveAttribute("aria-valuetext", /2025/);
		await expect(page.getByText(/^\w+, \w+ \d+, 2025$/).first()).toBeVisible();
		await expect(cells(page).first()).toHaveAccessibleName(/2025/);
	});

	await test.step("words of both languages are found as they are typed", async () => {
		for (const word of ["少女", "neon"]) {
			await field(page).fill(word);
			expect(await expectCounted(studio, { text: word })).toBeGreaterThan(100);
			await expect(cells(page).first()).toHaveAccessibleName(new RegExp(word));
		}
		await page.getByRole("button", { name: "Stack sets" }).click();
		await expect(count(page)).toHaveText(/sets and pictures found$/);
		await page.getByRole("button", { name: "Unstack sets" }).click();
		await field(page).fill("");
		await expectCounted(studio, {});
	});

	await test.step("five are tagged, trashed, and taken back", async () => {
		const before = await expectCounted(studio, {});
		await cells(page).nth(0).click();
		await cells(page)
			.nth(4)
			.click({ modifiers: ["Shift"] });
		await expect(bar(page)).toHaveAccessibleName("5 pictures chosen");
		await page.keyboard.press("t");
		await page.keyboard.type("launch 发布");
		await page.keyboard.press("Enter");
		await expect.poll(() => found(studio, { tags: ["launch 发布"] })).toBe(5);
		await page.keyboard.press("Escape");
		await cells(page).nth(4).focus();
		await page.keyboard.press("Delete");
		await expect.poll(() => found(studio, { state: "trashed" })).toBe(5);
		expect(await expectCounted(studio, {})).toBe(before - 5);
		expect(await readdir(join(folders.library, "trash/pictures"))).toHaveLength(5);
		await page.keyboard.press("Control+z");
		await expect.poll(() => found(studio, { state: "trashed" })).toBe(0);
		expect(await expectCounted(studio, {})).toBe(before);
		expect(await found(studio, { tags: ["launch 发布"] })).toBe(5);
	});

	const [first] = await ask<{ readonly file: string; readonly prompt: string }[]>("library.page", {
		query: { filter: { text: "" } },
		offset: 0,
		limit: 1,
	});
	if (first === undefined) throw new Error("the library has no pictures");

	await test.step("dragged out, the file is the very file", async () => {
		const dragged = await watchDrags(studio);
		await cells(page).first().click();
		await cells(page).first().hover();
		await page.mouse.down();
		await page.mouse.move(600, 500, { steps: 8 });
		await expect.poll(dragged).toHaveLength(1);
		await page.mouse.up();
		const [path = ""] = await dragged();
		expect(await readFile(path)).toEqual(await readFile(join(folders.library, first.file)));
	});

	await test.step("a hand-off pack opens in other programs", async () => {
		const zip = join(folders.home, "pack.zip");
		await answerDialogs(studio, { save: zip });
		await cells(page).nth(0).click();
		await cells(page)
			.nth(2)
			.click({ modifiers: ["Shift"] });
		await bar(page).getByRole("button", { name: "Export…" }).click();
		const dialog = page.getByRole("dialog");
		await dialog.getByRole("radio", { name: "Hand-off pack" }).click();
		await dialog.getByRole("radio", { name: "The recipe" }).click();
		await dialog.getByRole("button", { name: "Export…" }).click();
		await expect.poll(() => existsSync(zip), { timeout: 60_000 }).toBe(true);
		if (existsSync("/usr/bin/unzip")) await promisify(execFile)("unzip", ["-tq", zip]);

		const folder = join(folders.home, "pack");
		const names = await unpackZip(zip, folder);
		const pictures = names.filter((name) => /\.(png|jpe?g|webp)$/.test(name));
		expect(pictures).toHaveLength(3);
		const manifest: unknown = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
		expect(manifest).toMatchObject({ pictures: [{ prompt: first.prompt }, {}, {}] });
		const facts = await exifOf(join(folder, pictures[0] ?? ""));
		expect(facts).toMatchObject({
			"XMP-iptcExt:DigitalSourceType": expect.stringMatching(/trainedAlgorithmicMedia|Created by/i),
			"XMP-dc:Description": first.prompt,
		});
		const pdf = names.find((name) => name.endsWith(".pdf")) ?? "";
		const [sheet] = JSON.parse(
			await runInElectronNode("print-pdf-facts.ts", [join(folder, pdf)]),
		) as PdfFacts[];
		expect(sheet).toMatchObject({ pages: 1, pictures: 3 });
	});
	await studio.kill();
});
