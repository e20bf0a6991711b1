import type { ReactNode } from "react";

/** A titled group of fields inside a form. */
export function FormGroup({
	title,
	lead,
	aside,
	children,
}: {
	readonly title: string;
	/** A sentence that holds for the whole group. */
	readonly lead?: string;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	return (
		<section aria-label={title} className="flex flex-col gap-3 border-t border-line pt-3">
			<div className="flex min-h-6 items-center justify-between gap-2">
				<h3 className="font-semibold">{title}</h3>
				{aside}
			</div>
			{lead !== undefined && <p className="-mt-2 text-sm text-text-3">{lead}</p>}
			{children}
		</section>
	);
}
