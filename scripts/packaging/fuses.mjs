import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { SetupError } from "../bootstrap/project.mjs";

/** What electron-builder.yml asks for: its names are checked here against the finished program. */
const WANTED = {
	RunAsNode: false,
	EnableCookieEncryption: true,
	EnableNodeOptionsEnvironmentVariable: false,
	EnableNodeCliInspectArguments: false,
	EnableEmbeddedAsarIntegrityValidation: true,
	OnlyLoadAppFromAsar: true,
	GrantFileProtocolExtraPrivileges: false,
};

/**
 * Reads the fuses out of a packaged program: a setting that was misspelt, or that a tool's update
 * dropped, would otherwise go unseen.
 * @param {string} program the executable, or the .app folder on macOS
 * @throws {SetupError} naming every fuse that is not as it should be
 */
export async function checkFuses(program) {
	const wire = await getCurrentFuseWire(program);
	const wrong = Object.entries(WANTED)
		.filter(
			([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE),
		)
		.map(([name]) => name);
	if (wrong.length > 0) {
		throw new SetupError(`These fuses are not set as they should be: ${wrong.join(", ")}.`);
	}
}
