import { Button as BaseButton } from "@base-ui/react/button";
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { Ref } from "react";
import type { TooltipSide } from "./tooltip.tsx";
import { Tooltip } from "./tooltip.tsx";
import type { TriggerProps } from "./trigger-props.ts";

export type IconButtonProps = {
	readonly icon: LucideIcon;
	/** Its name, for the tooltip and for screen readers. */
	readonly label: string;
	readonly onClick?: () => void;
	/** As it reads on screen; shown in the tooltip. */
	readonly shortcut?: string;
	/** For toggles. */
	readonly pressed?: boolean;
	readonly disabled?: boolean;
	/** 24, 32 or 40 px square. */
	readonly size?: "sm" | "md" | "lg";
	readonly look?: "quiet" | "solid" | "danger";
	readonly side?: TooltipSide;
	readonly ref?: Ref<HTMLElement>;
	readonly className?: string;
};

const squares = { sm: "size-6", md: "size-8", lg: "size-10" } as const;
const strokes = { sm: 14, md: 16, lg: 20 } as const;
const looks = {
	quiet: "text-text-2 hover:not-data-disabled:bg-surface-2 hover:not-data-disabled:text-text",
	solid: "border border-line bg-button text-text hover:not-data-disabled:bg-button-hover",
	danger: "text-text-2 hover:not-data-disabled:bg-danger-soft hover:not-data-disabled:text-danger",
} as const;

export function IconButton({
	icon: Icon,
	label,
	onClick,
	shortcut,
	pressed,
	disabled = false,
	size = "md",
	look = "quiet",
	side,
	ref,
	className,
	...given
}: IconButtonProps & TriggerProps) {
	return (
		<Tooltip text={label} shortcut={shortcut} side={side}>
			<BaseButton
				{...given}
				ref={ref}
				type="button"
				aria-label={label}
				aria-pressed={pressed}
				disabled={disabled}
				focusableWhenDisabled
				onClick={onClick}
				className={clsx(
					"inline-flex shrink-0 items-center justify-center rounded-md transition-colors data-disabled:text-text-3",
					looks[look],
					squares[size],
					pressed && "bg-surface-2 text-text",
					className,
				)}
			>
				<Icon aria-hidden size={strokes[size]} strokeWidth={1.75} />
			</BaseButton>
		</Tooltip>
	);
}
