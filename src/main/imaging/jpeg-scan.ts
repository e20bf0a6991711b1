import type { ByteSource } from "./byte-source.ts";

const SCAN_BYTES = 256 * 1024;

/**
 * Where the data of a scan ends: at the next marker that is no restart. In it, `0xff` is followed by
 * zero, by another `0xff` or by the number of a restart (ITU-T T.81, B.1.1.2 and F.1.2.3).
 * @returns the file's size when it is cut short
 */
export async function endOfScan(source: ByteSource, from: number): Promise<number> {
	let at = from;
	while (at + 1 < source.size) {
		// One byte of the next part is read with each, so that no marker lies across two.
		const bytes = await source.read(at, Math.min(SCAN_BYTES, source.size - at));
		for (let sign = bytes.indexOf(0xff); sign >= 0; sign = bytes.indexOf(0xff, sign + 1)) {
			const next = bytes[sign + 1];
			if (next === undefined) break;
			const belongs = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
			if (!belongs) return at + sign;
		}
		at += bytes.byteLength - 1;
	}
	return source.size;
}
