import { clsx } from "clsx";
import { Flag, LoaderCircle, Star, X } from "lucide-react";
import type { PictureMark } from "../../../contract/library.ts";

/** The marks of a frame on its picture; the frame's name says them. */
export function FrameMarks({
	mark,
	isRedrawn,
	isSmall = false,
}: {
	readonly mark: PictureMark | undefined;
	/** A job draws it anew. */
	readonly isRedrawn: boolean;
	readonly isSmall?: boolean;
}) {
	const size = isSmall ? 10 : 12;
	return (
		<span
			aria-hidden
			className={clsx(
				"pointer-events-none absolute flex items-center gap-1",
				isSmall ? "bottom-0.5 left-0.5" : "bottom-1.5 left-1.5",
			)}
		>
			{mark?.pick === "picked" && (
				<span className={clsx(signLook, "bg-accent text-on-accent")}>
					<Flag size={size} fill="currentColor" strokeWidth={2} />
				</span>
			)}
			{mark?.pick === "rejected" && (
				<span className={clsx(signLook, "bg-surface-1 text-danger")}>
					<X size={size} strokeWidth={3} />
				</span>
			)}
			{mark?.stars !== undefined && (
				<span className={clsx(signLook, "nums gap-0.5 bg-surface-1 text-text")}>
					{isSmall ? (
						<>
							{mark.stars}
							<Star size={9} fill="currentColor" strokeWidth={0} />
						</>
					) : (
						Array.from({ length: mark.stars }, (_, n) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: stars are all alike
							<Star key={n} size={10} fill="currentColor" strokeWidth={0} />
						))
					)}
				</span>
			)}
			{isRedrawn && (
				<span className={clsx(signLook, "bg-surface-1 text-text-2")}>
					<LoaderCircle size={size} className="animate-spin" />
				</span>
			)}
		</span>
	);
}

const signLook = "flex h-4.5 min-w-4.5 items-center justify-center rounded-md px-1 text-xs";
