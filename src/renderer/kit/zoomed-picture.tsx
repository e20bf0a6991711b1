import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import type { Zoom } from "./use-zoom.ts";
import type { Size } from "./zoom-camera.ts";

/** From here on a picture's pixels are worth seeing one by one. */
const SHOWS_PIXELS = 3;

/** One picture under the zoom: its stand-in at once, the file itself as soon as it is decoded. Give it the picture's id as key. */
export function ZoomedPicture({
	standIn,
	source,
	size,
	alt,
	mayBeClear,
	zoom,
	onMissing,
}: {
	/** Addresses: of a small picture that is soon there, and of the whole one. */
	readonly standIn: string;
	readonly source: string;
	/** Of the picture, in its own pixels. */
	readonly size: Size;
	readonly alt: string;
	/** True: it may have see-through parts, which are shown as such. */
	readonly mayBeClear: boolean;
	readonly zoom: Pick<Zoom, "camera" | "magnification">;
	readonly onMissing: () => void;
}) {
	const full = useRef<HTMLImageElement>(null);
	const [isDecoded, setDecoded] = useState(false);
	useEffect(() => {
		let isLive = true;
		const show = () => {
			if (isLive && (full.current?.naturalWidth ?? 0) > 0) setDecoded(true);
		};
		// A file that is there but could not be decoded ahead is still drawn as far as it goes.
		full.current?.decode().then(show, show);
		return () => {
			isLive = false;
		};
	}, []);
	const { camera } = zoom;
	return (
		<div
			className={clsx(
				"absolute top-0 left-0",
				isDecoded &&
					mayBeClear &&
					"bg-[repeating-conic-gradient(var(--color-surface-3)_0_25%,var(--color-surface-1)_0_50%)] bg-size-[16px_16px]",
			)}
			style={{
				width: Math.round(size.width * camera.scale),
				height: Math.round(size.height * camera.scale),
				transform: `translate(${camera.x}px, ${camera.y}px)`,
			}}
		>
			{!isDecoded && (
				<img src={standIn} alt="" draggable={false} className="absolute inset-0 size-full" />
			)}
			<img
				ref={full}
				src={source}
				alt={alt}
				decoding="async"
				draggable={false}
				onError={onMissing}
				className={clsx(
					"absolute inset-0 size-full",
					!isDecoded && "opacity-0",
					zoom.magnification >= SHOWS_PIXELS && "[image-rendering:pixelated]",
				)}
			/>
		</div>
	);
}
