import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { firstFocus, Scrim } from "./dialog.tsx";
import { IconButton } from "./icon-button.tsx";
import { useKitWords } from "./kit-words.ts";

export type SheetProps = {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
	readonly title: string;
	/** Before the title, such as a way back. */
	readonly lead?: ReactNode;
	/** Beside what scrolls, such as the names of its parts; the sheet is wider by it. */
	readonly aside?: ReactNode;
	readonly children: ReactNode;
	/** Buttons that stay in sight at the foot. */
	readonly actions?: ReactNode;
};

/** A page of its own at the right edge, over the window; Escape and a press outside close it. */
export function Sheet({ open, onOpenChange, title, lead, aside, children, actions }: SheetProps) {
	const words = useKitWords();
	const popup = useRef<HTMLDivElement>(null);
	return (
		<Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
			<Base.Portal>
				<Scrim />
				<Base.Popup
					ref={popup}
					initialFocus={() => firstFocus(popup.current)}
					className={clsx(
						"fixed inset-y-0 right-0 z-40 flex max-w-full flex-col border-l border-line bg-surface-1 text-text shadow-raised outline-none transition-[transform,opacity] data-ending-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:translate-x-8 data-starting-style:opacity-0",
						aside === undefined ? "w-120" : "w-156",
					)}
				>
					<header className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-3 pl-4">
						{lead}
						<Base.Title className="min-w-0 flex-1 truncate text-lg font-semibold">
							{title}
						</Base.Title>
						<IconButton icon={X} label={words.close} onClick={() => onOpenChange(false)} />
					</header>
					<div className="flex min-h-0 flex-1">
						{aside}
						<div className="min-w-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
					</div>
					{actions !== undefined && (
						<footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
							{actions}
						</footer>
					)}
				</Base.Popup>
			</Base.Portal>
		</Base.Root>
	);
}
