import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Segment<V extends string> = {
	readonly value: V;
	readonly label: string;
	/** Drawn instead of the words, which then name it for screen readers. */
	readonly face?: ReactNode;
	readonly disabled?: boolean;
};

/** One of a few, all in sight. Arrow keys move; inside a `Field` set that `buttonLike`. */
export function Segmented<V extends string>({
	value,
	onChange,
	segments,
	label,
	disabled,
	className,
}: {
	readonly value: V | null;
	readonly onChange: (value: V) => void;
	readonly segments: readonly Segment<V>[];
	/** Needed only outside a `Field`. */
	readonly label?: string;
	readonly disabled?: boolean;
	readonly className?: string;
}) {
	return (
		<RadioGroup
			value={value ?? undefined}
			onValueChange={(next: V) => onChange(next)}
			aria-label={label}
			disabled={disabled}
			className={clsx("flex gap-0.5 rounded-md bg-surface-2 p-0.5", className)}
		>
			{segments.map((segment) => (
				<Radio.Root
					key={segment.value}
					value={segment.value}
					disabled={segment.disabled}
					aria-label={segment.label}
					className="flex h-7 min-w-0 flex-1 items-center justify-center truncate rounded-md border border-transparent px-2 text-sm text-text-2 transition-colors hover:not-data-disabled:text-text data-checked:border-edge data-checked:bg-surface-1 data-checked:font-medium data-checked:text-text data-disabled:text-text-3"
				>
					{segment.face ?? segment.label}
				</Radio.Root>
			))}
		</RadioGroup>
	);
}
