import { useMemo } from "react";
import type { Capability } from "../../../contract/capability.ts";
import type { PriceRow } from "../../../contract/money.ts";
import { blockingProblems, type Problem, type ProblemReason } from "../../../contract/problem.ts";
import { worstCaseImages, worstCaseUsd } from "../../../contract/request-cost.ts";
import { type RequestChange, whatChanges } from "../../../contract/what-changes.ts";
import { useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { chooseModel, type Draft, toRequest } from "../../state/draft.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { priceOf, useMoney } from "../../state/money-store.ts";
import {
	allTargets,
	isBuiltIn,
	isSameTarget,
	type Target,
	type TargetName,
	targetName,
	targetsNamed,
} from "../../state/targets.ts";
import { type ComposeForm, draftProblems } from "./compose-form.ts";
import { useCompose } from "./compose-store.ts";

/** The draft as it would go to one target. */
export type PlannedTarget = {
	readonly target: Target;
	readonly draft: Draft;
	/** What is not as in the form. */
	readonly changes: readonly RequestChange[];
	/** Why it cannot go there, apart from what keeps the form itself from being sent. */
	readonly blocks: readonly Problem[];
	/** Of the price book. */
	readonly price: PriceRow | undefined;
	/** Absent: no price is known. */
	readonly worstUsd: number | undefined;
};

/** What one press of the button does. */
export type SendPlan = {
	/** The form's own target first; each becomes a job. */
	readonly sends: readonly PlannedTarget[];
	/** Chosen for comparison, but impossible now. */
	readonly blocked: readonly PlannedTarget[];
	/** Whether `fallbacks` are sent along. */
	readonly fallsBack: boolean;
	/** Tried in order when the one before was certainly not charged. Empty while comparing. */
	readonly fallbacks: readonly PlannedTarget[];
	/** Of the order of fall-back, but impossible now. */
	readonly leftOut: readonly PlannedTarget[];
	readonly images: number;
	/** Together, as far as prices are known; absent: none is. */
	readonly worstUsd: number | undefined;
	/** How many of `sends` have no known price. */
	readonly unpriced: number;
};

export type PlanFacts = {
	readonly targets: readonly Target[];
	readonly rows: readonly PriceRow[];
	/** Other targets the same wish goes to. */
	readonly compared: readonly TargetName[];
	readonly fallBack: boolean;
	readonly fallbackOrder: readonly TargetName[];
};

/** What is wrong wherever the draft goes, and stands in the form already. */
const saidByTheForm: ReadonlySet<ProblemReason> = new Set([
	"prompt-empty",
	"mention-missing",
	"reference-missing",
	"link-not-https",
]);

/** The draft as it would go to `target`, when the form now stands on `from`. */
export function planTarget(
	{ draft, hasHost }: Pick<ComposeForm, "draft" | "hasHost">,
	from: Capability,
	target: Target,
	rows: readonly PriceRow[],
): PlannedTarget {
	const moved = chooseModel(draft, target.account.id, target.capability);
	const blocks = blockingProblems(draftProblems(moved, target, hasHost)).filter(
		({ reason }) => !saidByTheForm.has(reason),
	);
	return {
		target,
		draft: moved,
		changes: whatChanges(toRequest(draft), from, target.capability),
		blocks,
		...priced(moved, target, rows),
	};
}

/** What the button does with the form as it is; nothing while the form has no model. */
export function makePlan(form: ComposeForm, facts: PlanFacts): SendPlan | undefined {
	const { draft, target } = form;
	if (target === undefined) return undefined;
	const own = targetName(target);
	const plan = (names: readonly TargetName[]) =>
		targetsNamed(
			names.filter((name) => !isSameTarget(name, own)),
			facts.targets,
		).map((other) => planTarget(form, target.capability, other, facts.rows));
	// What mends a set is wanted once, and at the price that stood beside the set.
	const compared = draft.follows === undefined ? plan(facts.compared) : [];
	const sends: readonly PlannedTarget[] = [
		{ target, draft, changes: [], blocks: [], ...priced(draft, target, facts.rows) },
		...compared.filter(({ blocks }) => blocks.length === 0),
	];
	// Several requests are several wishes for the gateways: which of them would fall back?
	// A rehearsal of the Demo gateway must never end in something that costs.
	const mayFallBack = sends.length === 1 && !isBuiltIn(target);
	const order = mayFallBack ? plan(facts.fallbackOrder) : [];
	const fallbacks = order.filter(({ blocks }) => blocks.length === 0);
	const known = sends.flatMap(({ worstUsd }) => worstUsd ?? []);
	return {
		sends,
		blocked: compared.filter(({ blocks }) => blocks.length > 0),
		fallsBack: facts.fallBack && fallbacks.length > 0,
		fallbacks,
		leftOut: order.filter(({ blocks }) => blocks.length > 0),
		images: sends.reduce((sum, one) => sum + worstCaseImages(one.draft), 0),
		worstUsd: known.length === 0 ? undefined : known.reduce((sum, usd) => sum + usd, 0),
		unpriced: sends.length - known.length,
	};
}

function priced(draft: Draft, { gateway, capability }: Target, rows: readonly PriceRow[]) {
	const price = priceOf(rows, gateway.id, capability.model);
	return { price, worstUsd: worstCaseUsd(price?.usdPerImage, draft) };
}

/** What the button does now, for drawing. */
export function useSendPlan(form: ComposeForm): SendPlan | undefined {
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const rows = useMoney((state) => state.rows);
	const compared = useCompose((state) => state.compared);
	const fallBack = useApp((state) => state.settings.fallBack);
	const fallbackOrder = useApp((state) => state.settings.fallbackOrder);
	return useMemo(() => {
		const targets = allTargets(accounts, gateways);
		return makePlan(form, { targets, rows, compared, fallBack, fallbackOrder });
	}, [form, accounts, gateways, rows, compared, fallBack, fallbackOrder]);
}

/** The same outside of drawing, never a moment old: for sending. */
export function readSendPlan(form: ComposeForm): SendPlan | undefined {
	const { fallBack, fallbackOrder } = useApp.getState().settings;
	const { compared } = useCompose.getState();
	const { rows } = useMoney.getState();
	const targets = allTargets(useAccounts.getState().accounts, useGateways.getState().gateways);
	return makePlan(form, { targets, rows, compared, fallBack, fallbackOrder });
}
