import { defineConfig } from "vitest/config";
import { LOOK_MS, PATIENCE_MS } from "./test/waiting.ts";

// The machine is small and shared; a slow disk must not look like a broken rule.
const shared = {
	testTimeout: 60_000,
	hookTimeout: 120_000,
	teardownTimeout: 30_000,
	maxWorkers: 2,
	globalSetup: ["test/test-room.ts"],
	setupFiles: ["test/patience.ts"],
	expect: { poll: { timeout: PATIENCE_MS, interval: LOOK_MS } },
};

export default defineConfig({
	test: {
		...shared,
		projects: [
			{
				test: {
					...shared,
					name: "house",
					include: ["test/{unit,contract,soak}/**/*.test.ts"],
					exclude: ["test/unit/renderer/**"],
					// Nothing in these rooms lives outside of what a test builds itself, and starting anew for
					// every file costs more than half of the time.
					isolate: false,
				},
			},
			{
				// The window's stores are one a window, and so one a file.
				test: { ...shared, name: "window", include: ["test/unit/renderer/**/*.test.ts"] },
			},
		],
	},
});
