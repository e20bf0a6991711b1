import { clsx } from "clsx";
import type { TriggerProps } from "./trigger-props.ts";

/** One colour to press. */
export function Swatch({
	hex,
	label,
	pressed,
	onClick,
	className,
	...given
}: {
	/** `#rrggbb`. */
	readonly hex: string;
	readonly label: string;
	readonly pressed?: boolean;
	readonly onClick?: () => void;
	readonly className?: string;
} & TriggerProps) {
	return (
		<button
			{...given}
			type="button"
			aria-label={label}
			aria-pressed={pressed}
			title={label}
			onClick={onClick}
			className={clsx(
				"size-5 shrink-0 rounded-md border border-edge",
				pressed === true && "outline-2 outline-offset-1 outline-accent",
				className,
			)}
			style={{ backgroundColor: hex }}
		/>
	);
}
