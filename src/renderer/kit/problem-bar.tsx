import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { Note } from "./note.tsx";

/**
 * What went wrong with something that was done on a stage, across its top; it stays until it is
 * dealt with.
 */
export function ProblemBar({
	text,
	dismiss,
	onDismiss,
	action,
}: {
	readonly text: string;
	/** Name of the button that takes it away. */
	readonly dismiss: string;
	readonly onDismiss: () => void;
	/** Stands in place of that button. */
	readonly action?: ReactNode;
}) {
	return (
		<div className="flex items-start gap-3 border-b border-line bg-surface-1 px-4 py-2">
			<Note tone="danger" live className="flex-1 py-1">
				{text}
			</Note>
			{action ?? <IconButton icon={X} size="sm" label={dismiss} onClick={onDismiss} />}
		</div>
	);
}
