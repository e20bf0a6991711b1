/** File endings and media types by what imaging calls a format. */
const kinds: Readonly<Record<string, { readonly ending: string; readonly mediaType: string }>> = {
	png: { ending: "png", mediaType: "image/png" },
	jpeg: { ending: "jpg", mediaType: "image/jpeg" },
	webp: { ending: "webp", mediaType: "image/webp" },
	gif: { ending: "gif", mediaType: "image/gif" },
	avif: { ending: "avif", mediaType: "image/avif" },
	tiff: { ending: "tiff", mediaType: "image/tiff" },
	heif: { ending: "heic", mediaType: "image/heic" },
	bmp: { ending: "bmp", mediaType: "image/bmp" },
};

/** A file's ending, without a dot; `img` for a format this version has no ending for. */
export function fileEnding(format: string): string {
	return kinds[format]?.ending ?? "img";
}

/** For a `content-type` header. */
export function mediaType(format: string): string {
	return kinds[format]?.mediaType ?? "application/octet-stream";
}

const endings = new Set([
	...Object.values(kinds).map((kind) => kind.ending),
	"jpeg",
	"tif",
	"heif",
]);

/** True for a file name that ends as pictures do, in any case. */
export function isPictureName(name: string): boolean {
	const dot = name.lastIndexOf(".");
	return dot > 0 && endings.has(name.slice(dot + 1).toLowerCase());
}

/** Kinds that get a sentence of their own instead of silence when they are found among pictures. */
const wellKnown = /\.(?:svg|psd|psb)$/i;

/** True for the name of a file that people take for a picture and this app cannot read. */
export function isWellKnownName(name: string): boolean {
	return wellKnown.test(name);
}

/**
 * What systems and programs keep beside pictures, by name: macOS archives, Windows' bin and restore
 * points, Unix's found fragments, Synology's thumbnails, and the folders in which Photos and Lightroom
 * keep their own copies.
 */
const systemFolder =
	/^(?:__MACOSX|\$RECYCLE\.BIN|System Volume Information|lost\+found|@eaDir|node_modules)$|\.(?:photoslibrary|photolibrary|lrdata|lrlibrary|app)$/i;

/** True for names of files and folders that a search for pictures passes over. */
export function isPassedOver(name: string): boolean {
	return name.startsWith(".") || systemFolder.test(name);
}
