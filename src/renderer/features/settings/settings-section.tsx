import { type ReactNode, useEffect, useRef } from "react";
import { type SettingsPart, useView } from "../../state/view-store.ts";
import { untilTouched } from "./until-touched.ts";

/** The id of a part's element in the page. */
export function partId(part: SettingsPart): string {
	return `settings-${part}`;
}

/**
 * Brings an element to the top, and again when what stands around it has grown, until the designer
 * does something. @returns a function that ends it
 */
function keepAtTop(element: HTMLElement): () => void {
	const around = element.parentElement ?? element;
	const put = () => element.scrollIntoView({ block: "start" });
	put();
	const grown = new ResizeObserver(put);
	grown.observe(around);
	const deaf = untilTouched(() => grown.disconnect());
	return () => {
		grown.disconnect();
		deaf();
	};
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
		const { current: section } = place;
		return sought && section !== null ? keepAtTop(section) : undefined;
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
