import type { ReactNode } from "react";

/** One thing that can be done with a library: what it does, and the buttons for it. */
export function LibraryPart({
	title,
	hint,
	actions,
	children,
}: {
	readonly title: string;
	readonly hint: string;
	readonly actions: ReactNode;
	/** What came of it. */
	readonly children?: ReactNode;
}) {
	return (
		<div className="mt-5">
			<div className="flex items-start justify-between gap-4">
				<div className="min-w-0 flex-1">
					<h4 className="font-medium">{title}</h4>
					<p className="mt-0.5 text-sm text-text-3">{hint}</p>
				</div>
				<div className="flex min-w-36 shrink-0 flex-col items-stretch gap-1">{actions}</div>
			</div>
			{children}
		</div>
	);
}
