import i18next from "i18next";
import type { ComparisonId } from "../../../contract/ids.ts";
import type { Job } from "../../../contract/jobs.ts";
import { formatList } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { comparedJobs } from "../../state/comparisons.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { openComparison, useSelection } from "../../state/selection-store.ts";

/** Offers to look at a wish side by side as soon as it was sent to several. @returns a function that ends it */
export function offerComparisons(): () => void {
	return useJobs.subscribe((now, before) => {
		if (now.order === before.order) return;
		// The jobs of one press may come in more than one go: the offer then names them all.
		for (const id of grownComparisons(before, now)) {
			const { stage, comparison } = useSelection.getState();
			if (stage === "compare" && comparison === id) continue;
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

type Jobs = { readonly byId: ReadonlyMap<Job["id"], Job> };

/** The comparisons that have more columns than before, and two at least. */
export function grownComparisons(before: Jobs, now: Jobs): readonly ComparisonId[] {
	const fresh = [...now.byId.values()].flatMap(({ id, comparison }) =>
		comparison === undefined || before.byId.has(id) ? [] : [comparison],
	);
	const columns = ({ byId }: Jobs, id: ComparisonId) => comparedJobs(byId.values(), id).length;
	return [...new Set(fresh)].filter((id) => columns(now, id) > Math.max(1, columns(before, id)));
}

function titleOf({ gatewayTitle, modelTitle }: Job, _: number, all: readonly Job[]): string {
	const isAlone = all.filter((job) => job.gatewayTitle === gatewayTitle).length === 1;
	return isAlone ? gatewayTitle : `${gatewayTitle} ${modelTitle}`;
}
