import type { Caller } from "./router.ts";

/** What only the desktop itself can do, as a port: the shell binds it to Electron. */
export type Desktop = {
	/** The system's file dialog for pictures; empty when it was closed. */
	readonly pickPictures: (caller: Caller) => Promise<readonly string[]>;
	/** PNG bytes of the picture on the clipboard; undefined when there is none. */
	readonly readClipboardPicture: () => Promise<Uint8Array | undefined>;
	/** Files copied in a file manager. */
	readonly readClipboardFiles: () => Promise<readonly string[]>;
	/** Puts a PNG or JPEG on the clipboard as a picture. */
	readonly copyPicture: (bytes: Uint8Array) => Promise<void>;
	readonly showInFolder: (path: string) => void;
	/** @throws Error with the system's words when there is nothing to open it with */
	readonly openFolder: (path: string) => Promise<void>;
	/** Must be called while `dragstart` is running. */
	readonly startDrag: (caller: Caller, files: readonly string[]) => void;
};
