import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { fillLibrary } from "./fill-library.ts";
import { library, unstack } from "./library-parts.ts";
import { isDrawn, newestJob, parts, savedImages } from "./stories.ts";
import { startStudio, studioTest as test } from "./studio.ts";

const { count, field } = library;
const PICTURES = 2_000;

test("two thousand pictures scroll with few of them alive, and every place can be reached", async ({
	folders,
}) => {
	await fillLibrary(folders.library, PICTURES);
	const studio = await startStudio(folders);
	const { page } = studio;
	// Ten pictures of each job stand as one until they are spread.
	await expect(count(page)).toHaveText("200 sets and pictures", { timeout: 60_000 });
	await unstack(page);
	await expect(count(page)).toHaveText("2,000 pictures");
	await page.getByRole("option").first().hover();
	let alive = 0;
	for (let step = 0; step < 40; step += 1) {
		await page.mouse.wheel(0, 1_200);
		alive = Math.max(alive, await page.locator("img").count());
	}
	expect(alive).toBeGreaterThan(5);
	expect(alive).toBeLessThanOrEqual(150);
	await expect(page.getByRole("option", { name: /picture 2/ })).toHaveCount(0);
	await page.getByRole("option").first().focus();
	await page.keyboard.press("End");
	const last = page.getByRole("option", { name: /picture 0001/ }).last();
	await expect(last).toBeVisible();
	await expect.poll(() => isDrawn(last.locator("img"))).toBe(true);
	await studio.kill();
});

test("the index can be thrown away: it is made again from the folders", async ({ folders }) => {
	const first = await startStudio(folders);
	await parts.generate(first.page).click();
	await newestJob(first, "done");
	const before = await savedImages(first);
	await first.close();
	await rm(join(folders.library, ".seedcase"), { recursive: true });
	const second = await startStudio(folders);
	await expect.poll(() => savedImages(second)).toEqual(before);
	await expect
		.poll(() => isDrawn(second.page.locator('img[src^="media://thumb/"]').first()))
		.toBe(true);
	await second.kill();
});

test("search narrows the gallery in both languages", async ({ studio }) => {
	const { page } = studio;
	for (const [at, words] of ["neon panda", "霓虹灯下的少女"].entries()) {
		await parts.prompt(page).fill(words);
		await expect(async () => {
			const jobs = await studio.ask<unknown[]>("jobs.list");
			if (jobs.length <= at) await parts.generate(page).click();
			expect((await studio.ask<unknown[]>("jobs.list")).length).toBe(at + 1);
		}).toPass();
		await newestJob(studio, "done");
	}
	await expect(page.getByRole("option")).toHaveCount(2);
	for (const [text, found] of [
		["少女", 1],
		["panda", 1],
		["nothing of the kind", 0],
	] as const) {
		await field(page).fill(text);
		await expect(page.getByRole("option")).toHaveCount(found);
	}
});
