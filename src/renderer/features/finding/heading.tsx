import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Says what kind of gallery is on show, and what can be done with it as a whole. */
export function Heading({
	icon: Icon,
	face,
	title,
	children,
	actions,
}: {
	readonly icon?: LucideIcon;
	/** In place of the icon. */
	readonly face?: ReactNode;
	readonly title: string;
	/** A quiet sentence. */
	readonly children?: ReactNode;
	readonly actions?: ReactNode;
}) {
	return (
		<header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface-1 px-4 py-2">
			{face ?? (Icon && <Icon aria-hidden size={16} strokeWidth={1.75} className="text-text-2" />)}
			{/* A sentence that is too long for the rest of the line has a line of its own below the title. */}
			<div className="flex min-w-0 flex-1 basis-52 flex-wrap items-baseline gap-x-3">
				<h2 className="max-w-80 min-w-0 truncate font-semibold">{title}</h2>
				<div className="min-w-0 text-sm text-text-2">{children}</div>
			</div>
			{actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
		</header>
	);
}
