import { app, type Session, type WebContents } from "electron";

/** Nothing this app shows may ask the system for anything. */
export function denyPermissions(session: Session): void {
	session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
	session.setPermissionCheckHandler(() => false);
	session.setDevicePermissionHandler(() => false);
}

/** No page may go elsewhere, open a window, or hold a web view; for every page there will ever be. */
export function guardAllPages(): void {
	app.on("web-contents-created", (_event, contents) => guardPage(contents));
}

function guardPage(contents: WebContents): void {
	contents.setWindowOpenHandler(() => ({ action: "deny" }));
	contents.on("will-navigate", (event) => {
		// A page may load itself again, as it does while developing.
		if (event.url !== contents.getURL()) event.preventDefault();
	});
	contents.on("will-frame-navigate", (event) => {
		if (!event.isMainFrame) event.preventDefault();
	});
	contents.on("will-redirect", (event) => event.preventDefault());
	contents.on("will-attach-webview", (event) => event.preventDefault());
}
