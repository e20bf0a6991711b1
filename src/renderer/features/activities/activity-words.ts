import type { TFunction } from "i18next";
import type { Activity } from "../../../contract/activity.ts";
import { formatNumber } from "../../bridge/format.ts";

type Words = TFunction<"activity">;

function numberIn({ facts }: Activity, name: string): number {
	const value = facts[name];
	return typeof value === "number" ? value : 0;
}

/** What the sentence of an activity counts. */
function countOf(activity: Activity): number {
	switch (activity.kind) {
		case "import":
			return numberIn(activity, "added");
		case "export":
			return numberIn(activity, "count");
		default:
			return activity.done;
	}
}

/** What is going on, or what came of it, in one sentence. */
export function activitySentence(activity: Activity, t: Words): string {
	const { kind, state, facts } = activity;
	return t(`${kind}.${state}`, { ...facts, count: countOf(activity) });
}

/** What else is worth knowing of one that has ended; empty: nothing. */
export function activityDetail(activity: Activity, t: Words): string {
	if (activity.endedAt === undefined) return "";
	const known = numberIn(activity, "known");
	const trashed = numberIn(activity, "trashed");
	const found = numberIn(activity, "found");
	return [
		known > 0 ? t("known", { count: known }) : "",
		trashed > 0 ? t("trashed", { count: trashed }) : "",
		found > 0 ? t("found", { count: found }) : "",
	]
		.filter((sentence) => sentence !== "")
		.join(" ");
}

/** How far it is; empty when nothing can be said yet. */
export function activityCount({ done, total }: Activity, t: Words): string {
	if (total !== undefined) return t("of", { done: formatNumber(done), total: formatNumber(total) });
	return done === 0 ? "" : formatNumber(done);
}
