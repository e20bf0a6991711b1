import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../../../src/contract/capability.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import { SubmitOrder } from "../../../../../src/contract/jobs.ts";
import type { PriceRow } from "../../../../../src/contract/money.ts";
import { freshRequest } from "../../../../../src/contract/request-for-model.ts";
import {
	type ComposeForm,
	draftProblems,
} from "../../../../../src/renderer/features/compose/compose-form.ts";
import {
	makePlan,
	type PlanFacts,
} from "../../../../../src/renderer/features/compose/send-plan.ts";
import { orderOf } from "../../../../../src/renderer/features/compose/use-send.ts";
import type { Draft } from "../../../../../src/renderer/state/draft.ts";
import { type Target, targetName } from "../../../../../src/renderer/state/targets.ts";
import { anyCapability, picture } from "../../../contract/any-capability.ts";

const [sample] = fc.sample(anyCapability, { numRuns: 1, seed: 3 });

function target(n: number, changes: Partial<Capability> = {}, key = true): Target {
	const gateway = GatewayId.parse(`gateway-${n}`);
	const base = sample as Capability;
	const capability: Capability = {
		...base,
		gateway,
		model: `model-${n}`,
		prompt: { maxChars: 500 },
		references: { ...base.references, max: 10, by: ["inline"], minSide: 1 },
		referencesPlusImages: undefined,
		single: { max: 4 },
		set: { max: 9 },
		...changes,
	};
	return {
		account: {
			id: AccountId.parse(`0197a0b0-0000-7000-8000-00000000000${n}`),
			gateway,
			label: `Account ${n}`,
			...(key && { key: { keeping: "sealed", lastFour: "1234" } as const }),
		},
		gateway: {
			id: gateway,
			title: `Gateway ${n}`,
			needsKey: true,
			defaultBaseUrl: `https://api-${n}.example.com`,
			addresses: [],
			uploads: false,
			tellsBalance: false,
			custom: false,
			models: [capability],
		},
		capability,
	};
}

const row = ({ gateway, capability }: Target, usdPerImage: number): PriceRow => ({
	gateway: gateway.id,
	model: capability.model,
	gatewayTitle: gateway.title,
	modelTitle: capability.title,
	usdPerImage,
	from: "own",
	chargesCredits: false,
});

const own = target(1);
const second = target(2);
const third = target(3);
const keyless = target(4, {}, false);
const small = target(5, { references: { ...own.capability.references, max: 1 } });
const targets = [own, second, third, keyless, small];
const facts: PlanFacts = {
	targets,
	rows: [row(own, 0.03), row(second, 0.05)],
	compared: [],
	fallBack: false,
	fallbackOrder: [],
};

function form(changes: Partial<Draft> = {}): ComposeForm {
	const draft: Draft = {
		...freshRequest(own.account.id, own.capability),
		prompt: "a cat",
		references: [],
		count: 4,
		...changes,
	};
	return { draft, target: own, problems: draftProblems(draft, own, true), hasHost: true };
}

const plan = (changes: Partial<PlanFacts>, draft: Partial<Draft> = {}) => {
	const made = makePlan(form(draft), { ...facts, ...changes });
	if (made === undefined) throw new Error("no plan");
	return made;
};
const names = (planned: readonly { readonly target: Target }[]) =>
	planned.map((one) => one.target.gateway.title);

describe("a press of the button", () => {
	test("alone is one request, exactly the draft", () => {
		const made = plan({});
		expect(names(made.sends)).toEqual(["Gateway 1"]);
		expect(made.sends[0]?.draft).toEqual(form().draft);
		expect(made).toMatchObject({ images: 4, unpriced: 0 });
		expect(made.worstUsd).toBeCloseTo(0.12);
	});

	test("with compared gateways is one request for each, and the sum of their worst cases", () => {
		const made = plan({ compared: [second, third].map(targetName) });
		expect(names(made.sends)).toEqual(["Gateway 1", "Gateway 2", "Gateway 3"]);
		expect(made).toMatchObject({ images: 12, unpriced: 1 });
		expect(made.worstUsd).toBeCloseTo(0.12 + 0.2);
		const order = orderOf(made, false);
		expect(SubmitOrder.safeParse(order).success).toBe(true);
		expect(order.requests.map(({ model }) => model)).toEqual(["model-1", "model-2", "model-3"]);
		expect(order.shownUsd).toBe(made.worstUsd);
	});

	test("leaves out what was compared and is impossible now, and says why", () => {
		const references = [1, 2].map((n) => ({ ...picture(n), width: 900, height: 900 }) as never);
		const made = plan({ compared: [keyless, small, second].map(targetName) }, { references });
		expect(names(made.sends)).toEqual(["Gateway 1", "Gateway 2"]);
		expect(made.blocked.map(({ blocks }) => blocks[0]?.reason)).toEqual([
			"key-missing",
			"too-many-references",
		]);
	});

	test("never asks the form's own target twice, nor one that is gone", () => {
		const gone = { account: own.account.id, model: "gone" };
		expect(names(plan({ compared: [targetName(own), gone] }).sends)).toEqual(["Gateway 1"]);
	});

	test("knows no price rather than none to pay", () => {
		const made = plan({ rows: [] });
		expect(made.worstUsd).toBeUndefined();
		expect("shownUsd" in orderOf(made, false)).toBe(false);
		expect(plan({ rows: [row(own, 0)] }).worstUsd).toBe(0);
	});

	test("carries the designer's yes to a passed budget, and nothing else does", () => {
		expect(orderOf(plan({}), true).overBudget).toBe(true);
		expect(orderOf(plan({}), false).overBudget).toBe(false);
	});
});

describe("the order of fall-back", () => {
	const fallbackOrder = [own, keyless, third, second].map(targetName);

	test("is sent along in its order, without the target itself and without those that cannot", () => {
		const made = plan({ fallBack: true, fallbackOrder });
		expect(names(made.fallbacks)).toEqual(["Gateway 3", "Gateway 2"]);
		expect(names(made.leftOut)).toEqual(["Gateway 4"]);
		const order = orderOf(made, false);
		expect(SubmitOrder.safeParse(order).success).toBe(true);
		expect(order.fallbacks.map(({ model }) => model)).toEqual(["model-3", "model-2"]);
	});

	test("is shown and not sent while it is switched off", () => {
		const made = plan({ fallBack: false, fallbackOrder });
		expect(names(made.fallbacks)).toEqual(["Gateway 3", "Gateway 2"]);
		expect(orderOf(made, false).fallbacks).toEqual([]);
	});

	test("never leads from the Demo gateway to one that costs", () => {
		const { gateway } = own;
		const demo = { ...own, gateway: { ...gateway, needsKey: false, defaultBaseUrl: undefined } };
		const made = makePlan({ ...form(), target: demo }, { ...facts, fallBack: true, fallbackOrder });
		expect(made?.fallbacks).toEqual([]);
		expect(made?.fallsBack).toBe(false);
	});

	test("is not used while several gateways are asked at once", () => {
		const compared = [targetName(second)];
		const made = plan({ fallBack: true, fallbackOrder, compared });
		expect(made.fallsBack).toBe(false);
		expect(orderOf(made, false).fallbacks).toEqual([]);
	});
});

test("what changes is known for each gateway before it is asked", () => {
	const setsAlone = target(6, { single: { max: 1 } });
	const made = plan({
		targets: [...targets, setsAlone],
		compared: [targetName(setsAlone)],
	});
	expect(made.sends[1]?.changes).toContainEqual({ kind: "mode", to: "set", count: 4 });
});
