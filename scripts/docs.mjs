import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run docs: writes docs/gateways.md anew, out of the records the app runs by.
await script(() =>
	prepareAndRun({ electron: true }, ({ runtime }) => [
		runtime.executable,
		[existingScript("node_modules/vitest/vitest.mjs"), "run", "test/unit/docs", "--update"],
		{ ELECTRON_RUN_AS_NODE: "1" },
	]),
);
