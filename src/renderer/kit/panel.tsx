import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A named region of the window. */
export function Panel({
	label,
	children,
	className,
}: {
	readonly label: string;
	readonly children: ReactNode;
	readonly className?: string;
}) {
	return (
		<section
			aria-label={label}
			className={clsx("flex min-h-0 min-w-0 flex-col bg-surface-1", className)}
		>
			{children}
		</section>
	);
}

/** The line at the top of a panel: its name, what stands in it, its buttons. 40 px high. */
export function PanelHeader({
	title,
	badge,
	actions,
}: {
	readonly title: string;
	readonly badge?: ReactNode;
	readonly actions?: ReactNode;
}) {
	return (
		<header className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-1 pl-4">
			<h2 className="truncate text-base font-semibold">{title}</h2>
			{badge}
			<div className="ml-auto flex items-center">{actions}</div>
		</header>
	);
}

/** A titled part of a panel. */
export function PanelSection({
	title,
	aside,
	children,
}: {
	readonly title: string;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	return (
		<section className="border-b border-line px-4 py-3 last:border-b-0">
			<div className="mb-1 flex min-h-6 items-center justify-between gap-2">
				<h3 className="text-sm font-medium text-text-2">{title}</h3>
				{aside}
			</div>
			{children}
		</section>
	);
}
