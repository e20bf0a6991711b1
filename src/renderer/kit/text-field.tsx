import { Field } from "@base-ui/react/field";
import { clsx } from "clsx";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { controlLook } from "./control-look.ts";

export type TextFieldProps = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	/** Needed only outside a `Field`. */
	readonly label?: string;
	readonly placeholder?: string;
	readonly type?: "text" | "password" | "url" | "search";
	readonly disabled?: boolean;
	readonly maxLength?: number;
	readonly autoFocus?: boolean;
	/** Inside the box, at its start; not for controls. */
	readonly lead?: ReactNode;
	readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
	readonly onBlur?: () => void;
	readonly mono?: boolean;
	/** 28 px high, for a bar of 40. */
	readonly compact?: boolean;
	readonly ref?: Ref<HTMLInputElement>;
	readonly className?: string;
};

/** One line of text. Inside a `Field` it takes its name and its sentences from there. */
export function TextField({
	value,
	onChange,
	label,
	placeholder,
	type = "text",
	disabled,
	maxLength,
	autoFocus,
	lead,
	onKeyDown,
	onBlur,
	mono = false,
	compact = false,
	ref,
	className,
}: TextFieldProps) {
	return (
		<div className={clsx("relative", className)}>
			{lead !== undefined && (
				<span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-text-3">
					{lead}
				</span>
			)}
			<Field.Control
				ref={ref}
				type={type}
				value={value}
				onValueChange={onChange}
				aria-label={label}
				placeholder={placeholder}
				disabled={disabled}
				maxLength={maxLength}
				// A dialog that opens looks for the mark; a field that comes later takes the keyboard itself.
				data-first-focus={autoFocus ? "" : undefined}
				autoFocus={autoFocus}
				onKeyDown={onKeyDown}
				onBlur={onBlur}
				spellCheck={false}
				autoComplete="off"
				className={clsx(
					controlLook,
					compact ? "h-7 px-2 text-sm" : "h-8 px-2 text-base",
					lead !== undefined && "pl-8",
					mono && "font-mono placeholder:font-sans",
				)}
			/>
		</div>
	);
}
