import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run demo: the app against a gateway on this machine, with pictures that cost nothing.
await script(() =>
	prepareAndRun({ build: true, display: true }, () => [
		process.execPath,
		[existingScript("scripts/demo-drive.mjs"), ...process.argv.slice(2)],
	]),
);
