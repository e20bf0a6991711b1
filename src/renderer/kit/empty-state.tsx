import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What a place says while there is nothing in it, and what to do about it. */
export function EmptyState({
	icon: Icon,
	title,
	children,
	actions,
}: {
	readonly icon?: LucideIcon;
	readonly title: string;
	/** Three lines at most. */
	readonly children?: ReactNode;
	readonly actions?: ReactNode;
}) {
	return (
		<div className="flex h-full flex-col items-center justify-center-safe gap-2 overflow-y-auto p-8 text-center">
			{Icon !== undefined && (
				<Icon aria-hidden size={32} strokeWidth={1.25} className="mb-1 text-text-3" />
			)}
			<h2 className="text-lg font-semibold text-text">{title}</h2>
			{children !== undefined && <div className="max-w-100 text-text-2">{children}</div>}
			{actions !== undefined && (
				<div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>
			)}
		</div>
	);
}
