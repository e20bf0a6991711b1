import { Field } from "@base-ui/react/field";
import { clsx } from "clsx";
import type { ClipboardEvent, KeyboardEvent, Ref } from "react";
import { controlLook } from "./control-look.ts";

export type TextAreaProps = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	/** Needed only outside a `Field`. */
	readonly label?: string;
	readonly placeholder?: string;
	readonly disabled?: boolean;
	/** Lines at the least; it grows with its text up to `maxRows`. */
	readonly rows?: number;
	readonly maxRows?: number;
	readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
	readonly onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
	readonly onFocus?: () => void;
	readonly onBlur?: () => void;
	readonly ref?: Ref<HTMLTextAreaElement>;
	readonly className?: string;
};

const LINE_PX = 20;
const PADDING_PX = 14;

/** Several lines of text. Inside a `Field` it takes its name and its sentences from there. */
export function TextArea({
	value,
	onChange,
	label,
	placeholder,
	disabled,
	rows = 4,
	maxRows = 14,
	onKeyDown,
	onPaste,
	onFocus,
	onBlur,
	ref,
	className,
}: TextAreaProps) {
	return (
		<Field.Control
			value={value}
			onValueChange={onChange}
			aria-label={label}
			placeholder={placeholder}
			disabled={disabled}
			onFocus={onFocus}
			onBlur={onBlur}
			render={<textarea ref={ref} rows={rows} onKeyDown={onKeyDown} onPaste={onPaste} />}
			className={clsx(
				controlLook,
				"block field-sizing-content resize-none px-2 py-1.5 text-base leading-5",
				className,
			)}
			style={{ minHeight: rows * LINE_PX + PADDING_PX, maxHeight: maxRows * LINE_PX + PADDING_PX }}
		/>
	);
}
