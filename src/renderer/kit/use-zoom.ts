import {
	type PointerEvent,
	type RefObject,
	useCallback,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import {
	type Camera,
	fitted,
	inBox,
	isFitted,
	magnification,
	type Point,
	panned,
	type Scene,
	type Size,
	toggled,
	zoomedTo,
} from "./zoom-camera.ts";

/** One press of + or −. */
const STEP = 1.25;
/** How much of a wheel's or a pinch's travel becomes zoom. */
const WHEEL_RATE = 0.0015;
const PINCH_RATE = 0.01;
const LINE_PX = 16;

export type Zoom = {
	readonly camera: Camera;
	/** 1 is one picture pixel on one screen pixel. */
	readonly magnification: number;
	readonly isFitted: boolean;
	readonly fit: () => void;
	readonly actualSize: () => void;
	readonly zoomIn: () => void;
	readonly zoomOut: () => void;
	/** Fit and 100 % in turn, around this point of the window; without one, around the middle. */
	readonly toggle: (at?: { readonly clientX: number; readonly clientY: number }) => void;
	/** For the element that is zoomed in. */
	readonly listeners: {
		readonly onPointerDown: (event: PointerEvent) => void;
		readonly onPointerMove: (event: PointerEvent) => void;
		readonly onPointerUp: (event: PointerEvent) => void;
		readonly onPointerCancel: (event: PointerEvent) => void;
		readonly onDoubleClick: (event: { clientX: number; clientY: number }) => void;
	};
};

/** Zooming and panning a picture in a box by wheel, pinch, pointer and buttons. Another picture begins fitted. */
export function useZoom(
	box: RefObject<HTMLElement | null>,
	picture: Size & { readonly id: string },
): Zoom {
	const size = useBoxSize(box);
	const { id, width, height } = picture;
	const scene: Scene = useMemo(
		() => ({ box: size, picture: { width, height }, actual: 1 / window.devicePixelRatio }),
		[size, width, height],
	);
	const [held, setHeld] = useState(() => ({ camera: fitted(scene), scene, id }));
	if (held.id !== id) setHeld({ camera: fitted(scene), scene, id });
	else if (held.scene !== scene) {
		setHeld({ camera: inBox(held.camera, held.scene, scene), scene, id });
	}
	const { camera } = held;
	const change = useCallback((move: (camera: Camera, scene: Scene) => Camera) => {
		setHeld((old) => ({ ...old, camera: move(old.camera, old.scene) }));
	}, []);
	const pointAt = useCallback(
		(event: { clientX: number; clientY: number }): Point => {
			const edge = box.current?.getBoundingClientRect();
			return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
		},
		[box],
	);

	useEffect(() => {
		const { current } = box;
		const onWheel = (event: WheelEvent) => {
			event.preventDefault();
			const travel = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
			// A trackpad's pinch arrives as a wheel with Ctrl.
			const rate = event.ctrlKey ? PINCH_RATE : WHEEL_RATE;
			const growth = Math.exp(-event.deltaY * travel * rate);
			const around = pointAt(event);
			change((old, now) => zoomedTo(old, old.scale * growth, around, now));
		};
		// React listens passively, and then the page could not keep the wheel to itself.
		current?.addEventListener("wheel", onWheel, { passive: false });
		return () => current?.removeEventListener("wheel", onWheel);
	}, [box, change, pointAt]);

	const pointers = usePointers(change, pointAt);
	const toScale = (next: (old: Camera, now: Scene) => number) =>
		change((old, now) => zoomedTo(old, next(old, now), middle(now.box), now));
	const toggle: Zoom["toggle"] = (at) => {
		const around = at && pointAt(at);
		change((old, now) => toggled(old, around ?? middle(now.box), now));
	};
	return {
		camera,
		magnification: magnification(camera, scene),
		isFitted: isFitted(camera, scene),
		fit: () => change((_, now) => fitted(now)),
		actualSize: () => toScale((_, now) => now.actual),
		zoomIn: () => toScale((old) => old.scale * STEP),
		zoomOut: () => toScale((old) => old.scale / STEP),
		toggle,
		listeners: {
			...pointers,
			onDoubleClick: toggle,
		},
	};
}

type Change = (move: (camera: Camera, scene: Scene) => Camera) => void;

/** One pointer pans, two pinch. */
function usePointers(change: Change, pointAt: (event: PointerEvent) => Point) {
	const down = useRef(new Map<number, Point>());
	const onPointerMove = (event: PointerEvent) => {
		const before = down.current.get(event.pointerId);
		if (before === undefined) return;
		const now = pointAt(event);
		const [other] = [...down.current].flatMap(([id, at]) => (id === event.pointerId ? [] : [at]));
		down.current.set(event.pointerId, now);
		const by = { x: now.x - before.x, y: now.y - before.y };
		change((old, scene) => {
			if (other === undefined) return panned(old, by, scene);
			const growth = distance(now, other) / Math.max(1, distance(before, other));
			return zoomedTo(old, old.scale * growth, between(now, other), scene);
		});
	};
	const lift = (event: PointerEvent) => {
		down.current.delete(event.pointerId);
	};
	return {
		onPointerDown: (event: PointerEvent) => {
			if (event.button !== 0) return;
			event.currentTarget.setPointerCapture(event.pointerId);
			down.current.set(event.pointerId, pointAt(event));
		},
		onPointerMove,
		onPointerUp: lift,
		onPointerCancel: lift,
	};
}

function useBoxSize(box: RefObject<HTMLElement | null>): Size {
	const [size, setSize] = useState<Size>({ width: 0, height: 0 });
	useLayoutEffect(() => {
		const { current } = box;
		if (current === null) return;
		const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight });
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(current);
		return () => observer.disconnect();
	}, [box]);
	return size;
}

function middle(box: Size): Point {
	return { x: box.width / 2, y: box.height / 2 };
}

function between(a: Point, b: Point): Point {
	return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}
