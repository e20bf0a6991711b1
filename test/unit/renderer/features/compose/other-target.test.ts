import fc from "fast-check";
import { expect, test } from "vitest";
import type { Account } from "../../../../../src/contract/accounts.ts";
import type { Capability } from "../../../../../src/contract/capability.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import { freshRequest } from "../../../../../src/contract/request-for-model.ts";
import { otherTargetForReferences } from "../../../../../src/renderer/features/compose/other-target.ts";
import type { Draft } from "../../../../../src/renderer/state/draft.ts";
import type { Target } from "../../../../../src/renderer/state/targets.ts";
import { anyCapability, picture } from "../../../contract/any-capability.ts";

const [base] = fc.sample(anyCapability, { numRuns: 1, seed: 3 });

function target(
	accountNumber: number,
	model: string,
	max: number,
	key: Account["key"] = { keeping: "sealed", lastFour: "1234" },
	by: Capability["references"]["by"] = ["inline"],
): Target {
	const gateway = GatewayId.parse("any");
	const id = AccountId.parse(`0197a0b0-0000-7000-8000-00000000000${accountNumber}`);
	const capability: Capability = {
		...(base as Capability),
		model,
		references: { ...(base as Capability).references, max, by },
		referencesPlusImages: undefined,
	};
	return {
		account: { id, gateway, label: "Studio", key },
		gateway: {
			id: gateway,
			title: "Any",
			needsKey: true,
			addresses: [],
			uploads: false,
			tellsBalance: false,
			custom: false,
			models: [capability],
		},
		capability,
	};
}

const small = target(1, "small", 2);

/** A draft of `small` with this many references. */
function draftWith(references: number): Draft {
	const { account, capability } = small;
	return {
		...freshRequest(account.id, capability),
		prompt: "a cat",
		references: Array.from({ length: references }, (_, n) => {
			const reference = picture(n);
			return reference.kind === "picture" ? { ...reference, width: 900, height: 900 } : reference;
		}),
	};
}

test("a model of the same account goes before one of another", () => {
	const [near, far] = [target(1, "large", 10), target(2, "large", 10)];
	expect(otherTargetForReferences(draftWith(5), [far, small, near], true)).toBe(near);
	expect(otherTargetForReferences(draftWith(5), [small, far], true)).toBe(far);
});

test("a model that takes too few is not offered, nor one without its key", () => {
	const keyless = target(2, "large", 10, undefined);
	const withoutKey = { ...keyless, account: { ...keyless.account, key: undefined } };
	const targets = [small, target(1, "medium", 4), withoutKey];
	expect(otherTargetForReferences(draftWith(5), targets, true)).toBeUndefined();
	expect(otherTargetForReferences(draftWith(4), targets, true)?.capability.model).toBe("medium");
});

test("a model that only fetches links is offered only where pictures can be placed", () => {
	const fetching = target(2, "fetching", 10, { keeping: "sealed", lastFour: "1234" }, ["link"]);
	expect(otherTargetForReferences(draftWith(5), [small, fetching], false)).toBeUndefined();
	expect(otherTargetForReferences(draftWith(5), [small, fetching], true)).toBe(fetching);
});
