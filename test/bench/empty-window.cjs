const { app, BrowserWindow } = require("electron");

/** The least an Electron app can be: one window of the app's own size, one page with nothing on it. */
app.whenReady().then(() => {
	const window = new BrowserWindow({ width: 1440, height: 900 });
	window.loadURL("data:text/html,<!doctype html><title>Empty</title>");
});
app.on("window-all-closed", () => app.quit());
