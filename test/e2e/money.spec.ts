import { expect, type Page } from "@playwright/test";
import type { Account } from "../../src/contract/accounts.ts";
import type { PriceRow, SpendSummary } from "../../src/contract/money.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { chooseModel, newestJob, parts, pressGenerate } from "./stories.ts";
import { type Studio, studioTest as test } from "./studio.ts";

let simulator: Simulator;
test.beforeEach(async () => {
	simulator = await startSimulator("modelark");
});
test.afterEach(() => simulator.close());

const MODEL = "seedream-4-0-250828";

function addModelArk(studio: Studio): Promise<Account> {
	return studio.ask("accounts.save", {
		gateway: "modelark",
		label: "Agency",
		baseUrl: simulator.baseUrl,
		key: { text: simulator.key, keeping: "session" },
	});
}

async function openMoney(page: Page) {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	return page.getByRole("dialog", { name: "Settings" });
}

test("a budget is set, charges are added up against it, and a price of one's own holds at once", async ({
	studio,
}) => {
	const { page } = studio;
	await addModelArk(studio);
	const sheet = await openMoney(page);
	await sheet.getByRole("radio", { name: "Per day" }).click();
	await expect(sheet.getByText("until then there is no limit")).toBeVisible();
	const limit = sheet.getByLabel("US dollars per day");
	await limit.fill("1,000");
	await limit.press("Enter");
	await expect(sheet.getByText("without a sign between the thousands")).toBeVisible();
	await limit.fill("0,1");
	await limit.press("Enter");
	await expect(sheet.getByText("Left $0.10 of $0.10 today")).toBeVisible();
	await page.keyboard.press("Escape");

	await chooseModel(page, /Seedream 4\.0/);
	await parts.prompt(page).fill("Two pods on linen");
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");

	await openMoney(page);
	await expect(sheet.getByText("Spent $0.03", { exact: true })).toBeVisible();
	await expect(sheet.getByText("Left $0.07 of $0.10 today")).toBeVisible();
	await expect(
		sheet.getByRole("row", { name: /Seedream 4\.0 Agency.*\$0\.03 1 \$0\.03/ }),
	).toBeVisible();
	const price = sheet.getByLabel("Price of Seedream 4.0 at BytePlus ModelArk");
	await expect(price).toHaveAttribute("placeholder", "0.03");
	await price.fill("0.0275");
	await price.press("Tab");
	const origin = "Your figure · List price, read 2026-11-21: $0.03";
	await expect(sheet.getByText(origin, { exact: true })).toBeVisible();
	const rows = await studio.ask<PriceRow[]>("money.book");
	expect(rows.find(({ model }) => model === MODEL)).toMatchObject({
		...{ usdPerImage: 0.0275, from: "own" },
	});

	await sheet.getByRole("button", { name: /^Take back your figure/ }).click();
	await expect(price).toHaveValue("");
	await sheet.getByRole("radio", { name: "Off" }).first().click();
	await expect
		.poll(async () => (await studio.ask<SpendSummary>("money.summary")).budget)
		.toBeUndefined();
});

test("an account's weather is told once three of its jobs have ended", async ({ studio }) => {
	const { page } = studio;
	const account = await addModelArk(studio);
	await chooseModel(page, /Seedream 4\.0/);
	const request = {
		...{ account: account.id, model: MODEL, prompt: "One pod", references: [] },
		...{ size: { kind: "tier", tier: "2K" }, mode: "single", count: 1, extras: {} },
	};
	for (let jobs = 1; jobs <= 3; jobs += 1) {
		await expect(page.getByText(/^Usually .* here/)).toHaveCount(0);
		await studio.ask("jobs.submit", { requests: [request] });
		await newestJob(studio, "done");
	}
	await expect(page.getByText(/^Usually .* sec here$/)).toBeVisible();
	const sheet = await openMoney(page);
	const line = sheet.getByText(/^Usually .* sec here$/);
	await line.hover();
	await expect(page.getByText(/^3 jobs in the last 30 days\./).last()).toBeVisible();
});
