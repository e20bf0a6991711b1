import { defineConfig } from "@playwright/test";

/** Real windows, three at a time: each mostly waits. They share a display, so no test relies on the focus or the clipboard of the system. */
export default defineConfig({
	testDir: "test/e2e",
	globalSetup: "./test/test-room.ts",
	testMatch: "**/*.spec.ts",
	workers: 3,
	fullyParallel: false,
	// Enough for any of them on a machine that does several other things.
	timeout: 240_000,
	expect: { timeout: 30_000 },
	outputDir: "test-results",
	forbidOnly: true,
	// Three windows on two cores: one that fails is tried once more, and the list calls it flaky.
	retries: 1,
});
