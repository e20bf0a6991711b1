import { BrowserWindow } from "electron";
import type { PrintSpec } from "../../contract/print-spec.ts";

const MM_PER_INCH = 25.4;

/**
 * Prints laid-out pages to a PDF in a hidden page without preload, Node or network, so that captions
 * in any script find the system's fonts. Each PDF has a page of its own, which is gone afterwards.
 * @param url where the page is served
 * @returns a function that gives the bytes of the PDF
 * @throws Error when the page cannot be loaded or dies; the signal's reason
 */
export function createPrinter(url: string) {
	return async (spec: PrintSpec, signal: AbortSignal): Promise<Uint8Array> => {
		signal.throwIfAborted();
		const window = new BrowserWindow({
			show: false,
			width: 800,
			height: 600,
			webPreferences: {
				sandbox: true,
				contextIsolation: true,
				nodeIntegration: false,
				// A hidden page is slowed down otherwise, and pictures take seconds to decode.
				backgroundThrottling: false,
			},
		});
		const gone = new Promise<never>((_, reject) => {
			window.webContents.once("render-process-gone", (_event, { reason }) =>
				reject(new Error(`the printing page ended: ${reason}`)),
			);
			signal.addEventListener("abort", () => reject(signal.reason), { once: true });
		});
		// Nobody may be waiting when it goes.
		gone.catch(() => {});
		try {
			return await Promise.race([printOn(window, url, spec), gone]);
		} finally {
			if (!window.isDestroyed()) window.destroy();
		}
	};
}

async function printOn(window: BrowserWindow, url: string, spec: PrintSpec): Promise<Uint8Array> {
	await window.loadURL(url);
	await window.webContents.executeJavaScript(`window.layOut(${JSON.stringify(spec)})`);
	const { width, height } = spec.paper;
	return window.webContents.printToPDF({
		pageSize: { width: width / MM_PER_INCH, height: height / MM_PER_INCH },
		margins: { top: 0, right: 0, bottom: 0, left: 0 },
		printBackground: true,
	});
}
