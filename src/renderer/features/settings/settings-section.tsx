import { type ReactNode, useEffect, useRef } from "react";
import { type SettingsPart, useView } from "../../state/view-store.ts";

/** The id of a part's element in the page. */
export function partId(part: SettingsPart): string {
	return `settings-${part}`;
}

/** A titled part of the settings sheet. */
export function SettingsSection({
	title,
	part,
	aside,
	children,
}: {
	readonly title: string;
	/** Its name among the parts, by which it is led to. */
	readonly part: SettingsPart;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	const place = useRef<HTMLElement>(null);
	const sought = useView(({ overlay }) => overlay?.kind === "settings" && overlay.part === part);
	useEffect(() => {
		if (sought) place.current?.scrollIntoView({ block: "start" });
	}, [sought]);
	return (
		<section
			ref={place}
			id={partId(part)}
			className="scroll-mt-4 border-b border-line pb-6 last:border-b-0"
		>
			<div className="mb-2 flex min-h-6 items-center justify-between gap-2">
				<h3 className="font-semibold">{title}</h3>
				{aside}
			</div>
			{children}
		</section>
	);
}
