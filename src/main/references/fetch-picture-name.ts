/** What a picture of the web is called when neither its server nor its address says so. */
const NAMELESS = "picture";

/**
 * A name for what came from an address.
 * @param disposition the `Content-Disposition` header (RFC 6266), whose extended form (RFC 8187) goes first
 */
export function pictureNameOf(url: string, disposition: string | undefined): string {
	return named(disposition ?? "") ?? lastPart(url) ?? URL.parse(url)?.hostname ?? NAMELESS;
}

function named(disposition: string): string | undefined {
	const extended = /;\s*filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(disposition);
	const [, quoted, bare] =
		/;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
	const plain = quoted?.replaceAll(/\\(["\\])/g, "$1") ?? bare;
	return fileName(decoded(extended?.[1])) ?? fileName(plain && inUtf8(plain));
}

function lastPart(url: string): string | undefined {
	const path = URL.parse(url)?.pathname ?? "";
	return fileName(decoded(path.split("/").findLast((part) => part !== "")));
}

function decoded(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Many servers put UTF-8 where only Latin-1 is allowed, and a header is read as the latter. */
function inUtf8(text: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
	} catch {
		return text;
	}
}

/** Without folders, whatever a server put in. */
function fileName(text: string | undefined): string | undefined {
	const name = text?.split(/[\\/]/).at(-1)?.trim() ?? "";
	return name === "" || /^\.+$/.test(name) ? undefined : name;
}
