import { ChevronDown, RotateCcw, SquarePen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { SetDetail } from "../../../contract/sets.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatUsd } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { Note } from "../../kit/note.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useDraft } from "../../state/draft-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { useMoney } from "../../state/money-store.ts";
import { missingSlots, rejectedSlots } from "../../state/set-frames.ts";
import { alongText, leftOutText, planRedo, putInForm, type SetPlan } from "./redo-plan.ts";

type Which = "rejected" | "missing";

const slotsToRedo = { rejected: rejectedSlots, missing: missingSlots } as const;

/** One press has the rejected frames drawn anew, or those that never came. */
export function RedoButtons({ detail }: { readonly detail: SetDetail }) {
	useWhatPlansStandOn();
	const byId = useJobs((state) => state.byId);
	const [failure, setFailure] = useState<Failure>();
	const [isBusy, setBusy] = useState(false);
	const fill = (which: Which, sends: boolean) => {
		// What is under way at this very moment counts, not what was drawn.
		const plan = planRedo(detail, slotsToRedo[which](detail, useJobs.getState().byId));
		if (plan === undefined || isBusy) return;
		setBusy(true);
		setFailure(undefined);
		void putInForm(plan, sends)
			.catch((thrown) => setFailure(failureOf(thrown)))
			.finally(() => setBusy(false));
	};
	const rejected = planRedo(detail, rejectedSlots(detail, byId));
	const missing = planRedo(detail, missingSlots(detail, byId));
	return (
		<>
			{failure !== undefined && (
				<Note tone="danger" live>
					{failureText(failure)}
				</Note>
			)}
			{rejected !== undefined && (
				<RedoPair which="rejected" plan={rejected} isBusy={isBusy} onFill={fill} isMain />
			)}
			{missing !== undefined && (
				<RedoPair
					which="missing"
					plan={missing}
					isBusy={isBusy}
					onFill={fill}
					isMain={rejected === undefined}
				/>
			)}
		</>
	);
}

function RedoPair({
	which,
	plan,
	isBusy,
	isMain,
	onFill,
}: {
	readonly which: Which;
	readonly plan: SetPlan;
	readonly isBusy: boolean;
	readonly isMain: boolean;
	readonly onFill: (which: Which, sends: boolean) => void;
}) {
	const { t } = useTranslation("sets");
	const isMissing = which === "missing";
	const { count } = plan;
	const label = t(isMissing ? "redo.labelMissing" : "redo.label", {
		count,
		along: alongText(plan),
	});
	const left = leftOutText(plan);
	const words = t(isMissing ? "redo.missing" : "redo.button", { count });
	const edit = t(isMissing ? "redo.editMissing" : "redo.edit");
	return (
		<div className="flex items-center gap-1">
			{left !== "" && <Note tone="info">{left}</Note>}
			<Tooltip text={label} side="top">
				<Button
					look={isMain ? "primary" : "secondary"}
					icon={RotateCcw}
					disabled={isBusy}
					onClick={() => onFill(which, true)}
				>
					{priced(words, plan, t)}
				</Button>
			</Tooltip>
			{isMain ? (
				<Button
					look="quiet"
					icon={SquarePen}
					disabled={isBusy}
					onClick={() => onFill(which, false)}
				>
					{edit}
				</Button>
			) : (
				<Menu
					side="top"
					entries={[
						{ id: "edit", label: edit, icon: SquarePen, onSelect: () => onFill(which, false) },
					]}
				>
					<IconButton icon={ChevronDown} label={t("redo.more")} side="top" />
				</Menu>
			)}
		</div>
	);
}

type Say = ReturnType<typeof useTranslation<"sets">>["t"];

/** Words of a button and the most a press of it costs. */
export function priced(words: string, { worstUsd }: Pick<SetPlan, "worstUsd">, t: Say): string {
	if (worstUsd === undefined) return words;
	if (worstUsd === 0) return t("redo.free", { words });
	return t("redo.priced", { words, price: formatUsd(worstUsd) });
}

/** Draws anew when accounts, models, prices or the form change. */
export function useWhatPlansStandOn(): void {
	useAccounts((state) => state.accounts);
	useGateways((state) => state.gateways);
	useMoney((state) => state.rows);
	useDraft((state) => state.draft?.account);
}
