import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";

/** Yes or no, taking effect with the form it stands in. */
export function Checkbox({
	checked,
	onChange,
	label,
	detail,
	disabled = false,
}: {
	readonly checked: boolean;
	readonly onChange: (checked: boolean) => void;
	readonly label: string;
	/** A second, quiet line. */
	readonly detail?: string;
	readonly disabled?: boolean;
}) {
	return (
		// biome-ignore lint/a11y/noLabelWithoutControl: Base UI puts the input inside the checkbox
		<label className="flex items-start gap-2">
			<Base.Root
				checked={checked}
				onCheckedChange={(next) => onChange(next)}
				disabled={disabled}
				className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-md border border-edge bg-field data-checked:border-accent data-checked:bg-accent data-disabled:border-line"
			>
				<Base.Indicator className="text-on-accent">
					<Check aria-hidden size={12} strokeWidth={3} />
				</Base.Indicator>
			</Base.Root>
			<span className="min-w-0">
				<span className={disabled ? "text-text-3" : "text-text"}>{label}</span>
				{detail !== undefined && <span className="block text-sm text-text-3">{detail}</span>}
			</span>
		</label>
	);
}
