import { clsx } from "clsx";
import type { DragEvent, ReactNode } from "react";
import { useState } from "react";

/**
 * Takes what is dropped on it. While something hovers it lights up and says what will happen.
 * Zones may lie inside one another: the innermost that has something to say takes the drop.
 */
export function DropZone({
	says,
	onDrop,
	children,
	className,
}: {
	/**
	 * The sentence for what hovers, such as "Add as references"; undefined: not for this zone.
	 * Before the drop only the types are known (`Files`, `text/uri-list`, …) and how many items
	 * there are; one thing in three forms counts as three items.
	 */
	readonly says: (types: readonly string[], items: number) => string | undefined;
	/** `at`: where it was let go, CSS px of the window. */
	readonly onDrop: (data: DataTransfer, at: { readonly x: number; readonly y: number }) => void;
	readonly children: ReactNode;
	readonly className?: string;
}) {
	const [saying, setSaying] = useState<string>();

	const sentenceFor = ({ types, items }: DataTransfer) => says(types, items.length);

	const hover = (event: DragEvent) => {
		const sentence = event.defaultPrevented ? undefined : sentenceFor(event.dataTransfer);
		if (sentence !== undefined) {
			event.preventDefault();
			event.dataTransfer.dropEffect = "copy";
		}
		setSaying(sentence);
	};

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; each zone has a button or a key that does the same
		<div
			className={clsx("relative", className)}
			onDragEnter={hover}
			onDragOver={hover}
			onDragLeave={(event) => {
				const to = event.relatedTarget;
				if (!(to instanceof Node && event.currentTarget.contains(to))) setSaying(undefined);
			}}
			onDrop={(event) => {
				setSaying(undefined);
				if (event.defaultPrevented || sentenceFor(event.dataTransfer) === undefined) return;
				event.preventDefault();
				onDrop(event.dataTransfer, { x: event.clientX, y: event.clientY });
			}}
		>
			{children}
			{saying !== undefined && <DropVeil saying={saying} />}
		</div>
	);
}

/** The look of a place that is about to take something. */
export function DropVeil({ saying }: { readonly saying: string }) {
	return (
		<div
			role="status"
			className="pointer-events-none absolute inset-0 z-20 flex items-center justify-center rounded-md border-2 border-accent bg-surface-0/70 p-2 text-center font-medium"
		>
			<span className="rounded-md bg-accent px-3 py-2 text-on-accent shadow-raised">{saying}</span>
		</div>
	);
}
