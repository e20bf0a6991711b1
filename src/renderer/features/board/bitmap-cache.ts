/** Something that holds memory outside of JavaScript's heap until it is closed; an `ImageBitmap` is one. */
export type Held = { readonly width: number; readonly height: number; readonly close: () => void };

const BYTES_PER_PIXEL = 4;

/** Decoded pictures, the ones used least recently closed first. */
export type BitmapCache<Bitmap extends Held> = {
	/** Counts as use. */
	readonly touch: (key: string) => void;
	/** What no longer fits is closed; what is put in never is, however large. */
	readonly put: (key: string, bitmap: Bitmap) => void;
	readonly clear: () => void;
	/** What all of it takes. */
	readonly bytes: () => number;
};

/**
 * @param budget bytes, at four a pixel
 * @param onDrop hears of every bitmap just before it is closed
 */
export function createBitmapCache<Bitmap extends Held>(
	budget: number,
	onDrop: (key: string, bitmap: Bitmap) => void,
): BitmapCache<Bitmap> {
	// A map keeps the order of entering: the first is the one that was not used longest.
	const kept = new Map<string, Bitmap>();
	let total = 0;
	const drop = (key: string, bitmap: Bitmap) => {
		kept.delete(key);
		// A closed bitmap says 0 × 0.
		total -= bytesOf(bitmap);
		onDrop(key, bitmap);
		bitmap.close();
	};
	return {
		touch: (key) => {
			const bitmap = kept.get(key);
			if (bitmap === undefined) return;
			kept.delete(key);
			kept.set(key, bitmap);
		},
		put: (key, bitmap) => {
			const before = kept.get(key);
			if (before !== undefined) drop(key, before);
			kept.set(key, bitmap);
			total += bytesOf(bitmap);
			for (const [old, other] of kept) {
				if (total <= budget || old === key) break;
				drop(old, other);
			}
		},
		clear: () => {
			for (const [key, bitmap] of kept) drop(key, bitmap);
		},
		bytes: () => total,
	};
}

function bytesOf({ width, height }: Held): number {
	return width * height * BYTES_PER_PIXEL;
}
