import { Recipe } from "../../contract/library.ts";
import { isCrowded } from "../foundation/crowded.ts";
import { namespaces } from "./xmp-packet.ts";

/** Where values are looked for; no honest packet has more prefixes for one namespace. */
const MAX_PREFIXES = 4;
const MAX_VALUES = 500;

/**
 * The values of one property of a packet, whoever wrote it: as an element, a list, an attribute or a
 * resource. It searches the text and builds nothing of it, so that no packet, however made, is expensive.
 */
export function xmpValues(
	packet: string,
	[prefix, name]: readonly [keyof typeof namespaces, string],
): readonly string[] {
	for (const own of prefixesOf(packet, namespaces[prefix])) {
		const tag = `${own}:${name}`;
		const inside = elementOf(packet, tag);
		if (inside !== undefined) return valuesIn(inside);
		const attribute = new RegExp(`\\s${tag}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(packet);
		if (attribute !== null) return [fromXml(attribute[1] ?? attribute[2] ?? "")];
	}
	return [];
}

/** The recipe in a packet; undefined when there is none, or none that this version understands. */
export function recipeInXmp(packet: string): Recipe | undefined {
	const [text] = xmpValues(packet, ["seedcase", "recipe"]);
	if (text === undefined) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return isCrowded(value) ? undefined : Recipe.safeParse(value).data;
	} catch {
		return undefined;
	}
}

function prefixesOf(packet: string, address: string): readonly string[] {
	const found = new Set<string>();
	for (let at = packet.indexOf(address); at >= 0 && found.size < MAX_PREFIXES; ) {
		const before = packet.slice(Math.max(0, at - 80), at);
		const prefix = /\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=\s*["']$/.exec(before)?.[1];
		if (prefix !== undefined) found.add(prefix.replaceAll(".", "\\."));
		at = packet.indexOf(address, at + address.length);
	}
	return [...found];
}

/** What stands between the first opening and closing tag of a name, the opening tag's attributes before it. */
function elementOf(packet: string, tag: string): string | undefined {
	const opening = new RegExp(`<${tag}(?=[\\s/>])`).exec(packet);
	if (opening === null) return undefined;
	const from = opening.index + opening[0].length;
	const closes = packet.indexOf(">", from);
	if (closes < 0) return undefined;
	if (packet[closes - 1] === "/") return packet.slice(from, closes);
	const end = packet.indexOf(`</${tag.replaceAll("\\", "")}`, closes);
	return end < 0 ? undefined : packet.slice(from, end);
}

function valuesIn(inside: string): readonly string[] {
	const closes = inside.indexOf(">");
	const resource = /\srdf:resource\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(
		closes < 0 ? inside : inside.slice(0, closes),
	);
	if (resource !== null) return [fromXml(resource[1] ?? resource[2] ?? "")];
	if (closes < 0) return [];
	const body = inside.slice(closes + 1);
	if (!body.includes("<")) return [fromXml(body)];
	const values: string[] = [];
	for (const [, text = ""] of body.matchAll(/<rdf:li(?:\s[^<>]*)?>([^<]*)<\/rdf:li>/g)) {
		values.push(fromXml(text));
		if (values.length === MAX_VALUES) break;
	}
	return values;
}

const entities: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
};

function fromXml(text: string): string {
	return text.replaceAll(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(\w{2,4}));/g, (whole, ...found) => {
		const [decimal, hexadecimal, named] = found;
		if (named !== undefined) return entities[named] ?? whole;
		const code = Number.parseInt(decimal ?? hexadecimal, decimal === undefined ? 16 : 10);
		return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
	});
}
