import { statSync } from "node:fs";
import { BrowserWindow, dialog, nativeImage, shell, webContents } from "electron";
import type { Desktop } from "../ipc/desktop.ts";
import type { Caller } from "../ipc/router.ts";
import { readFiles, readPicture, writePicture } from "./picture-clipboard.ts";
import { appIconPath } from "./start-options.ts";
import type { Say } from "./texts.ts";

const pictureExtensions = [
	"png",
	"jpg",
	"jpeg",
	"webp",
	"gif",
	"tif",
	"tiff",
	"avif",
	"heic",
	"heif",
	"bmp",
];

/** Longest side of the picture under the pointer while dragging, px. */
const DRAG_ICON_PX = 128;
/** About 40 ms of decoding. */
const MAX_ICON_SOURCE_BYTES = 8 * 1024 * 1024;

/** The desktop port over Electron. */
export function createDesktop(texts: () => Say): Desktop {
	return {
		pickPictures: async (caller) => {
			const say = texts();
			const options: Electron.OpenDialogOptions = {
				title: say("dialog.pickReferences"),
				buttonLabel: say("dialog.pickButton"),
				properties: ["openFile", "multiSelections"],
				filters: [{ name: say("dialog.pictures"), extensions: pictureExtensions }],
			};
			return askToOpen(caller, options);
		},
		chooseFolder: async (caller) => {
			const say = texts();
			const [folder] = await askToOpen(caller, {
				title: say("dialog.exportFolder"),
				buttonLabel: say("dialog.exportHere"),
				properties: ["openDirectory", "createDirectory"],
			});
			return folder;
		},
		chooseNewFile: async (caller, { name, kind }) => {
			const options: Electron.SaveDialogOptions = {
				defaultPath: name,
				filters: [{ name: texts()(`dialog.kind.${kind}`), extensions: [kind] }],
				properties: ["showOverwriteConfirmation"],
			};
			const parent = windowOf(caller);
			const { canceled, filePath } =
				parent === null
					? await dialog.showSaveDialog(options)
					: await dialog.showSaveDialog(parent, options);
			return canceled || filePath === "" ? undefined : filePath;
		},
		pickFile: async (caller, kind) => {
			const [file] = await askToOpen(caller, {
				properties: ["openFile"],
				filters: [{ name: texts()(`dialog.kind.${kind}`), extensions: [kind] }],
			});
			return file;
		},
		readClipboardPicture: readPicture,
		readClipboardFiles: readFiles,
		copyPicture: async (png) => {
			const image = nativeImage.createFromBuffer(Buffer.from(png));
			if (image.isEmpty()) throw new Error("the picture could not be put on the clipboard");
			await writePicture(image);
		},
		showInFolder: (path) => shell.showItemInFolder(path),
		openFolder: async (path) => {
			const said = await shell.openPath(path);
			if (said !== "") throw new Error(said);
		},
		startDrag: ({ windowId }, files) => {
			const [file] = files;
			const contents = webContents.fromId(windowId);
			if (file === undefined || contents === undefined) return;
			contents.startDrag({ file, files: [...files], icon: dragIcon(file) });
		},
	};
}

function windowOf({ windowId }: Caller): BrowserWindow | null {
	const contents = webContents.fromId(windowId);
	return contents === undefined ? null : BrowserWindow.fromWebContents(contents);
}

/** Empty when the dialog was closed. */
async function askToOpen(
	caller: Caller,
	options: Electron.OpenDialogOptions,
): Promise<readonly string[]> {
	const parent = windowOf(caller);
	const { canceled, filePaths } =
		parent === null
			? await dialog.showOpenDialog(options)
			: await dialog.showOpenDialog(parent, options);
	return canceled ? [] : filePaths;
}

/**
 * A real, small bitmap: macOS refuses a drag without one. Of the picture itself where decoding it
 * takes no time anybody feels, else of the app.
 */
function dragIcon(file: string): Electron.NativeImage {
	const quick = /\.(png|jpe?g)$/i.test(file) && statSync(file).size <= MAX_ICON_SOURCE_BYTES;
	const own = quick ? nativeImage.createFromPath(file) : nativeImage.createEmpty();
	const image = own.isEmpty() ? nativeImage.createFromPath(appIconPath()) : own;
	const { width, height } = image.getSize();
	const scale = DRAG_ICON_PX / Math.max(width, height, 1);
	return image.resize({ width: Math.round(width * scale), height: Math.round(height * scale) });
}
