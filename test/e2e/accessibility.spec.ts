import { expect } from "@playwright/test";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { lookInBothThemes, resourceKey } from "./accessible.ts";
import { dropPictures } from "./board-parts.ts";
import {
	chooseModelOf,
	labels,
	order,
	queueRow,
	requestOf,
	saveAccount,
	setPrice,
} from "./gateway-stories.ts";
import { askForSet, dropReferences, isDrawn, newestJob, parts, pressGenerate } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";

// axe is put into the page from outside, which the page's own policy does not foresee.
test.use({ allowedConsole: /Content Security Policy/i });

/** Every main state there is, one after the other; `look` is called in each. */
async function walkThroughStates(studio: Studio, look: Look): Promise<void> {
	const { page } = studio;
	await expect(parts.generate(page)).toBeVisible();
	await look("first run");
	await parts.prompt(page).fill("");
	await look("composing with a problem");
	await page.getByRole("button", { name: "Advanced" }).click();
	await look("advanced fields");
	await parts.prompt(page).fill("A quiet harbour at dawn");
	await parts.generate(page).click();
	await newestJob(studio, "done");
	await expect(page.getByRole("option").first()).toBeVisible();
	await look("gallery with a picture");
	await page.getByRole("option").first().click();
	await expect(page.getByText("Recipe", { exact: true }).first()).toBeVisible();
	await look("inspector");
	await page.getByRole("option").first().dblclick();
	await expect(page.getByRole("button", { name: "Back", exact: true })).toBeVisible();
	await look("viewer");
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
	await look("settings");
	await page.getByRole("button", { name: "Add account" }).click();
	await expect(page.getByLabel("Key", { exact: true })).toBeVisible();
	await look("adding an account");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await page.keyboard.press("Control+K");
	await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
	await look("command palette");
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
}

type Look = (state: string, part?: string) => Promise<void>;
type Gateways = { readonly ark: Simulator; readonly tokaify: Simulator };

/** Prices, a budget, an order of fall-back, and jobs in the queue that need a word. */
async function prepareGateways(studio: Studio, { ark, tokaify }: Gateways): Promise<void> {
	await setPrice(studio, await saveAccount(studio, ark), 0.03);
	const relay = await saveAccount(studio, tokaify);
	const { model } = requestOf(relay);
	await studio.ask("settings.set", {
		budget: { usd: 2, period: "month" },
		fallbackOrder: [{ account: relay.id, model }],
		fallBack: true,
	});
	tokaify.faults.nextSubmit({ kind: "reset", at: "after-body" });
	await order(studio, relay);
	await newestJob(studio, "unknown");
}

async function lookAtSettings({ page }: Studio, look: Look): Promise<void> {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "Settings" });
	const titles = ["Accounts", "Money", "Fall-back order", "References", "Library", "Mirror"];
	for (const part of titles) {
		await expect(sheet.getByRole("heading", { name: part, exact: true }).first()).toBeVisible();
	}
	await look("settings with gateways, money, fall-back and references");
	await sheet.locator("#settings-hosts").getByRole("button", { name: "Add bucket" }).click();
	await look("adding a bucket");
	await page.getByRole("button", { name: "Back to settings" }).click();
	await sheet.getByRole("button", { name: "Add account" }).click();
	const form = page.getByRole("dialog", { name: "Add account" });
	for (const kind of ["Custom: task", "Custom: answers at once"]) {
		await form.getByRole("combobox", { name: "Gateway" }).click();
		await page.getByRole("option", { name: kind }).click();
		await form.getByRole("button", { name: "Test", exact: true }).click();
		await expect(form.getByText("Some fields above need another look.")).toBeVisible();
		await look(`describing a gateway, ${kind}`);
	}
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
}

