import { forgetBuild } from "./bootstrap/app-build.mjs";
import { electronArguments } from "./bootstrap/prepare.mjs";
import { toolScript } from "./bootstrap/project.mjs";
import { prepareAndRun, script } from "./bootstrap/script.mjs";

// npm run dev: the app with its window reloading as the sources change. What follows `--` goes to
// the app.
await script(() =>
	prepareAndRun({ electron: true, display: true }, () => {
		// electron-vite writes main and preload into out/, made for its development server.
		forgetBuild();
		const forApp = [...electronArguments(), ...process.argv.slice(2)];
		return [process.execPath, [toolScript("electron-vite"), "dev", "--watch", "--", ...forApp]];
	}),
);
