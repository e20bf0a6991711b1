import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";

/** Unpacks a ZIP as any other program would; the reader refuses names that lead elsewhere. @returns its names */
export async function unpackZip(file: string, into: string): Promise<readonly string[]> {
	const names: string[] = [];
	const archive = await yauzl.openPromise(file);
	for await (const entry of archive.eachEntry()) {
		names.push(entry.fileName);
		if (entry.fileName.endsWith("/")) continue;
		const path = join(into, entry.fileName);
		await mkdir(dirname(path), { recursive: true });
		await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path));
	}
	return names;
}
