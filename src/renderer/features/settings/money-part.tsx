import { type ReactNode, useId } from "react";

/** A titled part of the section about money. */
export function MoneyPart({
	title,
	children,
}: {
	readonly title: string;
	readonly children: ReactNode;
}) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="flex flex-col gap-2">
			<h4 id={id} className="text-sm font-medium text-text-2">
				{title}
			</h4>
			{children}
		</section>
	);
}
