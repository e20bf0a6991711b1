import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { Check, ChevronsUpDown } from "lucide-react";
import { controlLook, popupLook } from "./control-look.ts";

export type SelectOption<V extends string> = {
	readonly value: V;
	readonly label: string;
	/** A second, quiet line in the list. */
	readonly detail?: string;
	readonly disabled?: boolean;
};
export type SelectGroup<V extends string> = {
	readonly label: string;
	readonly options: readonly SelectOption<V>[];
};

export type SelectProps<V extends string> = {
	readonly value: V | null;
	readonly onChange: (value: V) => void;
	/** Flat, or in groups with a heading. */
	readonly options: readonly SelectOption<V>[] | readonly SelectGroup<V>[];
	/** Needed only outside a `Field` (there set `buttonLike`). */
	readonly label?: string;
	readonly placeholder?: string;
	readonly disabled?: boolean;
	readonly className?: string;
};

/** One of several, from a list that opens. */
export function Select<V extends string>({
	value,
	onChange,
	options,
	label,
	placeholder,
	disabled,
	className,
}: SelectProps<V>) {
	const groups = options.map((entry) => ("options" in entry ? entry : undefined));
	const flat = options.flatMap((entry) => ("options" in entry ? entry.options : [entry]));
	return (
		<Base.Root
			items={flat.map(({ value, label }) => ({ value, label }))}
			value={value}
			onValueChange={(next) => next !== null && onChange(next)}
			disabled={disabled}
			modal={false}
		>
			<Base.Trigger
				aria-label={label}
				className={clsx(
					controlLook,
					"flex h-8 items-center justify-between gap-2 px-2 text-left text-base",
					className,
				)}
			>
				<Base.Value
					className="min-w-0 flex-1 truncate data-placeholder:text-text-3"
					placeholder={placeholder}
				/>
				<Base.Icon className="flex shrink-0 text-text-3">
					<ChevronsUpDown aria-hidden size={14} />
				</Base.Icon>
			</Base.Trigger>
			<Base.Portal>
				<Base.Positioner
					sideOffset={4}
					alignItemWithTrigger={false}
					className="z-50 outline-none select-none"
				>
					<Base.Popup
						className={clsx(
							popupLook,
							"max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1 outline-none",
						)}
					>
						<Base.List>
							{groups.map((group, index) =>
								group === undefined ? null : (
									<Base.Group key={group.label} className={index > 0 ? "mt-1" : undefined}>
										<Base.GroupLabel className="px-2 py-1 text-xs text-text-3">
											{group.label}
										</Base.GroupLabel>
										{group.options.map((option) => (
											<Option key={option.value} option={option} />
										))}
									</Base.Group>
								),
							)}
							{groups.every((group) => group === undefined) &&
								flat.map((option) => <Option key={option.value} option={option} />)}
						</Base.List>
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}

function Option<V extends string>({ option }: { readonly option: SelectOption<V> }) {
	return (
		<Base.Item
			value={option.value}
			disabled={option.disabled}
			className="grid cursor-default grid-cols-[16px_1fr] items-center gap-x-2 rounded-md py-1.5 pr-3 pl-2 text-base outline-none data-disabled:text-text-3 data-highlighted:bg-surface-3"
		>
			<Base.ItemIndicator className="col-start-1 text-accent">
				<Check aria-hidden size={14} />
			</Base.ItemIndicator>
			<Base.ItemText className="col-start-2">{option.label}</Base.ItemText>
			{option.detail !== undefined && (
				<span className="col-start-2 text-sm text-text-3">{option.detail}</span>
			)}
		</Base.Item>
	);
}
