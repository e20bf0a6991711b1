import { DOMParser } from "@xmldom/xmldom";
import ExifReader from "exifreader";
import { z } from "zod";
import type { ForeignRecipe } from "../../contract/library.ts";
import { type MetadataTexts, readForeign } from "./metadata-foreign.ts";
import type { PictureMetadata } from "./metadata-found.ts";
import { within } from "./metadata-json.ts";
import { metadataPart } from "./metadata-part.ts";
import type { PictureBytes } from "./read-picture.ts";

const MAX_DESCRIPTION = 10_000;
const MAX_AUTHOR = 200;

/** Never throws: metadata that cannot be read is none. */
export function readMetadata(picture: PictureBytes): PictureMetadata {
	try {
		const part = metadataPart(picture);
		return part === undefined ? {} : understood(groupsOf(part));
	} catch {
		return {};
	}
}

const Tag = z.object({ value: z.unknown(), description: z.unknown() });
const Tags = z.record(z.string(), Tag.catch({ value: undefined, description: undefined }));
const Groups = z.object({
	exif: Tags.catch({}),
	iptc: Tags.catch({}),
	xmp: Tags.optional().catch(undefined),
	pngText: Tags.catch({}),
});
type Groups = z.infer<typeof Groups>;
type Tags = z.infer<typeof Tags>;

function groupsOf(part: Uint8Array): Groups {
	const bytes = Uint8Array.from(part).buffer;
	// A parser that stays silent: what it complains of is no business of the log.
	const parser = new DOMParser({ onError: () => {} });
	const domParser = {
		parseFromString: (text: string) => parser.parseFromString(text, "application/xml"),
	};
	const {
		exif = {},
		iptc = {},
		xmp,
		pngText = {},
	} = ExifReader.load(bytes, {
		expanded: true,
		// The parsers differ in types of theirs that ExifReader never touches.
		domParser: domParser as unknown as DOMParserOfReader,
	});
	return Groups.parse({ exif, iptc, xmp, pngText });
}

type DOMParserOfReader = NonNullable<
	NonNullable<Parameters<typeof ExifReader.load>[1]>["domParser"]
>;

function understood({ exif, iptc, xmp, pngText }: Groups): PictureMetadata {
	const texts = textsOf(exif, xmp ?? {}, pngText);
	const foreign = readForeign(texts);
	const description = firstText([
		said(xmp?.description),
		said(iptc["Caption/Abstract"]),
		said(exif.ImageDescription),
		texts.get("description"),
	]);
	const author = firstText([
		said(xmp?.creator),
		said(exif.Artist),
		said(iptc["By-line"]),
		texts.get("author"),
	]);
	const takenAt = takenAtIn(exif) ?? takenAtIn(xmp ?? {});
	const ownWords = within(description, MAX_DESCRIPTION);
	const name = within(author, MAX_AUTHOR);
	return {
		...(takenAt !== undefined && { takenAt }),
		...(ownWords !== "" && !repeats(ownWords, foreign) && { description: ownWords }),
		...(name !== "" && { author: name }),
		...(foreign !== undefined && { foreign }),
		...(xmp !== undefined && { hasXmp: true }),
	};
}

/** Generators write the same words in several places, or JSON where people's words would be. */
function repeats(description: string, foreign: ForeignRecipe | undefined): boolean {
	if (foreign === undefined) return false;
	return description.startsWith("{") || description.startsWith(foreign.prompt.slice(0, 80));
}

function textsOf(exif: Tags, xmp: Tags, pngText: Tags): MetadataTexts {
	const comment = exif.UserComment === undefined ? undefined : commentText(exif.UserComment.value);
	const found: [string, string | undefined][] = [
		["usercomment", comment ?? said(xmp.UserComment)],
		["imagedescription", said(exif.ImageDescription) ?? said(xmp.description)],
		["make", said(exif.Make)],
		["model", said(exif.Model)],
		["software", said(exif.Software) ?? said(xmp.CreatorTool)],
		["xpcomment", said(exif.XPComment)],
		...Object.entries(pngText).map(([name, tag]): [string, string | undefined] => [
			// ExifReader puts the language behind the keyword.
			name.replace(/ \(.*\)$/, "").toLowerCase(),
			typeof tag.value === "string" ? tag.value : said(tag),
		]),
	];
	return new Map(found.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

const Bytes = z.array(z.int().min(0).max(255));

/**
 * EXIF's user comment: eight bytes say how it is written (CIPA DC-008-2019, 4.6.5, `UserComment`).
 * `UNICODE` is UTF-16 of either order, and some write UTF-8 behind it, or leave the eight bytes out.
 */
function commentText(value: unknown): string | undefined {
	const texts = z.array(z.string()).safeParse(value).data;
	if (texts !== undefined && texts.length > 0) return texts.join("");
	const parsed = Bytes.safeParse(Array.isArray(value) ? value : undefined).data;
	if (parsed === undefined || parsed.length === 0) return undefined;
	const bytes = Buffer.from(parsed);
	const head = bytes.toString("latin1", 0, 8);
	const plain = (from: number) => bytes.toString("utf8", from);
	if (!/^(?:ASCII\0|UNICODE\0|JIS\0|\0{8})/.test(head)) return withoutEnd(plain(0));
	if (!head.startsWith("UNICODE")) return withoutEnd(plain(8));
	const body = bytes.subarray(8);
	const zeros = (odd: 0 | 1) =>
		body.subarray(0, 400).filter((byte, at) => at % 2 === odd && byte === 0).length;
	const [first, second] = [zeros(0), zeros(1)];
	if (first === 0 && second === 0 && !looksWide(body)) return withoutEnd(plain(8));
	const little = body[0] === 0xff ? true : body[0] === 0xfe ? false : second >= first;
	return withoutEnd(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(body));
}

/** Chinese in UTF-16 has no zero bytes, and is no UTF-8 either. */
function looksWide(body: Uint8Array): boolean {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(body);
		return false;
	} catch {
		return true;
	}
}

function withoutEnd(text: string): string {
	const end = text.indexOf("\0");
	return end < 0 ? text : text.slice(0, end);
}

function said(tag: z.infer<typeof Tag> | undefined): string | undefined {
	const { description } = tag ?? {};
	return typeof description === "string" && description.trim() !== "" ? description : undefined;
}

function firstText(texts: readonly (string | undefined)[]): string | undefined {
	return texts.find((text) => text !== undefined && text.trim() !== "");
}

/** `2024:05:06 07:08:09`, or as XMP writes it. */
const moment =
	/^(\d{4})[:-](\d\d)[:-](\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:\d\d)?/;

function takenAtIn(tags: Tags): number | undefined {
	const found = moment.exec(said(tags.DateTimeOriginal) ?? "");
	if (found === null) return undefined;
	const [, year, month, day, hour, minute, second = "00", ownZone] = found;
	const offset = said(tags.OffsetTimeOriginal)?.trim() ?? "";
	const zone = ownZone ?? (/^(?:Z|[+-]\d\d:\d\d)$/.test(offset) ? offset : "");
	const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
	return Number.isNaN(at) ? undefined : at;
}
