import { clsx } from "clsx";
import { ImageOff } from "lucide-react";
import { useState } from "react";

/**
 * A small picture that fills its box and says nothing: the box around it has the name. A file that
 * is not there leaves a sign instead of the browser's. Give it the picture's id as key.
 */
export function Thumbnail({
	src,
	onMissing,
	className,
}: {
	readonly src: string;
	readonly onMissing?: () => void;
	readonly className?: string;
}) {
	const [isMissing, setMissing] = useState(false);
	if (isMissing) {
		return (
			<span className="flex size-full items-center justify-center bg-surface-2 text-text-3">
				<ImageOff aria-hidden size={14} strokeWidth={1.75} />
			</span>
		);
	}
	return (
		<img
			src={src}
			alt=""
			decoding="async"
			draggable={false}
			className={clsx("size-full object-cover", className)}
			onError={() => {
				setMissing(true);
				onMissing?.();
			}}
		/>
	);
}
