import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import { useKitWords } from "./kit-words.ts";
import { Note } from "./note.tsx";

/**
 * Why something that was asked for on a stage did not happen, across its top; it stays until it is
 * dealt with. Draws nothing while there is no text.
 */
export function ProblemBar({
	text,
	onDismiss,
	action,
}: {
	readonly text: string | undefined;
	/** Takes it away; absent where only the action can. */
	readonly onDismiss?: () => void;
	/** The way out, such as a button that tries again. */
	readonly action?: ReactNode;
}) {
	const words = useKitWords();
	if (text === undefined) return null;
	return (
		<div className="flex shrink-0 items-start gap-2 border-b border-line bg-surface-1 px-4 py-2">
			<Note tone="danger" live className="flex-1 py-1">
				{text}
			</Note>
			{action}
			{onDismiss && <IconButton icon={X} size="sm" label={words.close} onClick={onDismiss} />}
		</div>
	);
}
