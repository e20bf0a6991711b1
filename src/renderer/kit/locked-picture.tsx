import { clsx } from "clsx";
import { useState } from "react";

/**
 * A picture that fills its frame under a view it shares with others: the stand-in at once, the file
 * itself as soon as it is there. Give it the picture's id as key.
 */
export function LockedPicture({
	standIn,
	source,
	view,
}: {
	/** Addresses: of a small picture that is soon there, and of the whole one. */
	readonly standIn: string;
	readonly source: string;
	/** How much larger than the frame, and where its top left corner is, in frames. */
	readonly view: { readonly zoom: number; readonly x: number; readonly y: number };
}) {
	const [isLoaded, setLoaded] = useState(false);
	const look = "pointer-events-none absolute inset-0 size-full object-contain";
	return (
		<span
			aria-hidden
			className="absolute inset-0 block origin-top-left"
			style={{ transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.zoom})` }}
		>
			{!isLoaded && <img src={standIn} alt="" className={look} />}
			<img
				src={source}
				alt=""
				loading="lazy"
				decoding="async"
				draggable={false}
				onLoad={() => setLoaded(true)}
				className={clsx(look, !isLoaded && "opacity-0")}
			/>
		</span>
	);
}
