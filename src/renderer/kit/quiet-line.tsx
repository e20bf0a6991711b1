import { clsx } from "clsx";
import { Tooltip, type TooltipSide } from "./tooltip.tsx";

/** A quiet line that has more to say: on hover, and to screen readers in place of the line. */
export function QuietLine({
	line,
	full,
	side,
	className,
}: {
	readonly line: string;
	/** Whole sentences. */
	readonly full: string;
	readonly side?: TooltipSide;
	readonly className?: string;
}) {
	return (
		<>
			<Tooltip text={full} side={side}>
				<p aria-hidden className={clsx("nums text-sm text-text-3", className)}>
					{line}
				</p>
			</Tooltip>
			<p className="sr-only">{full}</p>
		</>
	);
}
