import { buildApp } from "./bootstrap/app-build.mjs";
import { installDependencies } from "./bootstrap/dependencies.mjs";
import { script } from "./bootstrap/script.mjs";

// npm run build: builds the app into out/, fresh or not.
await script(async () => {
	await installDependencies();
	return (await buildApp()).code;
});
