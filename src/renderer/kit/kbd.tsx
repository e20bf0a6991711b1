import { clsx } from "clsx";

/** A shortcut as it reads on screen. */
export function Kbd({
	keys,
	onAccent = false,
}: {
	readonly keys: string;
	readonly onAccent?: boolean;
}) {
	return (
		<kbd
			className={clsx(
				"font-sans text-xs font-normal whitespace-nowrap",
				onAccent ? "text-on-accent" : "text-text-3",
			)}
		>
			{keys}
		</kbd>
	);
}
