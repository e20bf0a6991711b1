import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { ZipFile } from "yazl";
import type { BoardDocument, PictureSource } from "../../../../../src/contract/board.ts";

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export type ZipEntry = {
	readonly name: string;
	readonly content: Buffer;
	readonly compress?: boolean;
};

export const jsonEntry = (name: string, value: unknown): ZipEntry => ({
	name,
	content: Buffer.from(JSON.stringify(value)),
});

/** Writes a ZIP as anybody could make one. @param patch changes its bytes afterwards */
export async function writeZip(
	path: string,
	entries: readonly ZipEntry[],
	patch: (zip: Buffer) => Buffer = (zip) => zip,
): Promise<void> {
	const zip = new ZipFile();
	for (const { name, content, compress = true } of entries) {
		zip.addBuffer(content, name, { compress, mtime: new Date(0) });
	}
	zip.end();
	const chunks: Buffer[] = [];
	for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
	await writeFile(path, patch(Buffer.concat(chunks)));
}

/** Another name of the same length, everywhere it stands. */
export const renamed = (from: string, to: string) => (zip: Buffer) => {
	const text = zip.toString("latin1").replaceAll(from, to);
	return Buffer.from(text, "latin1");
};

/** Makes an entry's record say another size (APPNOTE 6.3.10, 4.3.12: offset 24 of a central header, the name at 46). */
export const resized = (name: string, bytes: number) => (zip: Buffer) => {
	for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) {
		const length = zip.readUInt16LE(at + 28);
		if (zip.toString("utf8", at + 46, at + 46 + length) === name) zip.writeUInt32LE(bytes, at + 24);
	}
	return zip;
};

export type BoardPicture = { readonly bytes: Buffer; readonly source: PictureSource };

export const picturePath = (bytes: Uint8Array) => `pictures/${sha256(bytes)}.png`;

/** What a board's file holds, with room for a test's own changes. */
export function boardEntries(
	document: BoardDocument | Record<string, unknown>,
	pictures: readonly BoardPicture[],
	manifest: Record<string, unknown> = {},
): ZipEntry[] {
	const rows = pictures.map(({ bytes, source }, index) => ({
		path: picturePath(bytes),
		sha256: sha256(bytes),
		name: `picture ${index}.png`,
		source,
	}));
	const whole = { format: "seedboard", version: 1, app: "0.1.0", madeAt: 1, pictures: rows };
	const contents = new Map(pictures.map(({ bytes }) => [picturePath(bytes), bytes]));
	return [
		jsonEntry("manifest.json", { ...whole, ...manifest }),
		jsonEntry("board.json", document),
		...[...contents].map(([name, content]) => ({ name, content, compress: false })),
	];
}
