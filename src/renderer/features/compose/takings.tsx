import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { type Taking, useCompose } from "./compose-store.ts";

/** Folders and web pictures on their way in, each with its stop. */
export function Takings() {
	const takings = useCompose((state) => state.takings);
	return takings.map((taking, at) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: they have no name, and the order in which they began
		<Line key={at} taking={taking} />
	));
}

function Line({ taking: { progress, stop } }: { readonly taking: Taking }) {
	const { t } = useTranslation("compose");
	const reading = progress?.stage === "reading" && progress.found > 0;
	const words = reading
		? t("references.readingOf", { done: progress.done, found: progress.found })
		: t("references.looking");
	return (
		<div className="mt-2 flex items-center gap-2 text-sm text-text-2">
			<div className="min-w-0 flex-1">
				<p className="nums mb-1 truncate">{words}</p>
				<ProgressBar label={words} {...(reading && { value: progress.done / progress.found })} />
			</div>
			<Button size="sm" onClick={stop}>
				{t("references.stop")}
			</Button>
		</div>
	);
}
