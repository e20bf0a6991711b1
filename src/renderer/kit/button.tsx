import { Button as BaseButton } from "@base-ui/react/button";
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Kbd } from "./kbd.tsx";
import type { TriggerProps } from "./trigger-props.ts";

const looks = {
	primary:
		"bg-accent text-on-accent hover:not-data-disabled:bg-accent-hover data-disabled:bg-surface-2 data-disabled:text-text-3",
	secondary:
		"border border-line bg-button text-text hover:not-data-disabled:bg-button-hover data-disabled:text-text-3",
	quiet:
		"text-text-2 hover:not-data-disabled:bg-surface-2 hover:not-data-disabled:text-text data-disabled:text-text-3",
	danger:
		"bg-danger-soft text-danger hover:not-data-disabled:bg-danger hover:not-data-disabled:text-raised data-disabled:text-text-3",
} as const;

const sizes = {
	sm: "h-6 gap-1 px-2 text-sm",
	md: "h-8 gap-2 px-3 text-base",
	lg: "h-10 gap-2 px-4 text-base",
} as const;

export type ButtonProps = {
	readonly children: ReactNode;
	readonly onClick?: () => void;
	readonly look?: keyof typeof looks;
	readonly size?: keyof typeof sizes;
	readonly icon?: LucideIcon;
	/** As it reads on screen, such as `Ctrl+Enter`; drawn beside the words and announced with them. */
	readonly shortcut?: string;
	/** Stays reachable by keyboard, so that the reason beside it can be found. */
	readonly disabled?: boolean;
	readonly submit?: boolean;
	/** The id of the sentence that says why it is disabled. */
	readonly describedBy?: string;
	/** For toggles. */
	readonly pressed?: boolean;
	/** When the words alone say too little, such as three buttons called "Open". */
	readonly label?: string;
	readonly wide?: boolean;
	readonly ref?: Ref<HTMLElement>;
	readonly className?: string;
};

export function Button({
	children,
	onClick,
	look = "secondary",
	size = "md",
	icon: Icon,
	shortcut,
	disabled = false,
	submit = false,
	describedBy,
	pressed,
	label,
	wide = false,
	ref,
	className,
	...given
}: ButtonProps & TriggerProps) {
	return (
		<BaseButton
			{...given}
			ref={ref}
			type={submit ? "submit" : "button"}
			disabled={disabled}
			focusableWhenDisabled
			onClick={onClick}
			aria-describedby={describedBy ?? given["aria-describedby"]}
			aria-pressed={pressed}
			aria-label={label}
			className={clsx(
				"inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors",
				looks[look],
				sizes[size],
				pressed && look !== "primary" && "bg-accent-soft text-text",
				wide && "w-full",
				className,
			)}
		>
			{Icon && <Icon aria-hidden size={size === "sm" ? 14 : 16} strokeWidth={1.75} />}
			{children}
			{shortcut !== undefined && <Kbd keys={shortcut} onAccent={look === "primary" && !disabled} />}
		</BaseButton>
	);
}
