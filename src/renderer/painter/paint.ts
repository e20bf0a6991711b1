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
	const canvas = document.createElement("canvas");
	canvas.width = spec.width;
	canvas.height = spec.height;
	// In memory: the same pixels on every computer, with or without a graphics card.
	const ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
	if (ctx === null) throw new Error(`No canvas of ${spec.width} × ${spec.height} px.`);
	paintPicture(ctx, spec);
	// Not `toBlob`: in a hidden page it waits a second for an idle moment.
	const url = canvas.toDataURL(`image/${spec.format}`, QUALITY);
	return url.slice(url.indexOf(",") + 1);
};
