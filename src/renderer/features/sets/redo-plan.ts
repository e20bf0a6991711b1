import i18next from "i18next";
import type { GatewayInfo } from "../../../contract/capability.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import type { ImageId, ReferenceId } from "../../../contract/ids.ts";
import type { Reference } from "../../../contract/references.ts";
import { worstCaseUsd } from "../../../contract/request-cost.ts";
import {
	extendRequest,
	type KeptFrame,
	LAST_FRAMES,
	mostToExtend,
	redoRequest,
	roomForFrames,
	type SetRequest,
	type SetTarget,
} from "../../../contract/set-requests.ts";
import type { SetDetail } from "../../../contract/sets.ts";
import { ask } from "../../bridge/client.ts";
import { formatList } from "../../bridge/format.ts";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { runActionOnceThere } from "../../state/action-registry.ts";
import { useApp } from "../../state/app-store.ts";
import { fromRequest } from "../../state/draft.ts";
import { putAside } from "../../state/draft-aside.ts";
import { useDraft } from "../../state/draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { priceOf, useMoney } from "../../state/money-store.ts";
import { hasReferenceHost } from "../../state/reference-host.ts";
import { framesToExtend, goodFrames } from "../../state/set-frames.ts";
import { togglePanel } from "../../state/view-store.ts";

/** Who would draw for a set now. */
export type PlanTarget = SetTarget & { readonly gateway: GatewayInfo };

/** A frame that would be sent along. */
type Wanted = { readonly image: ImageId; readonly number: number };

/** What a press would ask for, before any frame has become a reference. */
export type SetPlan = {
	readonly target: PlanTarget;
	/** Pictures at the most. */
	readonly count: number;
	/** US dollars at the most; absent: no price is known. */
	readonly worstUsd: number | undefined;
	/** Frames that go along, the best first; those without room are left out already. */
	readonly frames: readonly Wanted[];
	/** Frames there was no room for. */
	readonly framesLeft: number;
	/** The set's own references there is no room for. */
	readonly originalsLeft: number;
	/** Slots the model cannot make in one go. */
	readonly slotsLeft: number;
	readonly make: (frames: readonly KeptFrame[]) => SetRequest;
};

/** The set's own account and model; where they are gone, what the form stands on. */
export function targetOfSet({ account: own, model }: GenerationRequest): PlanTarget | undefined {
	const { accounts } = useAccounts.getState();
	const { gateways } = useGateways.getState();
	const host = hasReferenceHost(useApp.getState().settings.referenceHost, accounts);
	const { draft } = useDraft.getState();
	for (const id of [own, draft?.account]) {
		const account = accountOf(accounts, id);
		const gateway = gatewayOf(gateways, account?.gateway);
		const capability =
			capabilityOf(gateway, model) ?? capabilityOf(gateway, draft?.model) ?? gateway?.models[0];
		if (account === undefined || gateway === undefined || capability === undefined) continue;
		return { account: account.id, gateway, capability, hasReferenceHost: host };
	}
	return undefined;
}

/** What redoing these slots would ask for; nothing when there is nobody to ask. */
export function planRedo(detail: SetDetail, slots: readonly number[]): SetPlan | undefined {
	const target = targetOfSet(detail.request);
	if (target === undefined || slots.length === 0) return undefined;
	const good = goodFrames(detail, slots);
	const frames = good.slice(0, roomForFrames(detail.request, slots.length, target));
	const make = (kept: readonly KeptFrame[]) => redoRequest(detail, slots, kept, target);
	return finish(target, good, frames, make);
}

/** What going on with the set would ask for; nothing when there is nobody to ask. */
export function planExtend(
	detail: SetDetail,
	chosen: readonly number[],
	count: number,
): SetPlan | undefined {
	const target = targetOfSet(detail.request);
	if (target === undefined) return undefined;
	const good = framesToExtend(detail, chosen, LAST_FRAMES);
	const frames = good.slice(-Math.max(1, roomForFrames(detail.request, count, target)));
	const make = (kept: readonly KeptFrame[]) => extendRequest(detail, kept, count, target);
	return finish(target, good, frames, make);
}

/** The most frames that can be added in one go. */
export function mostMore(detail: SetDetail, chosen: readonly number[]): number {
	const target = targetOfSet(detail.request);
	if (target === undefined) return 1;
	const frames = framesToExtend(detail, chosen, LAST_FRAMES).length;
	return mostToExtend(detail.request, frames, target.capability);
}

function finish(
	target: PlanTarget,
	good: readonly Wanted[],
	frames: readonly Wanted[],
	make: SetPlan["make"],
): SetPlan {
	const { request, slotsLeft, originalsLeft } = make([]);
	const row = priceOf(useMoney.getState().rows, target.gateway.id, target.capability.model);
	return {
		target,
		count: request.count,
		worstUsd: worstCaseUsd(row?.usdPerImage, request),
		frames,
		framesLeft: good.length - frames.length,
		originalsLeft,
		slotsLeft,
		make,
	};
}

/**
 * Puts the request into the form, frames as references, and the draft before it aside.
 * @param sends true: presses the form's own button, which sends only what the form can send
 * @throws AskError when a frame could not become a reference; the form stays as it was
 */
export async function putInForm(
	plan: SetPlan,
	sends: boolean,
	press: () => void = () => runActionOnceThere("generate.send"),
): Promise<void> {
	const kept: KeptFrame[] = [];
	const known: Reference[] = [];
	for (const { image, number } of plan.frames) {
		const reference = await ask("references.fromImage", image);
		known.push(reference);
		const { id, name } = reference;
		kept.push({ image, number, reference: { kind: "picture", id, name } });
	}
	const { request, framesLeft } = plan.make(kept);
	const others = request.references.flatMap((one): ReferenceId[] =>
		one.kind === "picture" && known.every(({ id }) => id !== one.id) ? [one.id] : [],
	);
	const originals = others.length === 0 ? [] : await ask("references.get", others);
	putAside();
	useDraft.setState({ draft: fromRequest(request, [...originals, ...known]) });
	togglePanel("compose", true);
	// Good frames that cannot go along are what the designer counted on: that is looked at first.
	const isAsPlanned = framesLeft === 0 && (plan.frames.length > 0 || plan.framesLeft === 0);
	if (sends && isAsPlanned) press();
}

/** What does not go along, in words; empty when everything does. */
export function leftOutText({
	framesLeft,
	originalsLeft,
	slotsLeft,
	count,
	target,
}: SetPlan): string {
	const say = i18next.getFixedT(null, "sets");
	const model = target.capability.title;
	const parts = [
		slotsLeft > 0 ? say("redo.slotsLeft", { count, model }) : "",
		originalsLeft > 0 ? say("redo.originalsLeft", { count: originalsLeft, model }) : "",
		framesLeft > 0 ? say("redo.framesLeft", { count: framesLeft, model }) : "",
	];
	return parts.filter((part) => part !== "").join(" ");
}

/** The frames that go along, in words. */
export function alongText({ frames }: SetPlan): string {
	const say = i18next.getFixedT(null, "sets");
	if (frames.length === 0) return say("redo.alone");
	return say("redo.along", {
		count: frames.length,
		frames: formatList(frames.map(({ number }) => String(number))),
	});
}
