import { clsx } from "clsx";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CropHandle, cropHandles, dragHandle, moveCrop } from "./crop-drag.ts";
import { type Point, type Rect, type Size, wholePicture } from "./edit-geometry.ts";

/** Of the picture, for one press of an arrow key; with Shift ten times as much. */
const NUDGE = 0.005;

const arrows: Readonly<Record<string, Point>> = {
	ArrowLeft: { x: -NUDGE, y: 0 },
	ArrowRight: { x: NUDGE, y: 0 },
	ArrowUp: { x: 0, y: -NUDGE },
	ArrowDown: { x: 0, y: NUDGE },
};

const cursors = {
	nw: "cursor-nwse-resize",
	n: "cursor-ns-resize",
	ne: "cursor-nesw-resize",
	e: "cursor-ew-resize",
	se: "cursor-nwse-resize",
	s: "cursor-ns-resize",
	sw: "cursor-nesw-resize",
	w: "cursor-ew-resize",
} as const;

type Grip = { readonly handle: CropHandle | undefined; readonly from: Point; readonly crop: Rect };

/** The part that is kept, over the whole picture, with eight handles; the rest is dimmed. */
export function CropFrame({
	crop: given,
	place,
	picture,
	ratio,
	onCrop,
}: {
	readonly crop: Rect | undefined;
	/** Where the whole picture stands, CSS px. */
	readonly place: Rect;
	/** Pixels, as turned. */
	readonly picture: Size;
	readonly ratio: number | undefined;
	/** `merge`: nudges of the same name in a row are one step. */
	readonly onCrop: (crop: Rect, merge?: string) => void;
}) {
	const { t } = useTranslation("reference-editor");
	const grip = useRef<Grip>(undefined);
	const [live, setLive] = useState<Rect>();
	const crop = live ?? given ?? wholePicture;

	const next = (from: Rect, handle: CropHandle | undefined, by: Point) =>
		handle === undefined ? moveCrop(from, by) : dragHandle(from, handle, by, picture, ratio);
	const listeners = (name: string, handle?: CropHandle) => ({
		onPointerDown: (event: PointerEvent<HTMLElement>) => {
			if (event.button !== 0) return;
			event.stopPropagation();
			event.currentTarget.setPointerCapture(event.pointerId);
			grip.current = { handle, from: { x: event.clientX, y: event.clientY }, crop };
		},
		onPointerMove: (event: PointerEvent<HTMLElement>) => {
			const held = grip.current;
			if (held === undefined) return;
			const by = {
				x: (event.clientX - held.from.x) / place.width,
				y: (event.clientY - held.from.y) / place.height,
			};
			setLive(next(held.crop, held.handle, by));
		},
		onPointerUp: () => {
			if (grip.current !== undefined && live !== undefined) onCrop(live);
			grip.current = undefined;
			setLive(undefined);
		},
		onPointerCancel: () => {
			grip.current = undefined;
			setLive(undefined);
		},
		onKeyDown: (event: KeyboardEvent) => {
			const by = arrows[event.key];
			if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
			event.preventDefault();
			const times = event.shiftKey ? 10 : 1;
			onCrop(next(crop, handle, { x: by.x * times, y: by.y * times }), `crop ${name}`);
		},
	});

	const frame = {
		left: place.x + crop.x * place.width,
		top: place.y + crop.y * place.height,
		width: crop.width * place.width,
		height: crop.height * place.height,
	};
	return (
		<>
			<Dimmed place={place} frame={frame} />
			<div className="absolute" style={frame}>
				<button
					type="button"
					aria-label={t("crop.move")}
					{...listeners("move")}
					className="absolute inset-0 cursor-move touch-none border border-[#ffffff] outline-1 outline-[#000000]/60"
				>
					<Thirds />
				</button>
				{cropHandles.map((handle) => (
					<button
						key={handle.id}
						type="button"
						aria-label={t(`crop.handle.${handle.id}`)}
						{...listeners(handle.id, handle)}
						className={clsx("absolute size-6 -translate-1/2 touch-none p-1.5", cursors[handle.id])}
						style={{ left: `${(handle.x + 1) * 50}%`, top: `${(handle.y + 1) * 50}%` }}
					>
						<span className="block size-full border border-[#000000]/60 bg-[#ffffff]" />
					</button>
				))}
			</div>
		</>
	);
}

type Frame = { left: number; top: number; width: number; height: number };

/** What is cut off; a pixel beyond the picture, whose edge may lie between two. */
function Dimmed({ place: picture, frame }: { readonly place: Rect; readonly frame: Frame }) {
	const place = {
		x: picture.x - 1,
		y: picture.y - 1,
		width: picture.width + 2,
		height: picture.height + 2,
	};
	const right = place.x + place.width;
	const bottom = place.y + place.height;
	const parts = {
		top: { left: place.x, top: place.y, width: place.width, height: frame.top - place.y },
		bottom: {
			left: place.x,
			top: frame.top + frame.height,
			width: place.width,
			height: bottom - frame.top - frame.height,
		},
		left: { left: place.x, top: frame.top, width: frame.left - place.x, height: frame.height },
		right: {
			left: frame.left + frame.width,
			top: frame.top,
			width: right - frame.left - frame.width,
			height: frame.height,
		},
	};
	return Object.entries(parts).map(([name, style]) => (
		<div
			key={name}
			aria-hidden
			className="pointer-events-none absolute bg-surface-0/75"
			style={style}
		/>
	));
}

function Thirds() {
	return (
		<span aria-hidden className="pointer-events-none absolute inset-0 grid grid-cols-3 grid-rows-3">
			{["nw", "n", "ne", "w", "c", "e", "sw", "s", "se"].map((part) => (
				<span key={part} className="border-[0.5px] border-[#ffffff]/30" />
			))}
		</span>
	);
}
