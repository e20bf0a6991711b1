import { Slider as Base } from "@base-ui/react/slider";
import { clsx } from "clsx";

/** A number on a line. */
export function Slider({
	value,
	onChange,
	onCommit,
	label,
	min,
	max,
	step = 1,
	disabled,
	className,
}: {
	readonly value: number;
	readonly onChange: (value: number) => void;
	/** When the pointer lets go. */
	readonly onCommit?: (value: number) => void;
	readonly label: string;
	readonly min: number;
	readonly max: number;
	readonly step?: number;
	readonly disabled?: boolean;
	readonly className?: string;
}) {
	return (
		<Base.Root
			value={value}
			onValueChange={(next: number) => onChange(next)}
			onValueCommitted={onCommit && ((next: number) => onCommit(next))}
			min={min}
			max={max}
			step={step}
			disabled={disabled}
			thumbAlignment="edge-client-only"
			className={clsx("min-w-0", className)}
		>
			<Base.Control className="flex h-6 touch-none items-center">
				<Base.Track className="h-1 w-full rounded-full bg-surface-3">
					<Base.Indicator className="rounded-full bg-accent" />
					<Base.Thumb
						aria-label={label}
						className="size-4 rounded-full border-2 border-accent bg-surface-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent data-disabled:border-edge"
					/>
				</Base.Track>
			</Base.Control>
		</Base.Root>
	);
}
