import "@fontsource-variable/inter/wght.css";
import type { PaintSpec } from "../../contract/paint-spec.ts";
import { paintPicture } from "./composition.ts";

declare global {
	interface Window {
		/** Main's way in, through `executeJavaScript`: the file's bytes in base64. */
		paint: (spec: PaintSpec) => Promise<string>;
	}
}

const QUALITY = 0.92;

window.paint = async (spec) => {
	await document.fonts.load('450 20px "Inter Variable"');
	const canvas = new OffscreenCanvas(spec.width, spec.height);
	const ctx = canvas.getContext("2d", { alpha: false });
	if (ctx === null) throw new Error(`No canvas of ${spec.width} × ${spec.height} px.`);
	paintPicture(ctx, spec);
	const blob = await canvas.convertToBlob({ type: `image/${spec.format}`, quality: QUALITY });
	return await inBase64(blob);
};

function inBase64(blob: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onerror = () => reject(reader.error ?? new Error("The picture cannot be read back."));
		reader.onload = () => {
			const url = String(reader.result);
			resolve(url.slice(url.indexOf(",") + 1));
		};
		reader.readAsDataURL(blob);
	});
}