async function lookAtComparison(studio: Studio, look: Look): Promise<void> {
	const { page } = studio;
	await page.getByRole("button", { name: /^Model:/ }).click();
	await expect(page.getByRole("option", { name: /Seedream 4\.5/ })).toBeVisible();
	await look("many models to choose from");
	await page.keyboard.press("Escape");
	await chooseModelOf(page, labels.ark, /Seedream 5\.0/);
	await parts.prompt(page).fill("Two lanterns");
	await expect(page.getByRole("switch", { name: /go on with Tokaify/ })).toBeVisible();
	await look("composing with an order of fall-back");
	await page.getByRole("button", { name: "Also send to…" }).click();
	await page.getByRole("menuitemcheckbox", { name: /Seedream 5\.0.*Tokaify/ }).click();
	await look("choosing whom else to send to", '[role="menu"]');
	await page.keyboard.press("Escape");
	await pressGenerate(studio, 3, page.getByRole("button", { name: /^Generate on 2 gateways/ }));
	await newestJob(studio, "done");
	await expect(queueRow(page, /^Outcome unknown/)).toBeVisible();
	await parts.queue(page).getByRole("button", { name: "Compare", exact: true }).click();
	const pictures = page.getByRole("region", { name: "Comparison" }).locator("ol img");
	await expect(pictures).toHaveCount(2);
	for (const picture of await pictures.all()) await expect.poll(() => isDrawn(picture)).toBe(true);
	await look("a comparison, and a job of unknown outcome");
}

test("axe finds nothing in the main states", async ({ studio }) => {
	await walkThroughStates(studio, (state) => lookInBothThemes(studio, state));
});

test("axe finds nothing where several gateways are used", async ({ studio }) => {
	const gateways = { ark: await startSimulator("ark"), tokaify: await startSimulator("tokaify") };
	const look: Look = (state, part) => lookInBothThemes(studio, state, part);
	try {
		await prepareGateways(studio, gateways);
		await lookAtSettings(studio, look);
		await lookAtComparison(studio, look);
	} finally {
		await Promise.all(Object.values(gateways).map((gateway) => gateway.close()));
	}
});

test("axe finds nothing on the board, in a set and in the editor of references; all of it is there in Chinese", async ({
	folders,
}) => {
	const studio = await startStudio(folders, { stage: "board" });
	const { page } = studio;
	await dropPictures(studio, 2);
	await page.keyboard.press("n");
	await page.keyboard.type("Warm light");
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Show the library" }).click();
	await lookInBothThemes(studio, "board with items", "main");
	await page.getByRole("button", { name: /^Boards / }).click();
	await expect(page.getByRole("dialog", { name: "Boards" })).toBeVisible();
	await lookInBothThemes(studio, "list of boards", '[role="dialog"]');
	await page.keyboard.press("Escape");

	await dropReferences(studio, 1);
	await page.getByRole("button", { name: /^Reference 1: / }).click({ button: "right" });
	await page.getByRole("menuitem", { name: "Edit picture…" }).click();
	await expect(
		page
			.getByRole("dialog", { name: /^Edit / })
			.locator("canvas")
			.first(),
	).toBeVisible();
	await lookInBothThemes(studio, "editor of references", '[role="dialog"]');
	await page.keyboard.press("Escape");

	await askForSet(page, 3);
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");
	await parts.queue(page).getByRole("button", { name: "Open set" }).click();
	await expect(page.getByRole("option", { name: /^Frame 3 of 3/ })).toBeVisible();
	await page.keyboard.press("p");
	await lookInBothThemes(studio, "filmstrip of a set", "main");
	await page.keyboard.press("g");
	await expect(page.getByRole("slider", { name: "Size of the frames" })).toBeVisible();
	await lookInBothThemes(studio, "sheet of a set", "main");
	await studio.ask("settings.set", { language: "zh-CN" });
	await expect(page.getByRole("button", { name: "导出", exact: true })).toBeVisible();
	expect(await page.locator("body").ariaSnapshot()).not.toMatch(resourceKey);
	await page.getByRole("navigation").getByRole("button", { name: "画板" }).click();
	await expect(page.getByRole("application")).toBeVisible();
	// The references are files of the designer's own, whose names look like keys.
	const words = await page.getByRole("main").ariaSnapshot();
	expect(words.replaceAll(/look-\d\.png/g, "")).not.toMatch(resourceKey);
	await studio.kill();
});

test("every word is there in Chinese, and the language changes without a restart", async ({
	studio,
}) => {
	const { page } = studio;
	await expect(parts.generate(page)).toBeVisible();
	await studio.ask("settings.set", { language: "zh-CN" });
	await expect(page.getByRole("button", { name: /^生成/ })).toBeVisible();
	expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
	expect(await page.locator("body").ariaSnapshot()).not.toMatch(resourceKey);
	await page.getByRole("button", { name: "设置", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "设置" });
	await expect(sheet.getByRole("heading", { name: "备用顺序" })).toBeVisible();
	expect(await sheet.ariaSnapshot()).not.toMatch(resourceKey);
});
