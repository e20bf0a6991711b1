import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Job } from "../../src/contract/jobs.ts";
import type { ImageRecord } from "../../src/contract/library.ts";
import { gradientPng } from "../simulator/png.ts";
import { dropFiles, type Studio } from "./studio.ts";

/** The parts of the window by their roles and names, as a screen reader finds them. */
export const parts = {
	prompt: (page: Page) => page.getByRole("textbox", { name: "Prompt", exact: true }),
	generate: (page: Page) => page.getByRole("button", { name: /^Generate/ }),
	references: (page: Page) => page.getByRole("list", { name: /^References/ }),
	queue: (page: Page) => page.getByRole("region", { name: "Queue" }),
	gallery: (page: Page) => page.getByRole("region", { name: "Pictures" }),
};

/** Adds an account through the settings sheet, as a designer does. */
export async function addAccount(
	page: Page,
	account: {
		readonly name: string;
		readonly address: string;
		readonly key: string;
		readonly weak?: boolean;
		/** As the list of the form names it; absent: the first of the list. */
		readonly gateway?: string;
		/** What the test of the account must find besides. */
		readonly says?: RegExp;
	},
): Promise<void> {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "Settings" });
	await sheet.getByRole("button", { name: "Add account" }).click();
	const form = page.getByRole("dialog");
	if (account.gateway !== undefined) {
		await form.getByRole("combobox", { name: "Gateway" }).click();
		await page.getByRole("option", { name: account.gateway }).click();
	}
	await form.getByLabel("Name", { exact: true }).fill(account.name);
	await form.getByLabel("Address").fill(account.address);
	await form.getByLabel("Key", { exact: true }).fill(account.key);
	if (account.weak === true) await form.getByRole("radio", { name: /weakly/ }).click();
	await form.getByRole("button", { name: "Test", exact: true }).click();
	await expect(form.getByText("answers and takes this key")).toBeVisible();
	if (account.says !== undefined) await expect(form.getByText(account.says)).toBeVisible();
	await form.getByRole("button", { name: "Save", exact: true }).click();
	await expect(page.getByText(account.name).first()).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Picks a model of an account in the form. */
export async function chooseModel(page: Page, model: RegExp): Promise<void> {
	await page.getByRole("button", { name: /^Model:/ }).click();
	await page.getByRole("option", { name: model }).click();
	await expect(page.getByRole("button", { name: model })).toBeVisible();
}

/** Makes pictures in the test's folder and drops them onto the reference strip. */
export async function dropReferences(studio: Studio, count: number): Promise<void> {
	const { page, folders } = studio;
	const files = Array.from({ length: count }, (_, n) => join(folders.home, `shoe-${n + 1}.png`));
	for (const [seed, file] of files.entries()) {
		await writeFile(file, gradientPng({ width: 320 + seed, height: 240, seed: seed + 3 }));
	}
	await dropFiles(page, parts.references(page), files);
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(count);
}

export async function askForSet(page: Page, count: number): Promise<void> {
	await page.getByRole("radio", { name: "Matching set" }).click();
	const number = page.getByRole("textbox", { name: "Number of pictures" });
	await number.fill(String(count));
	await number.press("Tab");
}

/**
 * Presses Generate until there are this many jobs: a press that follows another at once is taken
 * for the same one, which is what keeps a double click from paying twice.
 */
export async function pressGenerate(
	studio: Studio,
	jobs: number,
	button = parts.generate(studio.page),
): Promise<void> {
	await expect(async () => {
		const before = await studio.ask<Job[]>("jobs.list");
		if (before.length < jobs) await button.click();
		expect(await studio.ask<Job[]>("jobs.list")).toHaveLength(jobs);
	}).toPass();
}

/** The newest job once it is in this state. */
export async function newestJob(studio: Studio, state: Job["state"]): Promise<Job> {
	let newest: Job | undefined;
	await expect
		.poll(
			async () => {
				[newest] = await studio.ask<Job[]>("jobs.list");
				return newest?.state;
			},
			{ timeout: 40_000 },
		)
		.toBe(state);
	if (newest === undefined) throw new Error("there is no job");
	return newest;
}

export function savedImages(studio: Studio): Promise<ImageRecord[]> {
	return studio.ask("library.page", { query: { filter: { text: "" } }, offset: 0, limit: 200 });
}

/** True when the window has really drawn it: loaded, decoded, with pixels. */
export function isDrawn(image: Locator): Promise<boolean> {
	return image.evaluate((element) => {
		const shown = element as HTMLImageElement;
		return shown.complete && shown.naturalWidth > 0;
	});
}
