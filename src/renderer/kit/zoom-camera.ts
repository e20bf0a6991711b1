/** Width and height: of a box in CSS pixels, of a picture in its own pixels. */
export type Size = { readonly width: number; readonly height: number };
/** A point in the box, CSS pixels from its top left corner. */
export type Point = { readonly x: number; readonly y: number };

/** How a picture lies in a box. */
export type Camera = {
	/** CSS pixels for one pixel of the picture. */
	readonly scale: number;
	/** Where the picture's top left corner is, CSS pixels from that of the box. */
	readonly x: number;
	readonly y: number;
};

export type Scene = {
	readonly box: Size;
	readonly picture: Size;
	/** The scale at which one pixel of the picture is one pixel of the screen: 1 / devicePixelRatio. */
	readonly actual: number;
};

/** Space left around a picture that is fitted in, CSS pixels. */
const MARGIN = 24;
/** How many screen pixels wide a picture's pixel can become. */
const MAX_MAGNIFICATION = 16;

/** The scale at which the whole picture is in sight; a small one is not blown up. */
export function fitScale({ box, picture, actual }: Scene): number {
	const width = Math.max(1, box.width - 2 * MARGIN);
	const height = Math.max(1, box.height - 2 * MARGIN);
	return Math.min(actual, width / picture.width, height / picture.height);
}

/** The whole picture in the middle of the box. */
export function fitted(scene: Scene): Camera {
	return settled({ scale: fitScale(scene), x: 0, y: 0 }, scene);
}

/** Another scale, with the point of the picture under `around` staying where it is. */
export function zoomedTo(camera: Camera, scale: number, around: Point, scene: Scene): Camera {
	const next = Math.min(scene.actual * MAX_MAGNIFICATION, Math.max(fitScale(scene), scale));
	const growth = next / camera.scale;
	return settled(
		{
			scale: next,
			x: around.x - (around.x - camera.x) * growth,
			y: around.y - (around.y - camera.y) * growth,
		},
		scene,
	);
}

/** Moved by a distance, as far as the picture's edges allow. */
export function panned(camera: Camera, by: Point, scene: Scene): Camera {
	return settled({ ...camera, x: camera.x + by.x, y: camera.y + by.y }, scene);
}

/** Fit and 100 % in turn, around the point that was pressed twice. */
export function toggled(camera: Camera, around: Point, scene: Scene): Camera {
	const isFitted = isSame(camera.scale, fitScale(scene));
	// A small picture is at 100 % when it is fitted: then twice its size shows something new.
	const close = isSame(scene.actual, fitScale(scene)) ? scene.actual * 2 : scene.actual;
	return isFitted ? zoomedTo(camera, close, around, scene) : fitted(scene);
}

/** True when the whole picture is in sight and nothing can be panned. */
export function isFitted(camera: Camera, scene: Scene): boolean {
	return isSame(camera.scale, fitScale(scene));
}

/**
 * The camera for another box: a fitted picture stays fitted, another keeps what is in the middle.
 */
export function inBox(camera: Camera, before: Scene, after: Scene): Camera {
	if (isFitted(camera, before)) return fitted(after);
	const shift = {
		x: (after.box.width - before.box.width) / 2,
		y: (after.box.height - before.box.height) / 2,
	};
	return zoomedTo(
		panned(camera, shift, after),
		camera.scale,
		{ x: after.box.width / 2, y: after.box.height / 2 },
		after,
	);
}

/** Screen pixels for one pixel of the picture: 1 is 100 %. */
export function magnification(camera: Camera, scene: Scene): number {
	return camera.scale / scene.actual;
}

/** No gap at an edge the picture could fill; in the middle where it could not; on whole pixels. */
function settled(camera: Camera, { box, picture }: Scene): Camera {
	return {
		scale: camera.scale,
		x: axis(camera.x, box.width, picture.width * camera.scale),
		y: axis(camera.y, box.height, picture.height * camera.scale),
	};
}

function axis(at: number, box: number, length: number): number {
	if (length <= box) return Math.round((box - length) / 2);
	return Math.min(0, Math.max(box - length, at));
}

function isSame(a: number, b: number): boolean {
	return Math.abs(a - b) < 1e-6;
}
