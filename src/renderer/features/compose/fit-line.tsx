import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight, Scaling } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ForecastStep } from "../../../contract/fit-forecast.ts";
import { forecastText } from "./fit-words.ts";

/** How many references will be fitted, and how on demand. Nothing where all go as they are. */
export function FitLine({
	forecasts,
	gateway,
}: {
	readonly forecasts: readonly (readonly ForecastStep[])[];
	readonly gateway: string;
}) {
	const { t } = useTranslation("compose");
	const count = forecasts.filter((steps) => steps.length > 0).length;
	if (count === 0) return null;
	const lines = forecasts.flatMap((steps, at) => steps.map((step) => ({ position: at + 1, step })));
	return (
		<Collapsible.Root className="mt-2">
			<Collapsible.Trigger className="group -ml-1 flex min-h-6 items-center gap-1 rounded-md pr-2 pl-1 text-left text-sm text-text-2 transition-colors hover:text-text">
				<ChevronRight aria-hidden size={14} className="shrink-0 group-data-panel-open:rotate-90" />
				<Scaling aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
				{t("references.fitted", { count, gateway })}
			</Collapsible.Trigger>
			<Collapsible.Panel className="mt-1 rounded-md bg-surface-2 px-2 py-1">
				<p className="text-sm text-text-3">{t("references.fittedHow")}</p>
				<ul className="mt-1 flex flex-col gap-1 text-sm text-text-2" data-selectable>
					{lines.map(({ position, step }) => (
						<li key={`${position} ${step.key}`} className="flex gap-2">
							<span className="nums w-4 shrink-0 text-right text-text-3">{position}</span>
							<span className="min-w-0 wrap-anywhere">{forecastText(step)}</span>
						</li>
					))}
				</ul>
			</Collapsible.Panel>
		</Collapsible.Root>
	);
}
