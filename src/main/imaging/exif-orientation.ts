/** Tag and type of the orientation, and where a directory's entries begin (Exif 2.32, 4.6.4 and 4.6.2). */
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY = 12;
/** A first directory of more entries than this holds no photograph's facts. */
const MAX_ENTRIES = 500;

/**
 * How a picture that lies on its side is to be turned.
 * @param exif from the TIFF header on
 * @returns 1 to 8; 1, which is upright, when it does not say
 */
export function exifOrientation(exif: Uint8Array): number {
	const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
	if (exif.byteLength < 8) return 1;
	const little = view.getUint16(0) === 0x4949;
	if (!little && view.getUint16(0) !== 0x4d4d) return 1;
	const directory = view.getUint32(4, little);
	if (directory + 2 > exif.byteLength) return 1;
	const count = Math.min(view.getUint16(directory, little), MAX_ENTRIES);
	for (let at = directory + 2, left = count; left > 0; at += ENTRY, left -= 1) {
		if (at + ENTRY > exif.byteLength) return 1;
		if (view.getUint16(at, little) !== ORIENTATION) continue;
		const value = view.getUint16(at + 8, little);
		return view.getUint16(at + 2, little) === SHORT && value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

/** Exif that says how the picture is turned and nothing else: without it, it would lie on its side. */
export function orientationOnly(orientation: number): Uint8Array {
	const bytes = new Uint8Array(8 + 2 + ENTRY + 4);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, 0x4d4d002a);
	view.setUint32(4, 8);
	view.setUint16(8, 1);
	view.setUint16(10, ORIENTATION);
	view.setUint16(12, SHORT);
	view.setUint32(14, 1);
	view.setUint16(18, orientation);
	return bytes;
}
