import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { electronArguments, prepare } from "./bootstrap/prepare.mjs";
import { inProject, SetupError, say, toolScript } from "./bootstrap/project.mjs";
import { run } from "./bootstrap/run.mjs";
import { script } from "./bootstrap/script.mjs";
import { findPackagedApp } from "./packaging/packaged-app.mjs";

const TRIAL_NOTE = `This build is for trying out only and must not be given to anybody.
It runs on an Electron that is not the official build of the version that Seedcase ships.
`;

// npm run package: the app as its users get it, unpacked, in dist/. What follows `--` goes to
// electron-builder, as in `npm run package -- --linux AppImage deb`.
await script(async () => {
	const wishes = process.argv.slice(2);
	const { runtime, env } = await prepare({ build: true });
	const official = runtime.kind === "official";
	if (!official && wishes.length > 0) {
		throw new SetupError("Installers are made with the official Electron only.");
	}
	const output = inProject("dist", official ? "release" : "trial-not-for-release");
	rmSync(output, { recursive: true, force: true });
	const args = [
		...(wishes.length > 0 ? wishes : ["--dir"]),
		"--publish=never",
		// The copy at hand, so that nothing is downloaded.
		`-c.electronDist=${runtime.distPath}`,
		`-c.electronVersion=${runtime.version}`,
		`-c.directories.output=${output}`,
	];
	const { code } = await run(process.execPath, [toolScript("electron-builder"), ...args], { env });
	if (code !== 0) {
		return code;
	}
	const app = findPackagedApp(output);
	if (app === undefined) {
		throw new SetupError("electron-builder ended well, but the app is not there.");
	}
	// Loaded here, since it is a package: it is installed by now and was not at the start.
	const { checkFuses } = await import("./packaging/fuses.mjs");
	await checkFuses(app.fuses);
	if (!official) {
		writeFileSync(join(output, "NOT-FOR-RELEASE.txt"), TRIAL_NOTE);
		say(`\n${TRIAL_NOTE}`);
	}
	say(`The app: ${[app.program, ...electronArguments()].join(" ")}`);
	return 0;
});
