import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { clsx } from "clsx";

/** One of a few that need a sentence each. */
export function RadioList<V extends string>({
	value,
	onChange,
	options,
	label,
	className,
}: {
	readonly value: V;
	readonly onChange: (value: V) => void;
	readonly options: readonly {
		readonly value: V;
		readonly label: string;
		/** A second, quiet line. */
		readonly detail?: string;
	}[];
	readonly label: string;
	readonly className?: string;
}) {
	return (
		<RadioGroup
			value={value}
			onValueChange={(next: V) => onChange(next)}
			aria-label={label}
			className={clsx("flex flex-col gap-2", className)}
		>
			{options.map((option) => (
				// biome-ignore lint/a11y/noLabelWithoutControl: Base UI puts the input inside the radio
				<label key={option.value} className="flex items-start gap-2">
					<Radio.Root
						value={option.value}
						className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-edge bg-field data-checked:border-accent data-checked:bg-accent"
					>
						<Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
					</Radio.Root>
					<span className="min-w-0">
						<span className="text-text">{option.label}</span>
						{option.detail !== undefined && (
							<span className="block text-sm text-text-3">{option.detail}</span>
						)}
					</span>
				</label>
			))}
		</RadioGroup>
	);
}
