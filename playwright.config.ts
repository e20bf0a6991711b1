import { defineConfig } from "@playwright/test";

/** Real windows, three at a time: each mostly waits. They share a display, so no test relies on the focus or the clipboard of the system. */
export default defineConfig({
	testDir: "test/e2e",
	testMatch: "**/*.spec.ts",
	workers: 3,
	fullyParallel: false,
	timeout: 90_000,
	expect: { timeout: 20_000 },
	outputDir: "test-results",
	forbidOnly: true,
});
