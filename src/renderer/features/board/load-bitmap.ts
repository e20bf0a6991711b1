import type { Wish } from "./load-order.ts";

/**
 * Fetches a picture and decodes it to the size that is wanted, off the main thread.
 * @param isGrey whether it is to come without its colours, so that no frame has to filter it
 * @throws when it is not there, is no picture, or `signal` says that nobody waits any more
 */
export async function loadBitmap(
	{ url, width, height }: Pick<Wish, "url" | "width" | "height">,
	isGrey: boolean,
	signal: AbortSignal,
): Promise<ImageBitmap> {
	const response = await fetch(url, { signal });
	if (!response.ok) throw new Error(`${url} is not there: ${response.status}`);
	const blob = await response.blob();
	signal.throwIfAborted();
	const bitmap = await createImageBitmap(blob, {
		resizeWidth: width,
		resizeHeight: height,
		resizeQuality: "medium",
	});
	return isGrey ? withoutColours(bitmap) : bitmap;
}

function withoutColours(bitmap: ImageBitmap): ImageBitmap {
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	const ctx = canvas.getContext("2d");
	if (ctx === null) return bitmap;
	ctx.filter = "grayscale(1)";
	ctx.drawImage(bitmap, 0, 0);
	bitmap.close();
	return canvas.transferToImageBitmap();
}
