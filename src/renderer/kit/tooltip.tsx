import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, useState } from "react";
import { Kbd } from "./kbd.tsx";

export type TooltipSide = "top" | "right" | "bottom" | "left";

/** Words beside one control. The control still needs a name of its own. */
export function Tooltip({
	text,
	shortcut,
	side = "bottom",
	children,
}: {
	readonly text: string;
	readonly shortcut?: string;
	readonly side?: TooltipSide;
	/** One element that takes a ref and pointer listeners. */
	readonly children: ReactElement;
}) {
	const [isOpen, setOpen] = useState(false);
	const change = (open: boolean, details: Base.Root.ChangeEventDetails) => {
		if (details.reason === "escape-key") {
			// Escape takes the words away and is still of use to what it was meant for.
			details.cancel();
			details.allowPropagation();
		}
		setOpen(open);
	};
	return (
		<Base.Root open={isOpen} onOpenChange={change}>
			<Base.Trigger render={children} />
			<Base.Portal>
				<Base.Positioner side={side} sideOffset={6} className="z-50">
					<Base.Popup className="flex max-w-80 items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-sm text-text shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
						{text}
						{shortcut !== undefined && <Kbd keys={shortcut} />}
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
