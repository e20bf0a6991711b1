import i18next from "i18next";
import type { Job } from "../../../contract/jobs.ts";
import { formatList } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { comparedJobs, comparisonsOf } from "../../state/comparisons.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { openComparison, useSelection } from "../../state/selection-store.ts";

/** Offers to look at a wish side by side as soon as it was sent to several. @returns a function that ends it */
export function offerComparisons(): () => void {
	return useJobs.subscribe((now, before) => {
		if (now.order === before.order) return;
		const known = comparisonsOf(before.byId.values());
		for (const id of comparisonsOf(now.byId.values())) {
			const { stage, comparison } = useSelection.getState();
			if (known.has(id) || (stage === "compare" && comparison === id)) continue;
			const gateways = comparedJobs(now.byId.values(), id).map(titleOf);
			showToast({
				id,
				tone: "info",
				text: i18next.t("offer", { ns: "compare", gateways: formatList(gateways) }),
				action: {
					label: i18next.t("open", { ns: "compare" }),
					run: () => openComparison(id),
				},
			});
		}
	});
}

function titleOf({ gatewayTitle, modelTitle }: Job, _: number, all: readonly Job[]): string {
	const isAlone = all.filter((job) => job.gatewayTitle === gatewayTitle).length === 1;
	return isAlone ? gatewayTitle : `${gatewayTitle} ${modelTitle}`;
}
