import { electronArguments } from "./bootstrap/prepare.mjs";
import { ROOT } from "./bootstrap/project.mjs";
import { prepareAndRun, script } from "./bootstrap/script.mjs";

// npm start: gets what is missing, builds when the sources changed, and opens the app. What
// follows `--` goes to the app.
await script(() =>
	prepareAndRun({ build: true, display: true }, ({ runtime }) => [
		runtime.executable,
		[...electronArguments(), ROOT, ...process.argv.slice(2)],
	]),
);
