import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run soak [-- ROUNDS]: kills the app at random moments over all gateways and counts what is lost.
await script(() =>
	prepareAndRun({ electron: true }, ({ runtime }) => [
		runtime.executable,
		[existingScript("test/soak/run.ts"), ...process.argv.slice(2)],
		{ ELECTRON_RUN_AS_NODE: "1" },
	]),
);
