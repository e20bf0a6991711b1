/** What the first bytes of a file say it is; everything else never reaches a decoder. */
export type PictureFormat = "png" | "jpeg" | "webp" | "gif" | "tiff" | "avif";

/** Kinds that designers have and this app cannot read; each has a sentence of its own, `reference-<kind>`. */
export type RefusedFormat = "heic" | "svg" | "psd" | "pdf" | "raw";

/** How many bytes from the start {@link sniffPicture} wants to see: drawings begin with words about themselves. */
export const SNIFF_BYTES = 1024;

/** Coding names of an ISO base media file (ISO/IEC 23008-12, annex B) that mean HEVC pictures. */
const hevcBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);
const avifBrands = new Set(["avif", "avis"]);
/** Canon's CR3 (https://github.com/lclevy/canon_cr3, read 2026-11-21). */
const rawBrand = "crx ";

/**
 * How other files begin, as the `file` command knows them (https://github.com/file/file, magic/Magdir
 * `images` and `pdf`, read 2026-11-21): Photoshop; PDF, which Illustrator writes too; PostScript;
 * and the photos of Fujifilm, Olympus, Panasonic, Sigma and Canon.
 */
const refusedBeginnings: readonly (readonly [RegExp, RefusedFormat])[] = [
	[/^8BPS/, "psd"],
	[/^%PDF-/, "pdf"],
	[/^(?:%!PS|\xc5\xd0\xd3\xc6)/, "pdf"],
	[/^FUJIFILMCCD-RAW/, "raw"],
	[/^(?:IIR[OS]|MMOR)/, "raw"],
	[/^IIU\0/, "raw"],
	[/^FOVb/, "raw"],
	[/^II\*\0.{4}CR/s, "raw"],
];

/**
 * Tells a picture by its content, whatever its name.
 * @param head the file's first bytes, {@link SNIFF_BYTES} or all there are
 * @returns undefined for anything that is no picture
 */
export function sniffPicture(head: Uint8Array): PictureFormat | RefusedFormat | undefined {
	if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
	if (startsWith(head, [0xff, 0xd8, 0xff])) return "jpeg";
	const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
	if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
	if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
	const refused = refusedBeginnings.find(([beginning]) => beginning.test(text));
	if (refused !== undefined) return refused[1];
	// Little- and big-endian TIFF, and BigTIFF of both kinds.
	if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return showsSmallFirst(head) ? "raw" : "tiff";
	if (text.startsWith("ftyp", 4)) return sniffBrands(head, text);
	return isSvg(text) ? "svg" : undefined;
}

/** An SVG may begin with an XML declaration, comments and a document type; a page that shows one is none. */
function isSvg(text: string): boolean {
	const plain = text.replace(/^\xef\xbb\xbf/, "").trimStart();
	if (/^<svg[\s/>]/i.test(plain)) return true;
	return /^<(?:\?xml|!--|!doctype svg)/i.test(plain) && /<(?:svg[\s/>]|!doctype svg)/i.test(plain);
}

const NEW_SUBFILE_TYPE = 254;
/** Length of one entry of a TIFF directory, bytes (TIFF 6.0, section 2). */
const DIRECTORY_ENTRY = 12;

/**
 * Whether the first picture of a TIFF is a small version of another one in it: cameras write DNG, NEF
 * and ARW like that, and what a TIFF reader would show of them is a stamp.
 */
function showsSmallFirst(head: Uint8Array): boolean {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const little = head[0] === 0x49;
	if (head.byteLength < 8 || view.getUint16(2, little) !== 42) return false;
	const directory = view.getUint32(4, little);
	if (directory + 2 + DIRECTORY_ENTRY > head.byteLength) return false;
	// Entries are in the order of their tags, and only obsolete ones come before this.
	const entry = directory + 2;
	return (
		view.getUint16(entry, little) === NEW_SUBFILE_TYPE &&
		(view.getUint32(entry + 8, little) & 1) === 1
	);
}

function sniffBrands(head: Uint8Array, text: string): "avif" | "heic" | "raw" | undefined {
	const boxLength = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
	const brands = [text.slice(8, 12)];
	for (let at = 16; at + 4 <= Math.min(boxLength, text.length); at += 4) {
		brands.push(text.slice(at, at + 4));
	}
	if (brands.some((brand) => avifBrands.has(brand))) return "avif";
	if (brands.some((brand) => hevcBrands.has(brand))) return "heic";
	if (brands.includes(rawBrand)) return "raw";
	return undefined;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
	return prefix.every((byte, index) => bytes[index] === byte);
}

/**
 * Whether a PNG has its closing chunk: decoders are content with all its pixels, but a file
 * without it was cut short.
 */
export function pngIsClosed(bytes: {
	readonly length: number;
	readonly part: (from: number, length: number) => Uint8Array;
}): boolean {
	const lengthAndType = 8;
	const checksum = 4;
	for (let at = 8; at + lengthAndType + checksum <= bytes.length; ) {
		const head = bytes.part(at, lengthAndType);
		if (head.byteLength < lengthAndType) return false;
		const view = new DataView(head.buffer, head.byteOffset, lengthAndType);
		if (view.getUint32(4) === IEND) return true;
		at += lengthAndType + view.getUint32(0) + checksum;
	}
	return false;
}

const IEND = 0x49_45_4e_44;
