import { expect } from "@playwright/test";
import type { Job } from "../../src/contract/jobs.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import {
	chooseModelOf,
	hashesDelivered,
	hashesOnDisk,
	jobIn,
	labels,
	queueRow,
	saveAccount,
	setPrice,
} from "./gateway-stories.ts";
import { newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

let ark: Simulator;
let tokaify: Simulator;
test.beforeEach(async () => {
	ark = await startSimulator("ark");
	tokaify = await startSimulator("tokaify");
});
test.afterEach(() => Promise.all([ark.close(), tokaify.close()]));

test("without a network wishes are queued; back on it they go out once, or ask when the price has changed", async ({
	studio,
}) => {
	const { app, page, ask } = studio;
	const arkAccount = await saveAccount(studio, ark);
	await setPrice(studio, arkAccount, 0.03);
	await saveAccount(studio, tokaify);
	await app.context().setOffline(true);
	const queue = page.getByRole("button", { name: /^Queue · goes out when the network returns/ });
	for (const [at, name] of [labels.ark, labels.tokaify].entries()) {
		await chooseModelOf(page, name, /Seedream 5\.0/);
		await parts.prompt(page).fill(`A train window, ${at + 1}`);
		await pressGenerate(studio, at + 1, queue);
	}
	const [free, dearer] = await ask<Job[]>("jobs.list");
	if (free === undefined || dearer === undefined) throw new Error("two jobs were queued");
	for (const job of [free, dearer]) {
		expect(job).toMatchObject({ state: "queued", hold: { reason: "offline" } });
	}
	await expect(queueRow(page, /Waits for the network/)).toBeVisible();
	expect([...ark.requests(), ...tokaify.requests()].filter((one) => one.method === "POST")).toEqual(
		[],
	);

	await setPrice(studio, arkAccount, 0.05);
	await app.context().setOffline(false);
	await jobIn(studio, free.id, "done");
	const asked = queueRow(page, /Costs now up to \$0\.05, was \$0\.03/);
	await expect(asked).toBeVisible();
	expect([ark.submits().length, tokaify.submits().length]).toEqual([0, 1]);
	await asked.getByRole("button", { name: /^Send at up to \$0\.05/ }).click();
	await jobIn(studio, dearer.id, "done");
	expect([ark.submits().length, tokaify.submits().length]).toEqual([1, 1]);
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(ark, tokaify));
});

test("what would pass the budget is asked about in place, and goes out on a yes alone", async ({
	studio,
}) => {
	const { page, ask } = studio;
	await setPrice(studio, await saveAccount(studio, ark), 0.04);
	await ask("settings.set", { budget: { usd: 0.05, period: "day" } });
	await chooseModelOf(page, labels.ark, /Seedream 5\.0/);
	await parts.prompt(page).fill("Within the budget");
	await expect(page.getByText("$0.05 left today")).toBeVisible();
	await pressGenerate(studio, 1);
	await newestJob(studio, "done");

	await parts.prompt(page).fill("Beyond the budget");
	await expect(page.getByText("$0.01 left today")).toBeVisible();
	const question = page.getByRole("alertdialog", { name: "This may pass your budget" });
	// A press that follows another at once is taken for the same one.
	const pressUntilAsked = () =>
		expect(async () => {
			// Once it stands, nothing behind it can be pressed.
			if (!(await question.isVisible())) await parts.generate(page).click({ timeout: 1_000 });
			await expect(question).toBeVisible({ timeout: 1_000 });
		}).toPass();
	await pressUntilAsked();
	await page.keyboard.press("Escape");
	await expect(question).toHaveCount(0);
	expect(await ask<Job[]>("jobs.list")).toHaveLength(1);
	await pressUntilAsked();
	await question.getByRole("button", { name: "Send anyway" }).click();
	await expect.poll(async () => (await ask<Job[]>("jobs.list")).length).toBe(2);
	await newestJob(studio, "done");
	expect(ark.submits()).toHaveLength(2);
	expect(ark.chargedImages()).toBe(2);
});
