/**
 * Which part of every picture is seen, in parts of its frame, so that pictures of different sizes
 * show the same place: all frames are alike.
 */
export type LockedView = {
	/** 1: the whole picture. */
	readonly zoom: number;
	/** Where the picture's top left corner is, in frames from that of the frame; 0 or less. */
	readonly x: number;
	readonly y: number;
};

/** A place in a frame: 0 is its left or top, 1 its right or bottom. */
export type FramePoint = { readonly x: number; readonly y: number };

export const wholePicture: LockedView = { zoom: 1, x: 0, y: 0 };

const MAX_ZOOM = 16;

/** Closer or farther, with what is under `around` staying where it is. */
export function zoomedBy(view: LockedView, growth: number, around: FramePoint): LockedView {
	const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * growth));
	const real = zoom / view.zoom;
	return settled({
		zoom,
		x: around.x - (around.x - view.x) * real,
		y: around.y - (around.y - view.y) * real,
	});
}

/** Moved by a distance in frames, as far as the edges allow. */
export function movedBy(view: LockedView, by: FramePoint): LockedView {
	return settled({ ...view, x: view.x + by.x, y: view.y + by.y });
}

/** No gap at any edge. */
function settled({ zoom, x, y }: LockedView): LockedView {
	const within = (at: number) => Math.min(0, Math.max(1 - zoom, at));
	return { zoom, x: within(x), y: within(y) };
}
