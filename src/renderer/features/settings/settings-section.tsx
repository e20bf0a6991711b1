import { type ReactNode, useEffect, useRef } from "react";
import { type SettingsPart, useView } from "../../state/view-store.ts";

/** A titled part of the settings sheet. */
export function SettingsSection({
	title,
	part,
	aside,
	children,
}: {
	readonly title: string;
	/** Set for parts that something else in the window leads to. */
	readonly part?: SettingsPart;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	const place = useRef<HTMLElement>(null);
	const sought = useView(
		({ overlay }) => part !== undefined && overlay?.kind === "settings" && overlay.part === part,
	);
	useEffect(() => {
		if (sought) place.current?.scrollIntoView({ block: "start" });
	}, [sought]);
	return (
		<section ref={place} className="scroll-mt-4">
			<div className="mb-2 flex min-h-6 items-center justify-between gap-2">
				<h3 className="font-semibold">{title}</h3>
				{aside}
			</div>
			{children}
		</section>
	);
}
