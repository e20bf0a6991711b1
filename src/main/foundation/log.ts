type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** The log as a port. Facts are short: never a key, a prompt, a request body or picture bytes. */
export type Log = {
	readonly info: (message: string, facts?: LogFacts) => void;
	readonly warn: (message: string, facts?: LogFacts) => void;
	readonly error: (message: string, facts?: LogFacts) => void;
};

/** Says nothing; for tests and tools. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Names that only a secret has, however they are joined. */
const secretName =
	"(?:api[-_ ]?key|access[-_]?key(?:[-_]?(?:id|secret))?|secret[-_]?(?:access[-_]?)?key|(?:access|auth)[-_]?token|client[-_]?secret)";
/** The quotes around a name or a value; inside a text inside JSON they have backslashes. */
const quotes = String.raw`["'\\]{1,8}`;
/** A word without a digit is a key only when it is longer than words are. */
const unlikeWords = String.raw`(?=[^\s"',;&\\]{0,200}\d|[^\s"',;&\\]{20})[^\s"',;&\\]`;

/**
 * Anything that looks like a key, whatever gateway it belongs to; what stays is in the first group.
 * Repeats are bounded or stand between characters they cannot take, so a long text costs no time.
 */
const secretPatterns: readonly RegExp[] = [
	/((?:authorization["'\\]{0,8}\s{0,4}[:=]\s{0,4}["'\\]{0,8}(?:(?:bearer|basic|token|key)\s+)?|bearer\s+))[^\s"',;\\]+/gi,
	/([?&](?:x-[\w-]{0,40}(?:signature|credential|security-token)|signature|sig|(?:access[-_]?)?token|(?:api[-_]?|(?:oss|aws)?access[-_]?)?key(?:[-_]?id)?)=)[^&\s"'\\]+/gi,
	new RegExp(String.raw`(${secretName}["'\\]{0,8}\s{0,4}[:=]\s{0,4}${quotes})[^\s"'\\]{4,}`, "gi"),
	new RegExp(String.raw`(${secretName}(?: provided)?\s{0,4}[:=]\s{0,4})${unlikeWords}{6,}`, "gi"),
	new RegExp(
		String.raw`(${quotes}(?:key|token|secret)${quotes}\s{0,4}:\s{0,4}${quotes})${unlikeWords}{8,}`,
		"gi",
	),
	// Relays, Ark (a UUID or one long word: hosts of its links begin with `ark-` too), and others.
	/()\bsk-[\w-]{6,}/gi,
	// reAPI.
	/()\brk_(?:live|test)_\w{6,}/gi,
	/()\bark-(?:[0-9a-f]{8}[\w-]*|(?=\w{0,80}\d)\w{16,})/gi,
	/()\btky\.(?=[\w-]{0,80}\d)[\w-]{8,}/gi,
	// Access keys of Volcengine and AWS.
	/()\bAK(?:(?:LT|TP|IA)[\w-]{8,}={0,2}|(?=\w{0,80}\d)\w{14,})/g,
];

const REMOVED = "[removed]";

/** Takes keys and link signatures out of a text that is about to be logged, stored or shown. */
export function scrub(text: string): string {
	return secretPatterns.reduce(
		(scrubbed, pattern) => scrubbed.replaceAll(pattern, `$1${REMOVED}`),
		text,
	);
}

/** Shorter keys could be any word of a reply. */
const MIN_KEY_CHARS = 8;

/**
 * Takes one known key out of a text, in every form it may be quoted in: plain, inside JSON,
 * URL-encoded and base64. For texts whose keys {@link scrub} cannot know by their looks.
 * @param key nothing happens without one, or when it has fewer than 8 characters
 */
export function withoutKey(text: string, key: string | undefined): string {
	// The key is sent without the blanks around it, so that is how a gateway quotes it.
	const plain = key?.trim() ?? "";
	if (plain.length < MIN_KEY_CHARS) return text;
	return formsOf(plain).reduce((rest, form) => rest.replaceAll(form, REMOVED), text);
}

/** The longest first: a shorter one may be its beginning. */
function formsOf(key: string): readonly string[] {
	const json = JSON.stringify(key).slice(1, -1);
	const encoded = encodeURIComponent(key.toWellFormed());
	const base64 = Buffer.from(key).toString("base64");
	const forms = [
		key,
		json,
		json.replaceAll("/", "\\/"),
		encoded,
		encoded.replaceAll(/%../g, (octet) => octet.toLowerCase()),
		base64,
		base64.replace(/=+$/, ""),
		Buffer.from(key).toString("base64url"),
	];
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
