import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Studio } from "./studio.ts";

/** The kit's library calls a toast a dialog; only toasts are of a type. */
const TOAST = '[role$="dialog"][data-type]';

/**
 * @param part a selector: only what it finds is looked at; absent: the whole window
 * @param rules `colours`: only those that may judge differently in another theme
 */
export async function expectNoViolations(
	page: Page,
	state: string,
	part?: string,
	rules: "all" | "colours" = "all",
): Promise<void> {
	await stillness(page);
	// The kit's library hands the keyboard on at once from these; nobody ever stands on one.
	const axe = new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ["violations"] })
		.exclude("[data-base-ui-focus-guard]")
		// Toasts fade away by themselves, also in the middle of a look.
		.exclude(TOAST);
	if (rules === "colours") axe.withRules(["color-contrast", "link-in-text-block"]);
	const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
	const told = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
	);
	expect(told, state).toEqual([]);
}

/** Waits until nothing fades, slides or changes colour any more; half-faded words are nobody's. */
async function stillness(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		// What has just been put on the page begins to move with the next frame.
		await frame();
		await frame();
		const moving = document.getAnimations().filter((one) => {
			const { endTime } = one.effect?.getComputedTiming() ?? {};
			return one.playState === "running" && Number.isFinite(endTime);
		});
		await Promise.allSettled(moving.map((one) => one.finished));
	});
}

/** Puts the app into a theme, and waits until it wears it. */
export async function wear({ ask, page }: Studio, theme: "dark" | "light"): Promise<void> {
	await ask("settings.set", { theme });
	await expect
		.poll(() =>
			page.evaluate((dark) => matchMedia(`(prefers-color-scheme: ${dark})`).matches, theme),
		)
		.toBe(true);
}

/** A key of the resource files that has no sentence would be shown as itself. */
export const resourceKey = /\b[a-z]+\.[a-z]+(\.[a-z]+)*\b(?!\/)/;

/** Looks at what is on screen in one theme, and at its colours in the other. */
export async function lookInBothThemes(
	studio: Studio,
	state: string,
	part?: string,
): Promise<void> {
	for (const [theme, rules] of [
		["dark", "all"],
		["light", "colours"],
	] as const) {
		await wear(studio, theme);
		await expectNoViolations(studio.page, `${theme}: ${state}`, part, rules);
	}
}
