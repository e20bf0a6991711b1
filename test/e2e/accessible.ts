import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Studio } from "./studio.ts";

/** @param part a selector: only what it finds is looked at; absent: the whole window */
export async function expectNoViolations(page: Page, state: string, part?: string): Promise<void> {
	// The kit's library hands the keyboard on at once from these; nobody ever stands on one.
	const axe = new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ["violations"] })
		.exclude("[data-base-ui-focus-guard]");
	const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
	const told = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
	);
	expect(told, state).toEqual([]);
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

/** Looks at what is on screen in one theme and then in the other. */
export async function lookInBothThemes(studio: Studio, state: string, part: string): Promise<void> {
	for (const theme of ["dark", "light"] as const) {
		await wear(studio, theme);
		// Colours on their way from one theme to the other are nobody's.
		await studio.page.evaluate(() =>
			Promise.allSettled(
				document
					.getAnimations()
					.flatMap((one) => (one instanceof CSSTransition ? one.finished : [])),
			),
		);
		await expectNoViolations(studio.page, `${theme}: ${state}`, part);
	}
}
