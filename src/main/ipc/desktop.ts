import type { BoardId } from "../../contract/ids.ts";
import type { Caller } from "./router.ts";

/** What a file dialog calls a kind of file: `dialog.kind.<name>` in `shell.json`; also the file's ending. */
export type FileKind = "pdf" | "webp" | "gif" | "png" | "seedboard" | "zip";

/** What a folder is chosen for: `dialog.keeping.<name>` in `shell.json`. */
export type KeepingFolder = "move" | "backup" | "restoreFrom" | "restoreTo" | "fetchTo";

/** What only the desktop itself can do, as a port: the shell binds it to Electron. */
export type Desktop = {
	/** The system's file dialog for pictures; empty when it was closed. */
	readonly pickPictures: (caller: Caller) => Promise<readonly string[]>;
	/** The system's dialog for pictures, or a folder of them, to take into the library; empty when it was closed. */
	readonly pickToImport: (
		caller: Caller,
		what: "files" | "folder" | "watch",
	) => Promise<readonly string[]>;
	/**
	 * The system's dialog for a folder that a library is moved or backed up to, or that a backup is
	 * brought back from or to; undefined when it was closed.
	 */
	readonly pickKeepingFolder: (caller: Caller, what: KeepingFolder) => Promise<string | undefined>;
	/** The system's dialog for a folder; undefined when it was closed. */
	readonly chooseFolder: (caller: Caller) => Promise<string | undefined>;
	/**
	 * The system's dialog for a file that is to be written, which asks before one is replaced; undefined
	 * when it was closed.
	 * @param file `name` with its ending, `kind` the sentence of `shell.json` that names its kind
	 */
	readonly chooseNewFile: (
		caller: Caller,
		file: { readonly name: string; readonly kind: FileKind },
	) => Promise<string | undefined>;
	/** The system's dialog for one file of a kind; undefined when it was closed. */
	readonly pickFile: (caller: Caller, kind: FileKind) => Promise<string | undefined>;
	/** PNG bytes of the picture on the clipboard; undefined when there is none. */
	readonly readClipboardPicture: () => Promise<Uint8Array | undefined>;
	/** Files copied in a file manager. */
	readonly readClipboardFiles: () => Promise<readonly string[]>;
	/** Puts a PNG or JPEG on the clipboard as a picture. */
	readonly copyPicture: (bytes: Uint8Array) => Promise<void>;
	readonly showInFolder: (path: string) => void;
	/** @throws Error with the system's words when there is nothing to open it with */
	readonly openFolder: (path: string) => Promise<void>;
	/**
	 * Must be called while `dragstart` is running.
	 * @param icon PNG of the small picture under the pointer; absent: the app's own
	 */
	readonly startDrag: (
		caller: Caller,
		files: readonly string[],
		icon: Uint8Array | undefined,
	) => void;
};

/** The small windows that stay on top of other apps, one a board. */
export type FloatingBoards = {
	/** Opens the board's window, or brings it to the front. */
	readonly show: (board: BoardId) => void;
	/** Closes it where there is one. */
	readonly close: (board: BoardId) => void;
	/** Of the caller's own window; does nothing for one that does not float. `opacity` is from 0 to 1. */
	readonly setLook: (
		caller: Caller,
		look: { readonly pinned?: boolean | undefined; readonly opacity?: number | undefined },
	) => void;
};
