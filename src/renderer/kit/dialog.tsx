import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { popupLook } from "./control-look.ts";
import { IconButton } from "./icon-button.tsx";
import { useKitWords } from "./kit-words.ts";

export type DialogProps = {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
	readonly title: string;
	/** True: the title is there for screen readers alone, and there is no close button. */
	readonly bare?: boolean;
	readonly children: ReactNode;
	/** Buttons, at the foot, the main one last. */
	readonly actions?: ReactNode;
	readonly width?: "sm" | "md" | "lg" | "xl";
};

const widths = { sm: "max-w-100", md: "max-w-140", lg: "max-w-200", xl: "max-w-280" } as const;

/** Asks for attention above the window; Escape and a press outside close it. */
export function Dialog({
	open,
	onOpenChange,
	title,
	bare = false,
	children,
	actions,
	width = "sm",
}: DialogProps) {
	const words = useKitWords();
	const popup = useRef<HTMLDivElement>(null);
	return (
		<Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
			<Base.Portal>
				<Scrim />
				<Base.Viewport
					className={clsx(
						"fixed inset-0 z-40 flex justify-center p-8",
						bare ? "items-start pt-24" : "items-center",
					)}
				>
					<Base.Popup
						ref={popup}
						initialFocus={bare ? true : () => firstFocus(popup.current)}
						className={clsx(
							popupLook,
							"flex max-h-full w-full flex-col overflow-hidden outline-none",
							widths[width],
						)}
					>
						{bare ? (
							<Base.Title className="sr-only">{title}</Base.Title>
						) : (
							<header className="flex items-center justify-between gap-2 py-3 pr-3 pl-4">
								<Base.Title className="text-lg font-semibold">{title}</Base.Title>
								<IconButton icon={X} label={words.close} onClick={() => onOpenChange(false)} />
							</header>
						)}
						<div className={clsx("min-h-0 overflow-y-auto", !bare && "px-4 pb-4")}>{children}</div>
						{actions !== undefined && (
							<footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
								{actions}
							</footer>
						)}
					</Base.Popup>
				</Base.Viewport>
			</Base.Portal>
		</Base.Root>
	);
}

/** Dims the window behind a dialog or sheet. */
export function Scrim() {
	return (
		<Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
	);
}

/** Where the keyboard goes when a dialog or sheet opens: the field that asks for it, else the sheet itself. */
export function firstFocus(popup: HTMLElement | null): HTMLElement | null {
	return popup?.querySelector<HTMLElement>("[data-first-focus]") ?? popup;
}
