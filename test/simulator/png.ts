import { deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BYTES_PER_PIXEL = 3;

/**
 * A real PNG of a colourful gradient: every seed gives another picture.
 * @param size pixels
 */
export function gradientPng(size: { width: number; height: number; seed?: number }): Buffer {
	const { width, height, seed = 0 } = size;
	return encodePng(width, height, pixels(width, height, seed));
}

/**
 * A PNG of 8-bit red, green and blue.
 * @param rows each led by its filter byte
 */
export function encodePng(width: number, height: number, rows: Buffer): Buffer {
	return assemblePng(width, height, deflateSync(rows, { level: 1 }));
}

/** A PNG of 8-bit red, green and blue around its compressed rows. */
export function assemblePng(width: number, height: number, packed: Buffer): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk("IHDR", header),
		chunk("IDAT", packed),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

/** Rows of red, green and blue, each row led by its filter byte (0: none). */
function pixels(width: number, height: number, seed: number): Buffer {
	const hue = (seed * 67) % 256;
	const rows = Buffer.alloc(height * (1 + width * BYTES_PER_PIXEL));
	let at = 0;
	for (let y = 0; y < height; y += 1) {
		at += 1;
		const down = Math.floor((y * 255) / height);
		for (let x = 0; x < width; x += 1) {
			const across = Math.floor((x * 255) / width);
			rows[at] = across ^ hue;
			rows[at + 1] = (down + hue) & 255;
			rows[at + 2] = (255 - across + ((seed * 31) & 255)) & 255;
			at += BYTES_PER_PIXEL;
		}
	}
	return rows;
}

/** The same picture with a word in it that no viewer shows, so that no two files are alike. */
export function stampedPng(png: Buffer, word: string): Buffer {
	const end = png.length - chunk("IEND", Buffer.alloc(0)).length;
	const stamp = chunk("tEXt", Buffer.from(`Comment\0${word}`, "latin1"));
	return Buffer.concat([png.subarray(0, end), stamp, png.subarray(end)]);
}

function chunk(type: string, data: Buffer): Buffer {
	const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(typed));
	return Buffer.concat([length, typed, check]);
}

/** zlib has this too, but not in every Node 20. */
const crcTable = Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value >>> 0;
});

function crc32(bytes: Buffer): number {
	let value = 0xffffffff;
	for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
	return (value ^ 0xffffffff) >>> 0;
}
