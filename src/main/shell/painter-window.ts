import { BrowserWindow } from "electron";
import type { PaintSpec } from "../gateways/demo/demo-transport.ts";

/** The easel is put away after this long without a picture, milliseconds. */
const IDLE_MS = 30_000;

/**
 * The Demo gateway's painter: a hidden page without preload, Node or network that draws on a canvas
 * and gives back the file's bytes.
 * @param url where the page is served
 */
export function createPainter(url: string) {
	let easel: Promise<BrowserWindow> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let painting = 0;

	const close = () => {
		clearTimeout(timer);
		const closing = easel;
		easel = undefined;
		void closing?.then(
			(window) => window.destroy(),
			() => {},
		);
	};
	return {
		/** @throws Error when the page cannot be loaded or painting fails */
		paint: async (spec: PaintSpec): Promise<Uint8Array> => {
			clearTimeout(timer);
			painting += 1;
			try {
				easel ??= openEasel(url);
				const { webContents } = await easel;
				const base64: unknown = await webContents.executeJavaScript(
					`window.paint(${JSON.stringify(spec)})`,
				);
				if (typeof base64 !== "string") throw new Error("the easel gave no picture");
				return Buffer.from(base64, "base64");
			} catch (error) {
				close();
				throw error;
			} finally {
				painting -= 1;
				if (painting === 0) timer = setTimeout(close, IDLE_MS);
			}
		},
		close,
	};
}

async function openEasel(url: string): Promise<BrowserWindow> {
	const window = new BrowserWindow({
		show: false,
		width: 200,
		height: 200,
		webPreferences: {
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			// A hidden page is slowed down otherwise, and pictures take seconds.
			backgroundThrottling: false,
		},
	});
	await window.loadURL(url);
	return window;
}
