/**
 * The part of a library a folder is listed in: a day's jobs together, everything else by its first
 * two folders. A part that did not change is not listed again.
 */
export function partOf(folder: string): string {
	const [first = "", second] = folder.split("/");
	if (second === undefined) return first;
	const day = isMonth(first) ? /^(\d{2})-/.exec(second)?.[1] : undefined;
	return `${first}/${day ?? second}`;
}

/** Whether a top folder holds the jobs of a month. */
export function isMonth(folder: string): boolean {
	return /^\d{4}-\d{2}$/.test(folder);
}

/** Files of the system and of other programs that are no part of a library. */
const systemFile =
	/^(\.ds_store|thumbs\.db|desktop\.ini|\._.*|\.spotlight-.*|\.trashes|\.fseventsd|.*\.part|~\$.*)$/i;

/** Whether a name in a library's folder is left out of a mirror. */
export function isLeftOut(folder: string, name: string): boolean {
	// The app's own folder can be made again, and a lock in it is of this computer alone.
	return systemFile.test(name) || (folder === "" && name.toLowerCase() === ".seedcase");
}
