import { expect, type Page } from "@playwright/test";
import type { Job } from "../../src/contract/jobs.ts";
import type { ImageDetail } from "../../src/contract/library.ts";
import { drag, middleOf } from "./board-parts.ts";
import { dropReferences, newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

const tile = (page: Page, position: number) =>
	page.getByRole("button", { name: new RegExp(`^Reference ${position}: `) });

/** Names a picture by the menu of its tile. */
async function nameTile(page: Page, position: number, name: string): Promise<void> {
	await tile(page, position).click({ button: "right" });
	await page.getByRole("menuitem", { name: "Name and role…" }).click();
	const form = page.getByRole("form", { name: "Name and role…" });
	await form.getByRole("textbox", { name: "Name" }).fill(name);
	await form.getByRole("button", { name: "Save", exact: true }).click();
	await expect(form).toHaveCount(0);
}

/** Writes words and mentions; what begins with `@` is chosen from the picker by these keys. */
async function write(page: Page, ...pieces: readonly string[]): Promise<void> {
	await parts.prompt(page).click();
	await page.keyboard.press("Control+a");
	await page.keyboard.press("Delete");
	const list = page.getByRole("listbox", { name: "References to mention" });
	for (const piece of pieces) {
		await page.keyboard.type(piece);
		if (!piece.startsWith("@")) continue;
		await expect(list.getByRole("option")).toHaveCount(1);
		await page.keyboard.press("Enter");
		await expect(list).toHaveCount(0);
	}
}

/** Composes 围巾 twice by an input method, and presses the keys that send meanwhile. */
async function composeWithKeys(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	for (const keys of ["Enter", "Control+Enter"]) {
		const text = "weijin";
		await cdp.send("Input.imeSetComposition", { text, selectionStart: 6, selectionEnd: 6 });
		await page.keyboard.press(keys);
		await cdp.send("Input.insertText", { text: "围巾" });
	}
	await cdp.detach();
}

test("named pictures stand in the prompt as chips, which become what the model understands, and composing sends nothing", async ({
	studio,
}) => {
	const { page, ask } = studio;
	const prompt = parts.prompt(page);
	const sent = page.locator("[data-sent-prompt]");
	await dropReferences(studio, 2);
	await nameTile(page, 1, "shoe");
	await nameTile(page, 2, "围巾");

	await prompt.click();
	await page.keyboard.press("Control+a");
	await page.keyboard.type("Drape @");
	const list = page.getByRole("listbox", { name: "References to mention" });
	await expect(list.getByRole("option")).toHaveText([/@shoe/, /@围巾/]);
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await page.keyboard.type("over the ");
	await page.keyboard.type("@sh");
	await expect(list.getByRole("option")).toHaveText([/@shoe/]);
	await page.keyboard.press("Enter");
	await expect(prompt.locator("[data-chip=attached]")).toHaveText(["@围巾", "@shoe"]);
	await page.getByRole("button", { name: "What is sent" }).click();
	await expect(sent).toHaveText(/^Drape image 2 over the image 1\s*$/);

	await composeWithKeys(page);
	await expect(prompt).toContainText("围巾围巾");
	expect(await ask<Job[]>("jobs.list")).toEqual([]);

	await write(page, "把", "@围", "搭在", "@shoe", "上面");
	await expect(sent).toHaveText(/^把\s?图2\s?搭在\s?图1\s?上面$/);
	const { x, y } = await middleOf(tile(page, 2));
	await drag(page, await middleOf(tile(page, 1)), { x: x + 16, y });
	await expect(sent).toHaveText(/^把\s?图1\s?搭在\s?图2\s?上面$/);

	await tile(page, 1).hover();
	await page.getByRole("button", { name: "Remove reference 1" }).click();
	await expect(prompt.locator("[data-chip=missing]")).toHaveText(["@围巾"]);
	await expect(
		page.getByText(/“@围巾” is in the prompt, but not among the references/),
	).toBeVisible();
	await expect(parts.generate(page)).toBeDisabled();
	expect(await ask<Job[]>("jobs.list")).toEqual([]);
	await page.getByRole("button", { name: "Attach it again" }).click();
	await expect(prompt.locator("[data-chip=missing]")).toHaveCount(0);
	await expect(sent).toHaveText(/^把\s?图2\s?搭在\s?图1\s?上面$/);

	await pressGenerate(studio, 1);
	const job = await newestJob(studio, "done");
	const { recipe } = await ask<ImageDetail>("library.get", job.outputs[0]?.id);
	expect(recipe?.request.prompt).toBe(await sent.textContent());
	const [shoe, scarf] = (recipe?.request.references ?? []).map((one) =>
		one.kind === "picture" ? one.id : "",
	);
	const mentions = recipe?.request.wording?.filter(({ kind }) => kind === "mention");
	expect(mentions).toEqual([
		{ kind: "mention", reference: scarf, name: "围巾" },
		{ kind: "mention", reference: shoe, name: "shoe" },
	]);
});
