import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { clsx } from "clsx";
import { Button } from "./button.tsx";
import { popupLook } from "./control-look.ts";
import { Scrim } from "./dialog.tsx";

/** One question before something that cannot be taken back. The safe answer has the keyboard first. */
export function ConfirmDialog({
	open,
	title,
	text,
	confirm,
	cancel,
	danger = false,
	onConfirm,
	onCancel,
}: {
	readonly open: boolean;
	readonly title: string;
	readonly text: string;
	/** The verb itself, such as "Remove", never "OK". */
	readonly confirm: string;
	readonly cancel: string;
	readonly danger?: boolean;
	readonly onConfirm: () => void;
	readonly onCancel: () => void;
}) {
	return (
		<Base.Root open={open} onOpenChange={(next) => !next && onCancel()}>
			<Base.Portal>
				<Scrim />
				<Base.Viewport className="fixed inset-0 z-50 flex items-center justify-center p-8">
					<Base.Popup className={clsx(popupLook, "w-full max-w-100 p-4")}>
						<Base.Title className="text-lg font-semibold">{title}</Base.Title>
						<Base.Description className="mt-1 text-text-2" data-selectable>
							{text}
						</Base.Description>
						<div className="mt-4 flex justify-end gap-2">
							<Button onClick={onCancel}>{cancel}</Button>
							<Button look={danger ? "danger" : "primary"} onClick={onConfirm}>
								{confirm}
							</Button>
						</div>
					</Base.Popup>
				</Base.Viewport>
			</Base.Portal>
		</Base.Root>
	);
}
