import { Toast as Base } from "@base-ui/react/toast";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useKitWords } from "./kit-words.ts";
import type { NoteTone } from "./note.tsx";
import { Note } from "./note.tsx";

const manager = Base.createToastManager();

/**
 * A knock on the door: what it says must also stand where it belongs, because it goes away.
 * Read out politely. `id`: the same id again replaces the first.
 */
export function showToast(toast: {
	readonly id?: string;
	readonly tone: NoteTone;
	readonly text: string;
	readonly action?: { readonly label: string; readonly run: () => void };
}): void {
	const id = manager.add({
		id: toast.id,
		type: toast.tone,
		title: toast.text,
		// Whoever is to press something must have read it first.
		timeout: toast.tone === "danger" || toast.action !== undefined ? 10_000 : 5_000,
		actionProps:
			toast.action === undefined
				? undefined
				: {
						children: toast.action.label,
						onClick: () => {
							toast.action?.run();
							manager.close(id);
						},
					},
	});
}

/** Where toasts appear; `KitProvider` puts it in the window once. */
export function ToastRegion() {
	const words = useKitWords();
	return (
		<Base.Provider toastManager={manager} limit={3}>
			<Base.Portal>
				<Base.Viewport
					aria-label={words.notifications}
					className="fixed right-4 bottom-4 z-50 flex w-90 flex-col gap-2 outline-none"
				>
					<Toasts />
				</Base.Viewport>
			</Base.Portal>
		</Base.Provider>
	);
}

function Toasts() {
	const { toasts } = Base.useToastManager();
	const words = useKitWords();
	return toasts.map((toast) => (
		<Base.Root
			key={toast.id}
			toast={toast}
			swipeDirection="right"
			className={clsx(
				"rounded-md border border-line bg-raised shadow-raised transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0",
			)}
		>
			<Base.Content className="flex items-start gap-2 py-2 pr-2 pl-3">
				<Note tone={toneOf(toast.type)} className="flex-1 py-1">
					<Base.Title render={<div />} className="text-text" />
				</Note>
				<Base.Action className="h-6 shrink-0 rounded-md px-2 text-sm font-medium whitespace-nowrap text-accent hover:bg-surface-2" />
				<Base.Close
					aria-label={words.close}
					className="flex size-6 shrink-0 items-center justify-center rounded-md text-text-3 hover:bg-surface-2 hover:text-text"
				>
					<X aria-hidden size={14} />
				</Base.Close>
			</Base.Content>
		</Base.Root>
	));
}

function toneOf(type: string | undefined): NoteTone {
	return type === "danger" || type === "warn" || type === "safe" ? type : "info";
}
