import { app } from "electron";

/** The next process starts when this one has ended; an AppImage is started by its file, which mounts it anew. */
export function relaunch(): void {
	const image = process.env.APPIMAGE;
	app.relaunch(image === undefined ? {} : { execPath: image });
}
