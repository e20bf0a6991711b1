import { Switch as Base } from "@base-ui/react/switch";

/** On or off, at once. The words are part of it: press them too. */
export function Switch({
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
		// biome-ignore lint/a11y/noLabelWithoutControl: Base UI puts the input inside the switch
		<label className="flex items-start justify-between gap-4">
			<span className="min-w-0">
				<span className={disabled ? "text-text-3" : "text-text"}>{label}</span>
				{detail !== undefined && <span className="block text-sm text-text-3">{detail}</span>}
			</span>
			<Base.Root
				checked={checked}
				onCheckedChange={(next) => onChange(next)}
				disabled={disabled}
				className="mt-0.5 flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-field px-px transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:border-line"
			>
				<Base.Thumb className="size-3 rounded-full bg-text-2 transition-transform data-checked:translate-x-3 data-checked:bg-on-accent data-disabled:bg-text-3" />
			</Base.Root>
		</label>
	);
}
