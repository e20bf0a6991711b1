export type PictureFormat = "png" | "jpeg" | "webp" | "gif" | "bmp" | "tiff";
export type PictureFacts = {
	readonly format: PictureFormat;
	readonly width: number;
	readonly height: number;
};

/** Format and pixels out of a file's first bytes; nothing for what is no picture. Written apart from the app's own reader. */
export function pictureFacts(bytes: Buffer): PictureFacts | undefined {
	try {
		return (
			png(bytes) ??
			jpeg(bytes) ??
			gif(bytes) ??
			webp(bytes) ??
			bmp(bytes) ??
			tiff(bytes) ??
			undefined
		);
	} catch (error) {
		// The file ends before its size is told.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
	bytes.toString("latin1", at, at + text.length) === text;

function png(bytes: Buffer): PictureFacts | undefined {
	if (!startsWith(bytes, "\x89PNG\r\n\x1a\n")) return undefined;
	return { format: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function jpeg(bytes: Buffer): PictureFacts | undefined {
	if (!startsWith(bytes, "\xff\xd8\xff")) return undefined;
	let at = 2;
	for (;;) {
		const marker = bytes.readUInt16BE(at);
		const isFrame =
			marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
		if (isFrame) {
			const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
			return { format: "jpeg", width, height };
		}
		at += 2 + bytes.readUInt16BE(at + 2);
	}
}

function gif(bytes: Buffer): PictureFacts | undefined {
	if (!startsWith(bytes, "GIF8")) return undefined;
	return { format: "gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function webp(bytes: Buffer): PictureFacts | undefined {
	if (!startsWith(bytes, "RIFF") || !startsWith(bytes, "WEBP", 8)) return undefined;
	const kind = bytes.toString("latin1", 12, 16);
	if (kind === "VP8X") {
		return {
			format: "webp",
			width: 1 + bytes.readUIntLE(24, 3),
			height: 1 + bytes.readUIntLE(27, 3),
		};
	}
	if (kind === "VP8L") {
		const packed = bytes.readUInt32LE(21);
		return {
			format: "webp",
			width: 1 + (packed & 0x3fff),
			height: 1 + ((packed >> 14) & 0x3fff),
		};
	}
	return {
		format: "webp",
		width: bytes.readUInt16LE(26) & 0x3fff,
		height: bytes.readUInt16LE(28) & 0x3fff,
	};
}

function bmp(bytes: Buffer): PictureFacts | undefined {
	if (!startsWith(bytes, "BM")) return undefined;
	return { format: "bmp", width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
}

const WIDTH_TAG = 256;
const HEIGHT_TAG = 257;
const SHORT = 3;

function tiff(bytes: Buffer): PictureFacts | undefined {
	const little = startsWith(bytes, "II*\0");
	if (!little && !startsWith(bytes, "MM\0*")) return undefined;
	const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
	const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
	const directory = long(4);
	const sizes = new Map<number, number>();
	for (let row = 0; row < short(directory); row += 1) {
		const at = directory + 2 + row * 12;
		sizes.set(short(at), short(at + 2) === SHORT ? short(at + 8) : long(at + 8));
	}
	const [width, height] = [sizes.get(WIDTH_TAG), sizes.get(HEIGHT_TAG)];
	return width === undefined || height === undefined
		? undefined
		: { format: "tiff", width, height };
}
