import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run bench [-- NAME]: measures the app, on Electron's own Node, which reads TypeScript.
await script(() =>
	prepareAndRun({ build: true, display: true }, ({ runtime }) => [
		runtime.executable,
		[existingScript("test/bench/run.ts"), ...process.argv.slice(2)],
		{ ELECTRON_RUN_AS_NODE: "1" },
	]),
);
