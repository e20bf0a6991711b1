import { blockingProblems } from "../../../contract/problem.ts";
import { chooseModel, type Draft } from "../../state/draft.ts";
import { isBuiltIn, type Target } from "../../state/targets.ts";
import { draftProblems } from "./compose-form.ts";

/**
 * The nearest other model that takes the draft's references: of the same account before others,
 * and none that lacks its key.
 */
export function otherTargetForReferences(
	draft: Draft,
	targets: readonly Target[],
	hasHost: boolean,
): Target | undefined {
	const takes = (target: Target) => {
		const { account, capability } = target;
		if (account.id === draft.account && capability.model === draft.model) return false;
		const moved = chooseModel(draft, account.id, capability);
		return blockingProblems(draftProblems(moved, target, hasHost)).every(
			({ field }) => field === "prompt" || field === "extras",
		);
	};
	const same = targets.filter(({ account }) => account.id === draft.account);
	const others = targets.filter(({ account }) => account.id !== draft.account);
	// The Demo gateway takes everything and answers no wish: last.
	const real = others.filter((target) => !isBuiltIn(target));
	return [...same, ...real, ...others].find(takes);
}
