import { Columns3 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JobId } from "../../../contract/ids.ts";
import { formatList } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { comparedJobs } from "../../state/comparisons.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { openComparison, useSelection } from "../../state/selection-store.ts";

/** Where the same wish was sent as well, while those jobs are on the list. */
export function ComparedLink({ job }: { readonly job: JobId }) {
	const { t } = useTranslation("inspector");
	const byId = useJobs((state) => state.byId);
	const isShown = useSelection((state) => state.stage === "compare");
	const comparison = byId.get(job)?.comparison;
	const others = useMemo(
		() =>
			comparison === undefined
				? []
				: comparedJobs(byId.values(), comparison).filter(({ id }) => id !== job),
		[byId, comparison, job],
	);
	if (comparison === undefined || others.length === 0) return null;
	const names = others.map(({ gatewayTitle, modelTitle }) => `${gatewayTitle} ${modelTitle}`);
	return (
		<PanelSection
			title={t("compared.title")}
			aside={
				isShown ? undefined : (
					<Button size="sm" icon={Columns3} onClick={() => openComparison(comparison)}>
						{t("compared.open")}
					</Button>
				)
			}
		>
			<p className="text-sm text-text-2">{formatList(names)}</p>
		</PanelSection>
	);
}
