import { clsx } from "clsx";
import type { KeyboardEvent, PointerEvent } from "react";
import { useRef } from "react";

const STEP_PX = 8;
const LARGE_STEP_PX = 64;

/** The edge of a panel, to be dragged or moved with arrow keys; a double click puts it back. Lengths in px. */
export function ResizeHandle({
	label,
	orientation,
	size,
	min,
	max,
	initial,
	grows,
	onResize,
	className,
}: {
	readonly label: string;
	/** `vertical`: a standing edge, moved left and right. */
	readonly orientation: "vertical" | "horizontal";
	/** Of the panel it belongs to. */
	readonly size: number;
	readonly min: number;
	readonly max: number;
	readonly initial: number;
	/** Which way the panel grows when the handle is moved right or down: 1 or -1. */
	readonly grows: 1 | -1;
	readonly onResize: (size: number) => void;
	readonly className?: string;
}) {
	const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
	const upright = orientation === "vertical";
	const along = (event: PointerEvent) => (upright ? event.clientX : event.clientY);
	const set = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));

	const onKeyDown = (event: KeyboardEvent) => {
		const step = event.shiftKey ? LARGE_STEP_PX : STEP_PX;
		const moves: Record<string, number> = {
			[upright ? "ArrowRight" : "ArrowDown"]: size + grows * step,
			[upright ? "ArrowLeft" : "ArrowUp"]: size - grows * step,
			Home: min,
			End: max,
		};
		const next = moves[event.key];
		if (next === undefined) return;
		event.preventDefault();
		set(next);
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
		<div
			role="separator"
			tabIndex={0}
			aria-label={label}
			aria-orientation={orientation}
			aria-valuenow={size}
			aria-valuemin={min}
			aria-valuemax={max}
			onKeyDown={onKeyDown}
			onDoubleClick={() => set(initial)}
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId);
				start.current = { at: along(event), size };
			}}
			onPointerMove={(event) => {
				if (start.current !== null)
					set(start.current.size + grows * (along(event) - start.current.at));
			}}
			onLostPointerCapture={() => {
				start.current = null;
			}}
			className={clsx(
				"group relative z-10 shrink-0 touch-none focus-visible:outline-none",
				upright ? "-mx-1 w-2 cursor-col-resize" : "-my-1 h-2 cursor-row-resize",
				className,
			)}
		>
			<span
				className={clsx(
					"absolute bg-line transition-colors group-hover:bg-edge group-focus-visible:bg-accent group-active:bg-accent",
					upright
						? "inset-y-0 left-1/2 w-px -translate-x-1/2 group-focus-visible:w-0.5"
						: "inset-x-0 top-1/2 h-px -translate-y-1/2 group-focus-visible:h-0.5",
				)}
			/>
		</div>
	);
}
