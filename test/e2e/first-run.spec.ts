import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { isDrawn, newestJob, parts, savedImages } from "./stories.ts";
import { startStudio, studioTest as test } from "./studio.ts";

test("the first start needs one press: Demo, an example, a picture on disk", async ({ studio }) => {
	const { page } = studio;
	await expect(page.getByRole("button", { name: /^Model: Demo/ })).toBeVisible();
	await expect(parts.prompt(page)).not.toHaveText("");
	await parts.generate(page).click();
	const job = await newestJob(studio, "done");
	expect(job.outputs.map(({ state }) => state)).toEqual(["saved"]);

	const [image] = await savedImages(studio);
	if (image === undefined) throw new Error("nothing was saved");
	const bytes = await readFile(join(studio.folders.library, image.file));
	expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
	await expect(parts.queue(page).getByText(/Saved 1 picture/)).toBeVisible();

	const cell = page.locator("img").first();
	await expect.poll(() => isDrawn(cell)).toBe(true);
});

test("what was made is there after a restart, and opens in the viewer with its recipe", async ({
	folders,
}) => {
	const first = await startStudio(folders);
	await parts.generate(first.page).click();
	const job = await newestJob(first, "done");
	await first.close();

	const second = await startStudio(folders);
	const { page } = second;
	await page.getByRole("option").first().dblclick();
	await expect(page.getByRole("button", { name: "Back", exact: true })).toBeVisible();
	await expect(page.getByText(job.request.prompt.slice(0, 30)).first()).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("option").first()).toBeVisible();
	await second.close();
});

test("Enter never sends; Ctrl+Enter does, but not while an input method composes", async ({
	studio,
}) => {
	const { page } = studio;
	const prompt = parts.prompt(page);
	await prompt.click();
	await page.keyboard.press("Enter");
	await prompt.dispatchEvent("compositionstart");
	await prompt.dispatchEvent("keydown", {
		key: "Enter",
		ctrlKey: true,
		isComposing: true,
		bubbles: true,
	});
	await prompt.dispatchEvent("keydown", {
		key: "Enter",
		ctrlKey: true,
		keyCode: 229,
		bubbles: true,
	});
	await prompt.dispatchEvent("compositionend");
	expect(await studio.ask<unknown[]>("jobs.list")).toEqual([]);
	await expect
		.poll(async () => {
			await prompt.press("Control+Enter");
			return (await studio.ask<unknown[]>("jobs.list")).length;
		})
		.toBeGreaterThan(0);
});

test("everything wrong is said in place before sending", async ({ studio }) => {
	const { page } = studio;
	await parts.prompt(page).fill("");
	await expect(parts.generate(page)).toBeDisabled();
	await expect(page.getByText("Describe the picture first.")).toBeVisible();
	await parts.prompt(page).fill("x".repeat(4_001));
	await expect(page.getByText(/Shorten it by 1/)).toBeVisible();
	await expect(parts.generate(page)).toBeDisabled();
});

test("the Demo gateway can be asked to fail, and the job says what happened", async ({
	studio,
}) => {
	const { page } = studio;
	const [account] = await studio.ask<{ id: string }[]>("accounts.list");
	const submit = (rehearse: string) =>
		studio.ask("jobs.submit", {
			requests: [
				{
					account: account?.id,
					model: "demo-painter",
					prompt: `rehearse ${rehearse}`,
					references: [],
					size: { kind: "tier", tier: "1K" },
					mode: "set",
					count: 3,
					extras: { rehearse },
				},
			],
		});
	await submit("refused-frame");
	const partial = await newestJob(studio, "partial");
	expect(partial.outputs.filter(({ state }) => state === "saved")).toHaveLength(2);
	await expect(parts.queue(page).getByText(/2 of 3 saved/)).toBeVisible();
	await submit("connection-lost");
	await newestJob(studio, "unknown");
	await expect(parts.queue(page).getByText(/Outcome unknown/)).toBeVisible();
	await submit("no-money");
	await newestJob(studio, "failed");
	await expect(parts.queue(page).getByText(/no money left/)).toBeVisible();
});
