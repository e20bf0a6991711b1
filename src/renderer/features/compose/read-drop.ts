/** One file of a drop, as far as the window can know it. */
export type DroppedFile = {
	readonly name: string;
	/** Absent for a picture that exists nowhere on disk, such as one dragged out of a page. */
	readonly path: string | undefined;
	readonly isFolder: boolean;
};

export type DropSource = {
	readonly files: readonly DroppedFile[];
	/** `text/uri-list`. */
	readonly uriList: string;
	/** Where the picture in `text/html` comes from; absent when there is none. */
	readonly imageSource: string | undefined;
};

/** What of a drop can become a reference, and what cannot and why. */
export type DropContents = {
	readonly paths: readonly string[];
	readonly links: readonly string[];
	readonly refused: readonly {
		readonly reason: "folder" | "no-file" | "nothing";
		readonly name: string;
	}[];
};

/**
 * Sorts out a drop. Real files go before everything else; a picture dragged out of a page has no
 * file, but an address: that of the picture itself, else that of what it links to.
 */
export function readDrop({ files, uriList, imageSource }: DropSource): DropContents {
	const paths = files.flatMap(({ path, isFolder }) => (path === undefined || isFolder ? [] : path));
	const folders = files.filter((file) => file.isFolder);
	const refused = folders.map(({ name }) => ({ reason: "folder" as const, name }));
	if (paths.length > 0 || folders.length > 0) return { paths, links: [], refused };

	const links = [imageSource, ...uriListLines(uriList)].filter(isWebAddress).slice(0, 1);
	if (links.length > 0) return { paths: [], links, refused: [] };
	const [file] = files;
	const name = file?.name ?? "";
	const reason = file === undefined && imageSource === undefined ? "nothing" : "no-file";
	return { paths: [], links: [], refused: [{ reason, name }] };
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

function isWebAddress(address: string | undefined): address is string {
	return address !== undefined && /^https?:\/\//i.test(address);
}
