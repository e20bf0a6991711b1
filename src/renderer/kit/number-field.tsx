import { NumberField as Base } from "@base-ui/react/number-field";
import { clsx } from "clsx";
import { Minus, Plus } from "lucide-react";
import { controlLook } from "./control-look.ts";
import { useKitWords } from "./kit-words.ts";

export type NumberFieldProps = {
	/** `null`: empty. */
	readonly value: number | null;
	readonly onChange: (value: number | null) => void;
	/** Needed only outside a `Field`. */
	readonly label?: string;
	/** Bounds for the buttons and arrow keys; typing may leave them, so that the form can say why not. */
	readonly min?: number;
	readonly max?: number;
	readonly step?: number;
	readonly disabled?: boolean;
	/** True: minus and plus at its ends. */
	readonly steppers?: boolean;
	/** After the number, such as `px`. */
	readonly unit?: string;
	readonly format?: Intl.NumberFormatOptions;
	readonly className?: string;
};

/** A number, by typing, arrow keys or buttons; Shift steps by ten. */
export function NumberField({
	value,
	onChange,
	label,
	min,
	max,
	step = 1,
	disabled,
	steppers = false,
	unit,
	format = { useGrouping: false },
	className,
}: NumberFieldProps) {
	const words = useKitWords();
	const stepper =
		"flex w-7 shrink-0 items-center justify-center text-text-2 hover:text-text disabled:text-text-3 data-disabled:text-text-3";
	return (
		<Base.Root
			value={value}
			onValueChange={(next) => onChange(next)}
			min={min}
			max={max}
			step={step}
			allowOutOfRange
			disabled={disabled}
			format={format}
			className={className}
		>
			<Base.Group
				className={clsx(
					controlLook,
					"flex h-8 items-stretch has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-accent",
				)}
			>
				{steppers && (
					<Base.Decrement className={stepper} aria-label={words.decrease}>
						<Minus aria-hidden size={14} />
					</Base.Decrement>
				)}
				<Base.Input
					aria-label={label}
					className={clsx(
						"nums min-w-0 flex-1 bg-transparent text-base outline-none",
						steppers ? "text-center" : "px-2",
					)}
				/>
				{unit !== undefined && (
					<span className="flex items-center pr-2 text-sm text-text-3">{unit}</span>
				)}
				{steppers && (
					<Base.Increment className={stepper} aria-label={words.increase}>
						<Plus aria-hidden size={14} />
					</Base.Increment>
				)}
			</Base.Group>
		</Base.Root>
	);
}
