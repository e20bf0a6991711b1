import { pathOfFile } from "../bridge/client.ts";

/** One file of a drop or paste, as far as the window can know it. */
export type DroppedFile = {
	readonly name: string;
	/** Absent for a picture that exists nowhere on disk, such as one dragged out of a page. */
	readonly path: string | undefined;
	readonly isFolder: boolean;
	/** What it holds, for those without a path. */
	readonly bytes?: Blob;
};

export type DropSource = {
	readonly files: readonly DroppedFile[];
	/** `text/uri-list`. */
	readonly uriList: string;
	/** Where the picture in `text/html` comes from; absent when there is none. */
	readonly imageSource: string | undefined;
};

/** A picture without a file of its own: its address, its bytes, or both. */
export type LoosePicture = {
	/** For sentences; may be empty. */
	readonly name: string;
	/** http or https. */
	readonly url?: string;
	readonly bytes?: Blob;
};

/** What of a drop or paste can become a reference, and what cannot and why. */
export type DropContents = {
	/** Files and folders on disk, in order. */
	readonly paths: readonly string[];
	readonly hasFolder: boolean;
	/** Those with an address only where there are no paths. */
	readonly loose: readonly LoosePicture[];
	readonly refused: readonly { readonly reason: "no-file" | "nothing"; readonly name: string }[];
};

/**
 * Sorts out a drop or paste, the surest first: files on disk, then a picture's bytes and its
 * address, which are two ways to the same picture. A picture dragged out of a page has no file, but
 * an address: that of the picture itself, else that of what it links to.
 */
export function readDrop({ files, uriList, imageSource }: DropSource): DropContents {
	const paths = files.flatMap(({ path }) => path ?? []);
	const hasFolder = files.some(({ isFolder, path }) => isFolder && path !== undefined);
	const held = files.flatMap(({ name, bytes }): LoosePicture[] =>
		bytes === undefined ? [] : [{ name, bytes }],
	);
	if (paths.length > 0) return { paths, hasFolder, loose: held, refused: [] };

	const url = [imageSource, ...uriListLines(uriList)].find(isWebAddress);
	const [first] = held;
	const inline = first === undefined ? bytesOfDataUrl(imageSource) : undefined;
	const loose =
		held.length > 1 || (url === undefined && first !== undefined)
			? held
			: url === undefined && inline === undefined
				? []
				: [
						{
							name: first?.name ?? "",
							...(url !== undefined && { url }),
							...(first?.bytes !== undefined && { bytes: first.bytes }),
							...(inline !== undefined && { bytes: inline }),
						},
					];
	if (loose.length > 0) return { paths: [], hasFolder: false, loose, refused: [] };
	const [file] = files;
	const reason = file === undefined && imageSource === undefined ? "nothing" : "no-file";
	const refused = [{ reason, name: file?.name ?? "" } as const];
	return { paths: [], hasFolder: false, loose: [], refused };
}

/** Sorts out a drop or paste of the page. Must run inside its event: afterwards its items are empty. */
export function readTransfer(data: DataTransfer): DropContents {
	const files = [...data.items]
		.filter((item) => item.kind === "file")
		.flatMap((item): DroppedFile[] => {
			const file = item.getAsFile();
			const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
			if (file === null) return [];
			const path = pathOfFile(file);
			const kept = path === undefined && !isFolder ? { bytes: file } : {};
			return [{ name: file.name, path, isFolder, ...kept }];
		});
	const html = data.getData("text/html");
	const page = html === "" ? undefined : new DOMParser().parseFromString(html, "text/html");
	const imageSource = page?.querySelector("img")?.getAttribute("src") ?? undefined;
	return readDrop({ files, uriList: data.getData("text/uri-list"), imageSource });
}

/** How many references a drag would bring, from what is known before the drop; undefined: it brings none. */
export function countHovering(types: readonly string[], items: number): number | undefined {
	if (types.includes("Files")) {
		// A picture out of a page brings its file together with its address and its HTML.
		return types.length === 1 ? items : 1;
	}
	return types.includes("text/uri-list") ? 1 : undefined;
}

/** The addresses of a `text/uri-list` (RFC 2483): one a line, comments begin with `#`. */
function uriListLines(text: string): readonly string[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== "" && !line.startsWith("#"));
}

export function isWebAddress(address: string | undefined): address is string {
	return address !== undefined && /^https?:\/\//i.test(address);
}

/** The picture inside a `data:` address (RFC 2397, base64); undefined for any other address. */
function bytesOfDataUrl(address: string | undefined): Blob | undefined {
	const match = /^data:(image\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)$/i.exec(address ?? "");
	const [, type, text] = match ?? [];
	if (type === undefined || text === undefined) return undefined;
	try {
		return new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type });
	} catch {
		// Not base64 after all: there is no picture in it.
		return undefined;
	}
}
