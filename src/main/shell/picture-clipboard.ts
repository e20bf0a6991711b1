import { fileURLToPath } from "node:url";
import electron from "electron";

/** What Electron 42 has in place of the promise-based clipboard of 45. */
type OldClipboard = {
	readonly readImage: () => Electron.NativeImage;
	readonly writeImage: (image: Electron.NativeImage) => void;
	readonly read: (format: string) => string;
};

const PNG = "image/png";

/** Where file managers put the addresses of copied files. */
const fileListFormat = process.platform === "darwin" ? "public.file-url" : "text/uri-list";

function oldClipboard(): OldClipboard | undefined {
	const { clipboard } = electron;
	// The release is built on 45, development may run on 42: ask the object, not the version.
	return "readImage" in clipboard ? (clipboard as unknown as OldClipboard) : undefined;
}

/** PNG bytes of the picture on the clipboard; undefined when there is none. */
export async function readPicture(): Promise<Uint8Array | undefined> {
	const old = oldClipboard();
	if (old !== undefined) {
		const image = old.readImage();
		return image.isEmpty() ? undefined : new Uint8Array(image.toPNG());
	}
	const blob = await readBlob(PNG);
	return blob === undefined ? undefined : new Uint8Array(await blob.arrayBuffer());
}

/** Paths of the files that were copied in a file manager. */
export async function readFiles(): Promise<readonly string[]> {
	const old = oldClipboard();
	const text =
		old === undefined
			? await (
					await readBlob(`electron application/osclipboard;format="${fileListFormat}"`)
				)?.text()
			: old.read(fileListFormat);
	return (text ?? "")
		.replaceAll("\0", "")
		.split(/\r?\n/)
		.filter((line) => line.startsWith("file://"))
		.flatMap((line) => {
			try {
				return [fileURLToPath(line)];
			} catch {
				return [];
			}
		});
}

export async function writePicture(image: Electron.NativeImage): Promise<void> {
	const old = oldClipboard();
	if (old !== undefined) {
		old.writeImage(image);
		return;
	}
	const blob = new Blob([new Uint8Array(image.toPNG())], { type: PNG });
	await electron.clipboard.write([new electron.ClipboardItem({ [PNG]: blob })]);
}

async function readBlob(type: string): Promise<Blob | undefined> {
	for (const item of await electron.clipboard.read()) {
		if (!item.types.includes(type)) continue;
		const value = await item.getType(type);
		if (value instanceof Blob) return value;
	}
	return undefined;
}
