import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import type { Zoom } from "./use-zoom.ts";

export type ZoomWords = {
	readonly smaller: string;
	readonly larger: string;
	readonly fit: string;
	readonly actualSize: string;
	/** How large it is, such as `28%`, and the same as a sentence. */
	readonly shown: string;
	readonly said: string;
};

/** How large a picture is shown, and buttons for it; `children` stand at the left. */
export function ZoomBar({
	zoom,
	words,
	children,
}: {
	readonly zoom: Zoom;
	readonly words: ZoomWords;
	readonly children: ReactNode;
}) {
	return (
		<div className="flex h-9 shrink-0 items-center gap-1 border-t border-line bg-surface-1 pr-2 pl-4 text-sm text-text-2">
			<div className="mr-auto flex min-w-0 flex-1 items-center gap-2">{children}</div>
			<IconButton
				icon={Minus}
				size="sm"
				label={words.smaller}
				shortcut="−"
				side="top"
				onClick={zoom.zoomOut}
			/>
			<span className="nums w-12 text-center" role="status" aria-label={words.said}>
				{words.shown}
			</span>
			<IconButton
				icon={Plus}
				size="sm"
				label={words.larger}
				shortcut="+"
				side="top"
				onClick={zoom.zoomIn}
			/>
			<Button size="sm" look="quiet" pressed={zoom.isFitted} onClick={zoom.fit}>
				{words.fit}
			</Button>
			<Button
				size="sm"
				look="quiet"
				pressed={Math.abs(zoom.magnification - 1) < 0.001}
				onClick={zoom.actualSize}
			>
				{words.actualSize}
			</Button>
		</div>
	);
}
