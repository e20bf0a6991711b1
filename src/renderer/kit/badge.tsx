import { clsx } from "clsx";
import type { ReactNode } from "react";

const tones = {
	neutral: "bg-surface-2 text-text-2",
	accent: "bg-accent-soft text-text",
	warn: "bg-warn-soft text-warn",
	danger: "bg-danger-soft text-danger",
} as const;

/** A word or a number on a small ground. */
export function Badge({
	tone = "neutral",
	children,
	className,
}: {
	readonly tone?: keyof typeof tones;
	readonly children: ReactNode;
	readonly className?: string;
}) {
	return (
		<span
			className={clsx(
				"nums inline-flex h-5 min-w-5 items-center justify-center gap-1 rounded-md px-1.5 text-xs font-medium whitespace-nowrap",
				tones[tone],
				className,
			)}
		>
			{children}
		</span>
	);
}
