import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { newestJob, parts } from "./stories.ts";
import { type Studio, studioTest as test } from "./studio.ts";

// axe is put into the page from outside, which the page's own policy does not foresee.
test.use({ allowedConsole: /Content Security Policy/i });

async function expectNoViolations(page: Page, state: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
	const told = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
	);
	expect(told, state).toEqual([]);
}

/** Every main state there is, one after the other; `look` is called in each. */
async function walkThroughStates(
	studio: Studio,
	look: (state: string) => Promise<void>,
): Promise<void> {
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
	await expect(page.getByRole("button", { name: "Back to the gallery" })).toBeVisible();
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

for (const theme of ["dark", "light"] as const) {
	test(`axe finds nothing in the main states: ${theme}`, async ({ studio }) => {
		await studio.ask("settings.set", { theme });
		await expect
			.poll(() =>
				studio.page.evaluate(
					(dark) => matchMedia(`(prefers-color-scheme: ${dark})`).matches,
					theme,
				),
			)
			.toBe(true);
		await walkThroughStates(studio, (state) =>
			expectNoViolations(studio.page, `${theme}: ${state}`),
		);
	});
}

test("every word is there in Chinese, and the language changes without a restart", async ({
	studio,
}) => {
	const { page } = studio;
	await expect(parts.generate(page)).toBeVisible();
	await studio.ask("settings.set", { language: "zh-CN" });
	await expect(page.getByRole("button", { name: /^生成/ })).toBeVisible();
	expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
	// A key of the resource files that has no sentence would be shown as itself.
	expect(await page.locator("body").ariaSnapshot()).not.toMatch(
		/\b[a-z]+\.[a-z]+(\.[a-z]+)*\b(?!\/)/,
	);
});
