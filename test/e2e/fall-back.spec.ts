import { expect } from "@playwright/test";
import type { Job } from "../../src/contract/jobs.ts";
import { jsonOf } from "../simulator/fault-row.ts";
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
import { isDrawn, newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

let reapi: Simulator;
let tokaify: Simulator;
test.beforeEach(async () => {
	reapi = await startSimulator("reapi", { workMs: 1 });
	tokaify = await startSimulator("tokaify");
});
test.afterEach(() => Promise.all([reapi.close(), tokaify.close()]));

const says = (status: number, code: number, message: string) =>
	jsonOf(status, { error: { code, message, request_id: "req_8a4f" } });

test("a wish goes on at the second gateway when the first certainly charged nothing, and only then", async ({
	studio,
}) => {
	const { page, ask } = studio;
	await saveAccount(studio, reapi);
	await saveAccount(studio, tokaify);
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "Settings" });
	await sheet.getByRole("combobox", { name: "Account and model to add" }).click();
	await page.getByRole("option", { name: /Seedream 4\.0.*Tokaify/ }).click();
	await expect(
		sheet.getByRole("list", { name: /in the order they are tried/ }).getByRole("listitem"),
	).toHaveText([/Seedream 4\.0 · Tokaify/]);
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);

	await parts.prompt(page).fill("One lantern");
	await chooseModelOf(page, labels.reapi, /Seedream 5\.0/);
	const wayOn = page.getByRole("switch", { name: /go on with Tokaify/ });
	await wayOn.click();
	await expect(wayOn).toBeChecked();

	const refusals = [says(402, 30_001, "Insufficient credits"), says(503, 60_003, "Unavailable")];
	for (const [at, reply] of refusals.entries()) {
		reapi.faults.nextSubmit({ kind: "reply", reply, charged: false });
		const count = 2 * at + 2;
		await parts.prompt(page).fill(`Lantern ${at + 1}`);
		await expect(async () => {
			const jobs = await ask<Job[]>("jobs.list");
			if (jobs.length < count - 1) await parts.generate(page).click();
			expect(await ask<Job[]>("jobs.list")).toHaveLength(count);
		}).toPass();
		const { id, fallbackFor, gateway } = await newestJob(studio, "done");
		expect(gateway).toBe("tokaify");
		const failed = await jobIn(studio, fallbackFor ?? id, "failed");
		expect(failed).toMatchObject({ gateway: "reapi", error: { charged: "no" } });
		expect([reapi.submits().length, tokaify.submits().length]).toEqual([at + 1, at + 1]);
	}
	expect(reapi.charges()).toEqual([]);
	expect(tokaify.chargedImages()).toBe(2);
	await expect(
		parts
			.queue(page)
			.getByText(/Went on with Tokaify/)
			.first(),
	).toBeVisible();

	// It may have been charged: nobody sends it again but the designer.
	reapi.faults.nextSubmit({ kind: "reply", reply: says(500, 60_099, "Unexpected"), charged: true });
	await parts.prompt(page).fill("Lantern 3");
	await pressGenerate(studio, 5);
	const doubtful = await newestJob(studio, "unknown");
	expect(doubtful).toMatchObject({ gateway: "reapi", error: { charged: "maybe" } });
	await expect(queueRow(page, /Outcome unknown: reAPI/)).toBeVisible();
	expect(await ask<Job[]>("jobs.list")).toHaveLength(5);
	expect([reapi.submits().length, tokaify.submits().length]).toEqual([3, 2]);
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(tokaify));
});

test("one wish goes to two gateways from the form, and stands side by side with price and time", async ({
	studio,
}) => {
	const { page } = studio;
	await setPrice(studio, await saveAccount(studio, reapi), 0.035);
	await setPrice(studio, await saveAccount(studio, tokaify), 0.02);
	await parts.prompt(page).fill("Two lanterns on a pier");
	await chooseModelOf(page, labels.reapi, /Seedream 5\.0/);
	await page.getByRole("button", { name: "Also send to…" }).click();
	await page.getByRole("menuitemcheckbox", { name: /Seedream 5\.0.*Tokaify/ }).click();
	await page.keyboard.press("Escape");
	const generate = page.getByRole("button", { name: "Generate on 2 gateways · ≤ $0.055" });
	await pressGenerate(studio, 2, generate);

	await parts.queue(page).getByRole("button", { name: "Compare", exact: true }).click();
	const view = page.getByRole("region", { name: "Comparison" });
	for (const [name, price] of [
		["reAPI", "$0.035"],
		["Tokaify", "$0.02"],
	] as const) {
		const column = view.getByRole("region", { name: new RegExp(`^${name}`) });
		await expect(column.getByText("Saved 1 picture")).toBeVisible();
		await expect(column.getByText(`about ${price}`)).toBeVisible();
		await expect(column.getByText(/\d.* from sending to saved/)).toBeVisible();
		const picture = column.getByRole("button", { name: `Picture 1 from ${name}` });
		const image = picture.locator('img[src^="media://image/"]');
		await expect.poll(() => isDrawn(image)).toBe(true);
	}
	expect([reapi.submits().length, tokaify.submits().length]).toEqual([1, 1]);
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(reapi, tokaify));
});
