import type { ReactNode } from "react";

/** A titled part of the filters. */
export function FilterPart({
	title,
	children,
}: {
	readonly title: string;
	readonly children: ReactNode;
}) {
	return (
		<fieldset className="min-w-0">
			<legend className="mb-1 text-sm font-medium text-text-2">{title}</legend>
			{children}
		</fieldset>
	);
}
