import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/{unit,contract,soak}/**/*.test.ts"],
		// The machine is small and shared; a slow disk must not look like a broken rule.
		testTimeout: 30_000,
		maxWorkers: 2,
	},
});
