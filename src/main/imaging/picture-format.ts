/** What the first bytes of a file say it is; everything else never reaches a decoder. */
export type PictureFormat = "png" | "jpeg" | "webp" | "gif" | "tiff" | "avif";

/** How many bytes from the start {@link sniffPicture} wants to see. */
export const SNIFF_BYTES = 256;

/** Coding names of an ISO base media file (ISO/IEC 23008-12, annex B) that mean HEVC pictures. */
const hevcBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);
const avifBrands = new Set(["avif", "avis"]);

/**
 * Tells a picture by its content, whatever its name.
 * @param head the file's first bytes, {@link SNIFF_BYTES} or all there are
 * @returns `heic` for photos whose decoder this app does not carry; undefined for anything that is no picture
 */
export function sniffPicture(head: Uint8Array): PictureFormat | "heic" | undefined {
	if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
	if (startsWith(head, [0xff, 0xd8, 0xff])) return "jpeg";
	const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
	if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
	if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
	// Little- and big-endian TIFF, and BigTIFF of both kinds.
	if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return "tiff";
	if (text.startsWith("ftyp", 4)) return sniffBrands(head, text);
	return undefined;
}

function sniffBrands(head: Uint8Array, text: string): "avif" | "heic" | undefined {
	const boxLength = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
	const brands = [text.slice(8, 12)];
	for (let at = 16; at + 4 <= Math.min(boxLength, text.length); at += 4) {
		brands.push(text.slice(at, at + 4));
	}
	if (brands.some((brand) => avifBrands.has(brand))) return "avif";
	if (brands.some((brand) => hevcBrands.has(brand))) return "heic";
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
