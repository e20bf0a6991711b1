import { expect } from "@playwright/test";
import { cellOf, chooseOf, editInto, library } from "./library-parts.ts";
import { newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

test.describe.configure({ timeout: 180_000 });

const { cells, chip, count } = library;
const dawn = "A lighthouse on a cliff at dawn";
const night = "A lighthouse on a cliff at night";
const rain = "A lighthouse on a cliff at night in heavy rain";

test("a picture's way is walked, its recipes compared, one of them made again", async ({
	studio,
}) => {
	const { page } = studio;
	await parts.prompt(page).fill(dawn);
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");
	await editInto(studio, dawn, night, 2);
	await studio.ask("money.setPrice", { gateway: "demo", model: "demo-painter", usd: 0.05 });
	await editInto(studio, night, rain, 3);

	await chooseOf(page, cellOf(page, rain), "Related", "Show what it came from");
	const view = page.getByRole("region", { name: "Where it comes from" });
	const graph = view.getByRole("region", { name: "Pictures and the jobs between them" });
	for (const prompt of [dawn, night, rain]) {
		await expect(graph.getByRole("article", { name: prompt, exact: true })).toBeVisible();
	}
	await expect(graph.getByRole("article")).toHaveCount(3);
	const tile = (prompt: string) =>
		graph.getByRole("button", { name: `Picture 1: ${prompt}`, exact: true });

	await test.step("arrows lead to what it came from and what came of it", async () => {
		await expect(tile(rain)).toHaveAttribute("aria-pressed", "true");
		await tile(rain).focus();
		await page.keyboard.press("ArrowLeft");
		await expect(tile(night)).toBeFocused();
		await page.keyboard.press("ArrowLeft");
		await expect(tile(dawn)).toBeFocused();
		await expect(tile(dawn)).toHaveAttribute("aria-pressed", "true");
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("ArrowRight");
		await expect(tile(rain)).toBeFocused();
	});

	await test.step("words and prices that changed stand out", async () => {
		await view.getByRole("button", { name: "Compare with what it came from" }).click();
		const changes = view.getByRole("region", { name: "What changed" });
		await expect(changes.locator("ins")).toHaveText([/in heavy rain/]);
		await expect(changes.locator("del")).toHaveCount(0);
		await expect(changes.getByRole("row", { name: /^Price a picture .*\$0\.05/ })).toBeVisible();
		await expect(changes.getByText("added", { exact: true })).toBeVisible();
		await expect(changes.getByText("removed", { exact: true })).toBeVisible();
		await changes.getByRole("button", { name: "Close the comparison" }).click();
		await expect(changes).toHaveCount(0);
	});

	await test.step("remix fills the whole form and sends nothing", async () => {
		await tile(night).click();
		await view.getByRole("button", { name: "Remix" }).click();
		await expect(parts.prompt(page)).toHaveText(night);
		await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(1);
		expect(await studio.ask<unknown[]>("jobs.list")).toHaveLength(3);
	});

	await tile(dawn).click();
	await view.getByRole("button", { name: "Show what came of it" }).click();
	await expect(chip(page, "Made from this picture")).toBeVisible();
	await expect(count(page)).toHaveText(/^1 .*found$/);
	await expect(cells(page)).toHaveAccessibleName(new RegExp(`^${night}, `));
});
