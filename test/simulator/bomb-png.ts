import { constants, deflateRawSync } from "node:zlib";
import { assemblePng } from "./png.ts";

const SIDE = 30_000;
const PIECE_BYTES = 1_000_000;
const ADLER_BASE = 65_521;

/**
 * A valid PNG of 30,000 x 30,000 black pixels: a few MB that unpack to 2.7 GB. One compressed piece
 * of zeros is repeated, so that making it costs next to nothing.
 */
export function bombPng(): Buffer {
	const total = SIDE * (1 + SIDE * 3);
	const flush = { finishFlush: constants.Z_FULL_FLUSH };
	const piece = deflateRawSync(Buffer.alloc(PIECE_BYTES), flush);
	const pieces = Array.from({ length: Math.floor(total / PIECE_BYTES) }, () => piece);
	const last = deflateRawSync(Buffer.alloc(total % PIECE_BYTES));
	const check = Buffer.alloc(4);
	// Adler-32 of nothing but zeros.
	check.writeUInt32BE((((total % ADLER_BASE) << 16) | 1) >>> 0);
	const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), ...pieces, last, check]);
	return assemblePng(SIDE, SIDE, packed);
}
