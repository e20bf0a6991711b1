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
		pickToImport: (caller, what) => pickToImport(caller, what, texts()),
		pickKeepingFolder: async (caller, what) => {
			const say = texts();
			const [folder] = await askToOpen(caller, {
				title: say(`dialog.keeping.${what}`),
				message: say(`dialog.keeping.${what}`),
				buttonLabel: say(`dialog.keepingButton.${what}`),
				properties: ["openDirectory", "createDirectory"],
			});
			return folder;
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
		startDrag: ({ windowId }, files, icon) => {
			const [file] = files;
			const contents = webContents.fromId(windowId);
			if (file === undefined || contents === undefined) return;
			contents.startDrag({ file, files: [...files], icon: dragIcon(icon) });
		},
	};
}

function pickToImport(
	caller: Caller,
	what: Parameters<Desktop["pickToImport"]>[1],
	say: Say,
): Promise<readonly string[]> {
	const files: Electron.OpenDialogOptions = {
		properties: ["openFile", "multiSelections"],
		filters: [{ name: say("dialog.pictures"), extensions: pictureExtensions }],
	};
	const folder: Electron.OpenDialogOptions = { properties: ["openDirectory"] };
	return askToOpen(caller, {
		title: say(`dialog.import.${what}`),
		buttonLabel: say(what === "watch" ? "dialog.watchButton" : "dialog.importButton"),
		...(what === "files" ? files : folder),
	});
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

/** A real, small bitmap: macOS refuses a drag without one, and nobody waits for a large one to be decoded. */
function dragIcon(icon: Uint8Array | undefined): Electron.NativeImage {
	const own = icon === undefined ? undefined : nativeImage.createFromBuffer(Buffer.from(icon));
	const image = own?.isEmpty() === false ? own : nativeImage.createFromPath(appIconPath());
	const { width, height } = image.getSize();
	const scale = DRAG_ICON_PX / Math.max(width, height, 1);
	if (scale >= 1) return image;
	return image.resize({ width: Math.round(width * scale), height: Math.round(height * scale) });
}
