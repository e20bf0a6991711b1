import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import type { Zoom } from "./use-zoom.ts";

/** From here on a picture's pixels are worth seeing one by one. */
const SHOWS_PIXELS = 3;

/** One picture under the zoom: its thumbnail at once, the file itself as soon as it is decoded. Give it the picture's id as key. */
export function ZoomedPicture({
	record,
	zoom,
	onMissing,
}: {
	readonly record: ImageRecord;
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
	const hasAlpha = isDecoded && record.format !== "jpeg";
	return (
		<div
			className={clsx(
				"absolute top-0 left-0",
				hasAlpha &&
					"bg-[repeating-conic-gradient(var(--color-surface-3)_0_25%,var(--color-surface-1)_0_50%)] bg-size-[16px_16px]",
			)}
			style={{
				width: Math.round(record.width * camera.scale),
				height: Math.round(record.height * camera.scale),
				transform: `translate(${camera.x}px, ${camera.y}px)`,
			}}
		>
			{!isDecoded && (
				<img
					src={imageUrl("thumb", record.id)}
					alt=""
					draggable={false}
					className="absolute inset-0 size-full"
				/>
			)}
			<img
				ref={full}
				src={imageUrl("image", record.id)}
				alt={record.prompt}
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
