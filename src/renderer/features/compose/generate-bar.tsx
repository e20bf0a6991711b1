import { Info } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { blockingProblems } from "../../../contract/problem.ts";
import { formatUsd } from "../../bridge/format.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { useApp } from "../../state/app-store.ts";
import { useMoney } from "../../state/money-store.ts";
import { useNetwork } from "../../state/network-store.ts";
import { useReadOnlyText } from "../../state/read-only.ts";
import { isBuiltIn } from "../../state/targets.ts";
import { openSettingsPart } from "../../state/view-store.ts";
import { ComparedTargets } from "./compared-targets.tsx";
import type { ComposeForm } from "./compose-form.ts";
import { useCompose } from "./compose-store.ts";
import { FallbackSwitch } from "./fallback-switch.tsx";
import { OtherGateways } from "./other-gateways.tsx";
import { budgetLine, priceSources, summaryLine } from "./price-words.ts";
import { sayProblem } from "./problem-sentence.ts";
import { SendFailure } from "./send-failure.tsx";
import { type SendPlan, useSendPlan } from "./send-plan.ts";
import { showProblem } from "./show-problem.ts";
import { sendDraft } from "./use-send.ts";

/** What it will cost at the most, the button, and why it cannot be pressed. */
export function GenerateBar({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const id = useId();
	const plan = useSendPlan(form);
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const offline = useOffline(plan);
	const many = plan !== undefined && plan.sends.length > 1;
	const stop = useStop(form);
	return (
		<footer className="flex shrink-0 flex-col gap-2 border-t border-line px-4 pt-2 pb-1">
			<SendFailure />
			{plan !== undefined && (
				<>
					<Price plan={plan} />
					<ComparedTargets plan={plan} />
					<OtherGateways form={form} />
					<FallbackSwitch plan={plan} />
				</>
			)}
			<Button
				look="primary"
				size="lg"
				wide
				// With more to say, the words need the room.
				shortcut={offline || many ? undefined : shortcutLabel("$mod+Enter", platform)}
				disabled={stop !== undefined}
				describedBy={stop || offline ? `${id}-stop` : undefined}
				onClick={() => void sendDraft()}
			>
				<span className="min-w-0 truncate">
					{offline ? t("send.queue") : <ButtonWords plan={plan} />}
				</span>
			</Button>
			<div className="-mt-1 flex min-h-6 items-center justify-between gap-2">
				<p id={`${id}-stop`} className="min-w-0 text-sm text-text-2">
					{stop?.reason ?? (offline && t("send.offline"))}
				</p>
				{stop?.show !== undefined && (
					<Button size="sm" look="quiet" onClick={stop.show}>
						{t("send.show")}
					</Button>
				)}
			</div>
		</footer>
	);
}

/** What the button says: alone it generates; with others it says on how many, and for how much. */
function ButtonWords({ plan }: { readonly plan: SendPlan | undefined }) {
	const { t } = useTranslation("compose");
	if (plan === undefined || plan.sends.length === 1) return t("send.button");
	const count = plan.sends.length;
	const gateways = new Set(plan.sends.map(({ target }) => target.gateway.id)).size;
	const words = t(gateways === count ? "send.onGateways" : "send.withModels", { count });
	if (plan.worstUsd === undefined || plan.worstUsd === 0 || plan.unpriced > 0) return words;
	return t("send.priced", { words, price: formatUsd(plan.worstUsd) });
}

/** The worst case, where it comes from, and what is left of the budget. */
function Price({ plan }: { readonly plan: SendPlan }) {
	const { t } = useTranslation("compose");
	const summary = useMoney((state) => state.summary);
	const sources = priceSources(plan);
	const budget = budgetLine(summary, plan.worstUsd);
	return (
		<div className="flex min-h-6 flex-wrap items-center justify-between gap-x-2 text-sm text-text-2">
			<span className="flex min-w-0 items-center gap-1">
				<span className="nums min-w-0">{summaryLine(plan)}</span>
				{sources !== undefined && <IconButton icon={Info} size="sm" side="top" label={sources} />}
				{plan.unpriced > 0 && (
					<Button size="sm" look="quiet" onClick={() => openSettingsPart("money")}>
						{t("summary.setPrice")}
					</Button>
				)}
			</span>
			{budget !== undefined &&
				(budget.fits ? (
					<span className="nums text-text-3">{budget.text}</span>
				) : (
					<Note tone="warn" className="nums">
						{budget.text}
					</Note>
				))}
		</div>
	);
}

/** True while what is sent has to wait for a network; a gateway inside the app needs none. */
function useOffline(plan: SendPlan | undefined): boolean {
	const online = useNetwork((state) => state.online);
	return !online && plan !== undefined && !plan.sends.every(({ target }) => isBuiltIn(target));
}

type Stop = { readonly reason: string; readonly show?: () => void };

/** Why the button cannot be pressed, or nothing. What stands beside its field already is only named here. */
function useStop({ draft, target, problems }: ComposeForm): Stop | undefined {
	const { t } = useTranslation("compose");
	const reading = useCompose((state) => state.reading);
	const promptTouched = useCompose((state) => state.promptTouched);
	const readOnly = useReadOnlyText();
	// Nothing that is paid for may be made where it cannot be kept.
	if (readOnly !== undefined) return { reason: readOnly };
	if (target === undefined) return { reason: t("send.noModel") };
	if (reading > 0) return { reason: t("send.waitForReferences") };
	const blocks = blockingProblems(problems);
	const [first] = blocks;
	if (first === undefined) return undefined;
	const untouched = first.reason === "prompt-empty" && draft.prompt === "" && !promptTouched;
	if (untouched && blocks.length === 1) return { reason: sayProblem(first) };
	const fields = [...new Set(blocks.map(({ field }) => field))];
	const parts = fields.map((field) => t(`fields.${field}`)).join(" · ");
	return { reason: t("send.toFix", { parts }), show: () => showProblem(first) };
}
