import { OWN_FOLDER } from "../store/library-folder.ts";

/** Names that are devices on Windows, with any ending (Microsoft Learn, "Naming Files, Paths, and Namespaces", read 2026-11-21). */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Characters no name on Windows has; a colon would name a stream of another file. */
const forbidden = /[<>:"|?*\\\p{Cc}]/u;
const MAX_NAME_BYTES = 255;
const MAX_DEPTH = 32;

/**
 * What is wrong with a path a stranger names for a file of a library; undefined: it stays inside, on
 * every system, and touches nothing the app keeps for itself.
 */
export function pathFault(path: string): string | undefined {
	const steps = path.split("/");
	if (steps.length > MAX_DEPTH) return "too many folders";
	if (path !== path.toWellFormed()) return "no text";
	for (const step of steps) {
		if (step === "" || step === "." || step === "..") return "a step out of its folder";
		if (forbidden.test(step)) return "a character no file name has";
		if (/[. ]$/.test(step)) return "a name that ends with a dot or a blank";
		if (deviceName.test(step)) return "the name of a device";
		if (Buffer.byteLength(step) > MAX_NAME_BYTES) return "a name that is too long";
	}
	return isOwnFolder(steps[0] ?? "") ? "the app's own folder" : undefined;
}

/**
 * Signs that HFS+ passes over when it compares names (Mark Day of Apple,
 * https://www.mars.org/pipermail/hfs-user/2004/000367.html, read 2026-11-21).
 */
const ignored = /\p{Default_Ignorable_Code_Point}/gu;
/** The short name Windows may give it as well. */
const shortName = /^seedca~\d+$/;

/** Also where it is written so that only some disks take it for the app's own: by the upper case ſ is s. */
function isOwnFolder(step: string): boolean {
	const name = folded(step.replaceAll(ignored, "").toUpperCase());
	return name === OWN_FOLDER || shortName.test(name);
}

/** As disks that know no case and one spelling of accents compare names: equal ones may be one file there. */
export function folded(path: string): string {
	return path.normalize("NFC").toLowerCase().normalize("NFC");
}
