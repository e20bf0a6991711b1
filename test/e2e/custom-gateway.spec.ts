import { expect, type Page } from "@playwright/test";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { chooseModelOf, hashesDelivered, hashesOnDisk } from "./gateway-stories.ts";
import { dropReferences, newestJob, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

let toapis: Simulator;
let tokaify: Simulator;
test.beforeEach(async () => {
	toapis = await startSimulator("toapis", { workMs: 1 });
	tokaify = await startSimulator("tokaify");
});
test.afterEach(() => Promise.all([toapis.close(), tokaify.close()]));

/** Describes a gateway in the settings sheet by the service it is like, as a designer does. */
async function addCustom(
	page: Page,
	gateway: {
		readonly kind: string;
		readonly like: string;
		readonly name: string;
		readonly model: string;
		readonly simulator: Simulator;
	},
): Promise<void> {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	await page
		.getByRole("dialog", { name: "Settings" })
		.getByRole("button", { name: "Add account" })
		.click();
	const form = page.getByRole("dialog", { name: "Add account" });
	await form.getByRole("combobox", { name: "Gateway" }).click();
	await page.getByRole("option", { name: gateway.kind }).click();
	await form.getByLabel("Name", { exact: true }).fill(gateway.name);
	await form.getByLabel("Address").fill(gateway.simulator.baseUrl);
	await form.getByLabel("Key", { exact: true }).fill(gateway.simulator.key);
	await form.getByRole("button", { name: "Test", exact: true }).click();
	await expect(form.getByText("Some fields above need another look.")).toBeVisible();
	await form.getByRole("button", { name: "Fill in like…" }).click();
	await page.getByRole("menuitem", { name: gateway.like, exact: true }).click();
	await form.getByLabel("Model id").fill(gateway.model);
	await form.getByRole("button", { name: "Test", exact: true }).click();
	await expect(
		form.getByText(/paths and fields are right shows only with the first/),
	).toBeVisible();
	await form.getByRole("button", { name: "Save", exact: true }).click();
	await expect(page.getByText(gateway.name).first()).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("gateways the app does not know are described, tested and used: one with tasks, one that answers at once", async ({
	studio,
}) => {
	const { page } = studio;
	await parts.prompt(page).fill("A gateway of one's own");
	await dropReferences(studio, 1);
	await addCustom(page, {
		...{ kind: "Custom: task", like: "ToAPIs", name: "House tasks", simulator: toapis },
		model: "doubao-seedream-5-0",
	});
	await chooseModelOf(page, "House tasks", /doubao-seedream-5-0/);
	await pressGenerate(studio, 1);
	const tasked = await newestJob(studio, "done");
	expect(tasked.outputs.map(({ state }) => state)).toEqual(["saved"]);
	expect(toapis.submits()[0]?.body).toMatchObject({
		image_urls: toapis.uploads().map(({ url }) => url),
	});
	expect(toapis.uploads()).toHaveLength(1);

	await addCustom(page, {
		...{ kind: "Custom: answers at once", like: "Ark", name: "House relay", simulator: tokaify },
		model: "doubao-seedream-4-0-250828",
	});
	await chooseModelOf(page, "House relay", /doubao-seedream-4-0/);
	await pressGenerate(studio, 2);
	await newestJob(studio, "done");
	expect([toapis.submits().length, tokaify.submits().length]).toEqual([1, 1]);
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(toapis, tokaify));
});
