import { BrowserWindow } from "electron";
import type { PaintSpec } from "../gateways/demo/demo-transport.ts";

/** The easel is put away after this long without a picture, milliseconds. */
const IDLE_MS = 30_000;

type Easel = {
	readonly window: BrowserWindow;
	/** Rejects when the page dies or is put away: its answers never come then. */
	readonly gone: Promise<never>;
};

/**
 * The Demo gateway's painter: a hidden page without preload, Node or network that draws on a canvas
 * and gives back the file's bytes.
 * @param url where the page is served
 */
export function createPainter(url: string) {
	let easel: Promise<Easel> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let painting = 0;

	const close = () => {
		clearTimeout(timer);
		const closing = easel;
		easel = undefined;
		void closing?.then(
			({ window }) => window.destroy(),
			() => {},
		);
	};
	const takeEasel = (): Promise<Easel> => {
		if (easel !== undefined) return easel;
		const fresh = openEasel(url);
		easel = fresh;
		// A dead easel is put away whoever paints on it, so that the next picture gets a new one.
		const forget = () => {
			if (easel === fresh) close();
		};
		void fresh.then(({ gone }) => gone.catch(forget), forget);
		return fresh;
	};
	return {
		/** @throws Error when the page cannot be loaded, dies, or painting fails */
		paint: async (spec: PaintSpec): Promise<Uint8Array> => {
			clearTimeout(timer);
			painting += 1;
			try {
				const { window, gone } = await takeEasel();
				const script = `window.paint(${JSON.stringify(spec)})`;
				const base64: unknown = await Promise.race([
					window.webContents.executeJavaScript(script),
					gone,
				]);
				if (typeof base64 !== "string") throw new Error("the easel gave no picture");
				return Buffer.from(base64, "base64");
			} catch (error) {
				// Others may be painting on it still.
				if (painting === 1) close();
				throw error;
			} finally {
				painting -= 1;
				if (painting === 0) timer = setTimeout(close, IDLE_MS);
			}
		},
		close,
	};
}

async function openEasel(url: string): Promise<Easel> {
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
	const gone = new Promise<never>((_, reject) => {
		window.webContents.once("render-process-gone", (_event, { reason }) =>
			reject(new Error(`the easel's page ended: ${reason}`)),
		);
		window.once("closed", () => reject(new Error("the easel was put away")));
	});
	// Nobody may be painting when it goes.
	gone.catch(() => {});
	try {
		await Promise.race([window.loadURL(url), gone]);
	} catch (error) {
		window.destroy();
		throw error;
	}
	return { window, gone };
}
