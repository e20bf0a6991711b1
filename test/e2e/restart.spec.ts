import { expect } from "@playwright/test";
import type { FoundForm } from "../../src/contract/kept-form.ts";
import type { GatewayName, Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import {
	hashesDelivered,
	hashesOnDisk,
	jobIn,
	order,
	queueRow,
	saveAccount,
} from "./gateway-stories.ts";
import { askForSet, dropReferences, parts } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";

let simulators: Record<GatewayName, Simulator>;
test.beforeEach(async () => {
	const held = { answersUntilDone: "held", estimatedSeconds: 3 } as const;
	simulators = {
		evolink: await startSimulator("evolink", held),
		toapis: await startSimulator("toapis", held),
		reapi: await startSimulator("reapi", held),
		tokaify: await startSimulator("tokaify"),
		ark: await startSimulator("ark"),
		modelark: await startSimulator("modelark"),
	};
});
test.afterEach(async () => {
	await Promise.all(Object.values(simulators).map((simulator) => simulator.close()));
});

test("killed in mid-flight on every gateway: tasks come home, the rest is unknown, nothing is sent twice", async ({
	folders,
}) => {
	test.setTimeout(150_000);
	const { evolink, toapis, reapi, tokaify, ark, modelark } = simulators;
	const first = await startStudio(folders);
	const accounts = {
		evolink: await saveAccount(first, evolink),
		toapis: await saveAccount(first, toapis),
		reapi: await saveAccount(first, reapi),
		tokaify: await saveAccount(first, tokaify),
		ark: await saveAccount(first, ark),
		modelark: await saveAccount(first, modelark),
	};
	const tasks = [
		await order(first, accounts.evolink),
		await order(first, accounts.toapis),
		await order(first, accounts.reapi),
	];
	for (const { id } of tasks) await jobIn(first, id, "waiting");
	// Taken by the gateway, whose answer with the task's id never comes.
	toapis.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const nameless = await order(first, accounts.toapis);
	tokaify.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const unheard = await order(first, accounts.tokaify);
	modelark.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const unheardAbroad = await order(first, accounts.modelark);
	ark.faults.nextSubmit({ kind: "stream", end: { how: "stall", after: 1 } });
	const streamed = await order(first, accounts.ark, { stream: true });
	await Promise.all([toapis.taken(2), tokaify.taken(1), modelark.taken(1)]);
	await expect.poll(() => hashesOnDisk(first)).toEqual(hashesDelivered(ark));
	expect(hashesDelivered(ark)).toHaveLength(1);
	await first.kill();

	for (const simulator of [evolink, toapis, reapi]) simulator.finishAll();
	const second = await startStudio(folders);
	for (const { id } of [...tasks, nameless]) {
		const job = await jobIn(second, id, "done");
		expect(job.outputs.map(({ state }) => state)).toEqual(["saved", "saved", "saved"]);
	}
	await jobIn(second, unheard.id, "unknown");
	await jobIn(second, unheardAbroad.id, "unknown");
	const cut = await jobIn(second, streamed.id, "partial");
	expect(cut.outputs.filter(({ state }) => state === "saved")).toHaveLength(1);
	expect(cut.error).toMatchObject({ charged: "maybe" });
	for (const words of [/Outcome unknown: Tokaify/, /Outcome unknown: BytePlus ModelArk/]) {
		const row = queueRow(second.page, words);
		await expect(row.getByRole("button", { name: /^Send again/ })).toBeVisible();
		await expect(row.getByRole("button", { name: "Dismiss" })).toBeVisible();
	}
	await expect(queueRow(second.page, /^1 of 3 saved/)).toBeVisible();
	expect(await hashesOnDisk(second)).toEqual(hashesDelivered(evolink, toapis, reapi, ark));
	const sent = Object.values(simulators).map((one) => [one.gateway, one.submits().length]);
	expect(Object.fromEntries(sent)).toEqual({
		...{ evolink: 1, toapis: 2, reapi: 1, tokaify: 1, ark: 1, modelark: 1 },
	});
	await second.close();
});

/** What main has on disk of the form. */
async function keptForm({ ask }: Studio) {
	return (await ask<FoundForm | null>("form.get"))?.form;
}

test("killed while a prompt is written: the form is all there at the next start, and the last letter after a close", async ({
	folders,
}) => {
	const first = await startStudio(folders);
	await dropReferences(first, 2);
	await askForSet(first.page, 4);
	await parts.prompt(first.page).click();
	await first.page.keyboard.press("Control+a");
	await first.page.keyboard.type("A long prompt about @shoe-2");
	const list = first.page.getByRole("listbox", { name: "References to mention" });
	await expect(list.getByRole("option")).toHaveCount(1);
	await first.page.keyboard.press("Enter");
	await first.page.keyboard.type("in the rain");
	await expect.poll(async () => (await keptForm(first))?.draft.prompt).toMatch(/in the rain$/);
	const kept = await keptForm(first);
	const words = (await parts.prompt(first.page).textContent()) ?? "";
	await first.kill();

	const second = await startStudio(folders);
	const { page } = second;
	await expect(parts.prompt(page)).toHaveText(words);
	await expect(parts.prompt(page).locator("[data-chip=attached]")).toHaveText("@shoe-2");
	await expect(page.getByRole("button", { name: /^Reference \d: / })).toHaveCount(2);
	await expect(page.getByRole("button", { name: "Reference 2: shoe-2.png" })).toBeVisible();
	await expect(page.getByRole("radio", { name: "Matching set" })).toBeChecked();
	await expect(page.getByRole("textbox", { name: "Number of pictures" })).toHaveValue("4");
	expect(await keptForm(second)).toEqual(kept);
	expect(await second.ask("jobs.list")).toEqual([]);
	await parts.prompt(page).click();
	// What came back was not typed here: there is nothing of it to undo.
	await page.keyboard.press("Control+z");
	await page.keyboard.press("Control+End");
	await page.keyboard.type(" at night");
	await second.close();

	const third = await startStudio(folders);
	await expect(parts.prompt(third.page)).toHaveText(`${words} at night`);
	await third.kill();
});
