import { writeFileSync } from "node:fs";
import { inProject, readJson, say } from "./bootstrap/project.mjs";
import { script } from "./bootstrap/script.mjs";

// npm run lock: run it after adding or updating a package. Tools such as Biome and Tailwind bring
// one package per system. Where the registry at hand is a mirror without some of them, npm leaves
// those out of package-lock.json, and `npm ci` then refuses the file on every system. This adds the
// left-out ones by name, version and system.
await script(() => {
	const path = inProject("package-lock.json");
	const lock = readJson(path);
	const added = leftOut(lock.packages);
	Object.assign(lock.packages, added);
	const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
	lock.packages = Object.fromEntries(sorted);
	writeFileSync(path, `${JSON.stringify(lock, null, "\t")}\n`);
	say(`${Object.keys(added).length} packages for other systems added to package-lock.json.`);
	return 0;
});

function leftOut(packages) {
	const added = {};
	for (const [parent, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
		for (const [name, version] of Object.entries(optionalDependencies)) {
			const system = systemOf(name);
			const known = packages[`node_modules/${name}`] ?? packages[`${parent}/node_modules/${name}`];
			if (known === undefined && system !== undefined && /^\d+\.\d+\.\d+$/.test(version)) {
				// In npm's order of names, so that the next npm install changes nothing.
				const { cpu, libc, os } = system;
				added[`node_modules/${name}`] = { version, cpu, dev, libc, optional: true, os };
			}
		}
	}
	return added;
}

/** The system that a package such as "core-linux-arm-gnueabihf" is for, in npm's words. */
function systemOf(name) {
	const words = name.replace(/^.*\//, "").split("-");
	const os = words.find((word) =>
		["android", "darwin", "freebsd", "linux", "win32"].includes(word),
	);
	const cpus = ["arm", "arm64", "ia32", "ppc64", "s390x", "wasm32", "x64"];
	const cpu = words.find((word) => cpus.includes(word));
	if (cpu === undefined) {
		return undefined;
	}
	const libc = os === "linux" ? [words.includes("musl") ? "musl" : "glibc"] : undefined;
	return { cpu: [cpu], libc, os: os && [os] };
}
