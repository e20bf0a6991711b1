import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "../../src/contract/accounts.ts";
import type { GatewayInfo } from "../../src/contract/capability.ts";
import type { GenerationRequest } from "../../src/contract/generation.ts";
import type { Job } from "../../src/contract/jobs.ts";
import type { GatewayName, Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { expectNoViolations } from "./accessible.ts";
import { isDrawn, parts } from "./stories.ts";
import { type Studio, startStudio, studioTest as test } from "./studio.ts";

// axe is put into the page from outside, which the page's own policy does not foresee.
test.use({ allowedConsole: /Content Security Policy/i });

const prompt = "One shoe, seen by two gateways";
let simulators: Simulator[] = [];
test.beforeEach(async () => {
	simulators = await Promise.all([
		startSimulator("tokaify"),
		startSimulator("evolink", { answersUntilDone: "held", estimatedSeconds: 5 }),
	]);
});
test.afterEach(() => Promise.all(simulators.map((simulator) => simulator.close())));

function simulatorOf(gateway: GatewayName): Simulator {
	const found = simulators.find((simulator) => simulator.gateway === gateway);
	if (found === undefined) throw new Error(`no simulator for ${gateway}`);
	return found;
}

/** The same wish for both gateways, in one press. */
async function sendToBoth({ ask }: Studio): Promise<void> {
	const gateways = await ask<GatewayInfo[]>("gateways.list");
	const requests: GenerationRequest[] = [];
	for (const { gateway, baseUrl, key } of simulators) {
		const account = await ask<Account>("accounts.save", {
			gateway,
			label: `${gateway} studio`,
			baseUrl,
			key: { text: key, keeping: "weak" },
		});
		const model = gateways.find(({ id }) => id === gateway)?.models[0]?.model ?? "";
		requests.push({
			...{ account: account.id, model, prompt, references: [], mode: "single", count: 1 },
			size: { kind: "tier", tier: "2K" },
			extras: {},
		});
	}
	await ask("jobs.submit", { requests });
}

const comparison = (page: Page) => page.getByRole("region", { name: "Comparison" });
const column = (page: Page, gateway: string) =>
	comparison(page).getByRole("region", { name: new RegExp(`^${gateway}`) });

function isShownOn(picture: Locator): Promise<boolean> {
	return isDrawn(picture.locator('img[src^="media://image/"]'));
}

test("two gateways are compared while they work, when they are done, and after a restart", async ({
	folders,
}) => {
	const first = await startStudio(folders);
	const { page } = first;
	await expect(parts.generate(page)).toBeVisible();
	await sendToBoth(first);
	await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();

	await expect(column(page, "Tokaify").getByText("Saved 1 picture")).toBeVisible();
	await expect(column(page, "EvoLink").getByText(/has it in line/)).toBeVisible();
	await expect(column(page, "EvoLink").getByText("Picture 1 is on its way")).toBeVisible();
	await expectNoViolations(page, "a comparison that goes on");

	simulatorOf("evolink").finishAll();
	await expect(column(page, "EvoLink").getByText("Saved 1 picture")).toBeVisible({
		timeout: 40_000,
	});
	await expect(column(page, "EvoLink").getByText(/from sending to saved/)).toBeVisible();
	expect(simulators.map((simulator) => simulator.submits().length)).toEqual([1, 1]);
	await first.close();

	const second = await startStudio(folders);
	const again = second.page;
	await parts.queue(again).getByRole("button", { name: "Compare" }).click();
	const pictures = comparison(again).getByRole("button", { name: /^Picture 1 from/ });
	await expect(pictures).toHaveCount(2);
	for (const picture of await pictures.all())
		await expect.poll(() => isShownOn(picture)).toBe(true);
	const [left, right] = await pictures.all();
	expect((await left?.boundingBox())?.width).toBe((await right?.boundingBox())?.width);
	await expectNoViolations(again, "a comparison after a restart");

	await left?.focus();
	await again.keyboard.press("+");
	await expect(comparison(again).getByText("125%")).toBeVisible();
	await again.keyboard.press("Enter");
	await expect(again.getByRole("button", { name: "Back to the comparison" })).toBeVisible();
	await again.keyboard.press("Escape");
	await expect(pictures).toHaveCount(2);
	await second.close();
});

test("the settings of either gateway go into the form, and Escape leads back to the gallery", async ({
	studio,
}) => {
	const { page } = studio;
	await expect(parts.generate(page)).toBeVisible();
	await sendToBoth(studio);
	await expect.poll(async () => (await studio.ask<Job[]>("jobs.list")).length).toBe(2);
	await page.keyboard.press("Control+Shift+C");
	await column(page, "EvoLink").getByRole("button", { name: "Use settings of EvoLink" }).click();
	await expect(parts.prompt(page)).toHaveText(prompt);
	await expect(
		page.getByRole("button", { name: /^Model:.*EvoLink|^Model:.*evolink/ }),
	).toBeVisible();
	await comparison(page).getByRole("heading", { name: "Comparison" }).click();
	await page.keyboard.press("Escape");
	await expect(comparison(page)).toHaveCount(0);
	await expect(page.getByRole("combobox", { name: /^Search words/ })).toBeVisible();
});
