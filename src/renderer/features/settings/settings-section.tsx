import type { ReactNode } from "react";

/** A titled part of the settings sheet. */
export function SettingsSection({
	title,
	aside,
	children,
}: {
	readonly title: string;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	return (
		<section>
			<div className="mb-2 flex min-h-6 items-center justify-between gap-2">
				<h3 className="font-semibold">{title}</h3>
				{aside}
			</div>
			{children}
		</section>
	);
}
