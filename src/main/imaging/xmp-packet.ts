import type { Recipe } from "../../contract/library.ts";

/** What leaves with a picture as XMP; what is absent is not said. */
export type PictureXmp = {
	readonly title?: string;
	/** The prompt. */
	readonly description?: string;
	readonly altText?: string;
	readonly tags?: readonly string[];
	/** Full address of a term of IPTC's list. */
	readonly digitalSourceType?: string;
	readonly creators?: readonly string[];
	readonly rights?: string;
	readonly credit?: string;
	readonly creatorTool?: string;
	/** Ms since the Unix epoch. */
	readonly createdAt?: number;
	/** 1 to 5. */
	readonly stars?: number;
	readonly recipe?: Recipe;
};

/** One property as XML, by its name with prefix. */
export type XmpProperty = { readonly name: string; readonly xml: string };

/** Made by a model from words and pictures (https://cv.iptc.org/newscodes/digitalsourcetype/, read 2026-11-21). */
export const TRAINED_ALGORITHMIC_MEDIA =
	"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

/** Of a packet that is read: a recipe at its longest is a third of this. */
export const MAX_XMP_BYTES = 32 * 1024 * 1024;

/**
 * Namespaces: XMP part 1, 8 and part 2; IPTC Photo Metadata Standard 2025.1,
 * https://iptc.org/std/photometadata/specification/, read 2026-11-21. The last is this app's own.
 */
export const namespaces = {
	dc: "http://purl.org/dc/elements/1.1/",
	xmp: "http://ns.adobe.com/xap/1.0/",
	photoshop: "http://ns.adobe.com/photoshop/1.0/",
	Iptc4xmpCore: "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
	Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
	xmpNote: "http://ns.adobe.com/xmp/note/",
	seedcase: "urn:seedcase:xmp:1.0/",
} as const;

/** Names the extension of a packet in a JPEG; `{}` stands for its digest (XMP part 3, 1.1.3.1). */
export const EXTENDED_NOTE: XmpProperty = {
	name: "xmpNote:HasExtendedXMP",
	xml: "<xmpNote:HasExtendedXMP>{}</xmpNote:HasExtendedXMP>",
};

/** The properties of a packet. */
export function xmpProperties(picture: PictureXmp): readonly XmpProperty[] {
	const { title, description, altText, tags = [], creators = [], rights, recipe } = picture;
	const { createdAt, stars } = picture;
	return [
		property("dc:title", title, alternatives),
		property("dc:description", description, alternatives),
		property("dc:subject", tags.length > 0 ? tags : undefined, (list) => listOf("rdf:Bag", list)),
		property("dc:creator", creators.length > 0 ? creators : undefined, (list) =>
			listOf("rdf:Seq", list),
		),
		property("dc:rights", rights, alternatives),
		property("Iptc4xmpExt:DigitalSourceType", picture.digitalSourceType, xmlText),
		property("Iptc4xmpCore:AltTextAccessibility", altText, alternatives),
		property("photoshop:Credit", picture.credit, xmlText),
		property("xmp:CreatorTool", picture.creatorTool, xmlText),
		property("xmp:CreateDate", createdAt, (ms) => new Date(ms).toISOString()),
		property("xmp:Rating", stars, String),
		property("seedcase:recipe", recipe, (value) => xmlText(plainJson(value))),
	].flat();
}

/** A whole packet. `bare`: without its frame, as the extension of another. */
export function xmpPacket(
	properties: readonly XmpProperty[],
	{ bare = false }: { readonly bare?: boolean } = {},
): string {
	const prefixes = new Set(properties.map(({ name }) => name.slice(0, name.indexOf(":"))));
	const declared = Object.entries(namespaces)
		.filter(([prefix]) => prefixes.has(prefix))
		.map(([prefix, address]) => ` xmlns:${prefix}="${address}"`);
	const meta = [
		'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
		'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
		`<rdf:Description rdf:about=""${declared.join("")}>`,
		...properties.map(({ xml }) => xml),
		"</rdf:Description></rdf:RDF></x:xmpmeta>",
	].join("\n");
	if (bare) return meta;
	return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${meta}\n<?xpacket end="w"?>`;
}

/** Keeps a packet short enough for one segment of a JPEG: the longest properties go into its extension. */
export function splitProperties(
	properties: readonly XmpProperty[],
	maxBytes: number,
): { readonly main: readonly XmpProperty[]; readonly extended: readonly XmpProperty[] } {
	const sizeOf = (list: readonly XmpProperty[]) => Buffer.byteLength(xmpPacket(list));
	if (sizeOf(properties) <= maxBytes) return { main: properties, extended: [] };
	const byLength = properties.toSorted((one, other) => other.xml.length - one.xml.length);
	for (let count = 1; ; count += 1) {
		const extended = byLength.slice(0, count);
		const main = properties.filter((one) => !extended.includes(one));
		// The note has 32 digits.
		if (main.length === 0 || sizeOf([...main, EXTENDED_NOTE]) + 32 <= maxBytes) {
			return { main, extended };
		}
	}
}

function property<Value>(
	name: string,
	value: Value | undefined,
	inside: (value: Value) => string,
): readonly XmpProperty[] {
	return value === undefined ? [] : [{ name, xml: `<${name}>${inside(value)}</${name}>` }];
}

function alternatives(text: string): string {
	return `<rdf:Alt><rdf:li xml:lang="x-default">${xmlText(text)}</rdf:li></rdf:Alt>`;
}

function listOf(kind: "rdf:Bag" | "rdf:Seq", items: readonly string[]): string {
	return `<${kind}>${items.map((item) => `<rdf:li>${xmlText(item)}</rdf:li>`).join("")}</${kind}>`;
}

/**
 * Text inside an element. XML 1.0 has no room for control characters and half pairs at all (2.2):
 * the replacement character stands for each. A carriage return would be read as a line's end (2.11).
 */
function xmlText(text: string): string {
	return (
		text
			.toWellFormed()
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be found
			.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
			.replaceAll("&", "&amp;")
			.replaceAll("<", "&lt;")
			.replaceAll(">", "&gt;")
			.replaceAll('"', "&quot;")
			.replaceAll("\r", "&#13;")
	);
}

/** JSON whose every character XML can hold: it comes back exactly as it was. */
function plainJson(value: unknown): string {
	return JSON.stringify(value).replaceAll(
		/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}
