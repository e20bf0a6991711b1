import { existingScript, prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run shots: pictures of the app's screens, into shots/.
await script(() =>
	prepareAndRun({ build: true, display: true }, () => [
		process.execPath,
		[existingScript("scripts/shots-drive.mjs"), ...process.argv.slice(2)],
	]),
);
