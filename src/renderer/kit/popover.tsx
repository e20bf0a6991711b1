import { Popover as Base } from "@base-ui/react/popover";
import { clsx } from "clsx";
import type { ReactElement, ReactNode } from "react";
import { popupLook } from "./control-look.ts";

/** Something small that opens beside one button and closes by Escape or a press outside. */
export function Popover({
	title,
	open,
	onOpenChange,
	side = "bottom",
	align = "center",
	children,
	content,
}: {
	/** At its top, and its name for screen readers. */
	readonly title: string;
	/** Given only where something inside closes it. */
	readonly open?: boolean;
	readonly onOpenChange?: (open: boolean) => void;
	readonly side?: "top" | "right" | "bottom" | "left";
	readonly align?: "start" | "center" | "end";
	/** A kit button with a name. */
	readonly children: ReactElement;
	readonly content: ReactNode;
}) {
	return (
		<Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
			<Base.Trigger render={children} />
			<Base.Portal>
				<Base.Positioner side={side} align={align} sideOffset={4} className="z-30 outline-none">
					<Base.Popup className={clsx(popupLook, "max-w-90 p-3 outline-none")}>
						<Base.Title className="mb-2 text-sm font-medium text-text-2">{title}</Base.Title>
						{content}
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
