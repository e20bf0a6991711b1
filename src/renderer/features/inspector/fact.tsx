import type { ReactNode } from "react";

/** A table of {@link Fact}s. */
export function Facts({ children }: { readonly children: ReactNode }) {
	return (
		<dl className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
			{children}
		</dl>
	);
}

/** One line: what is known, under its name. */
export function Fact({
	label,
	children,
}: {
	readonly label: string;
	readonly children: ReactNode;
}) {
	return (
		<div className="contents">
			<dt className="text-text-3">{label}</dt>
			<dd data-selectable className="nums break-words">
				{children}
			</dd>
		</div>
	);
}
