import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run shots: pictures of the app's screens, into shots/; on Electron's own Node, which reads
// TypeScript, because the gateways on them are simulators.
await script(() =>
	prepareAndRun({ build: true, display: true }, ({ runtime }) => [
		runtime.executable,
		[existingScript("scripts/shots-drive.mjs"), ...process.argv.slice(2)],
		{ ELECTRON_RUN_AS_NODE: "1" },
	]),
);
