import { defineConfig } from "@playwright/test";

/** Real windows, one at a time: they share one display and two cores. */
export default defineConfig({
	testDir: "test/e2e",
	testMatch: "**/*.spec.ts",
	workers: 1,
	fullyParallel: false,
	timeout: 90_000,
	expect: { timeout: 20_000 },
	outputDir: "test-results",
	forbidOnly: true,
});
