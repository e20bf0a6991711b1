import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Account } from "../../../../../src/contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../../../src/contract/capability.ts";
import { appError } from "../../../../../src/contract/errors.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import { freshRequest } from "../../../../../src/contract/request-for-model.ts";
import { chooseTarget } from "../../../../../src/renderer/features/compose/choose-target.ts";
import {
	patchCompose,
	useCompose,
} from "../../../../../src/renderer/features/compose/compose-store.ts";
import { useAccounts } from "../../../../../src/renderer/state/accounts-store.ts";
import { useDraft } from "../../../../../src/renderer/state/draft-store.ts";
import { useGateways } from "../../../../../src/renderer/state/gateways-store.ts";
import { type Target, targetName } from "../../../../../src/renderer/state/targets.ts";
import { anyCapability } from "../../../contract/any-capability.ts";

const [sample] = fc.sample(anyCapability, { numRuns: 1, seed: 3 });

function target(n: number, changes: Partial<Capability>): Target {
	const id = GatewayId.parse(`gateway-${n}`);
	const base = { ...(sample as Capability), referencesPlusImages: undefined, set: { max: 9 } };
	const capability: Capability = { ...base, gateway: id, model: `model-${n}`, ...changes };
	const gateway: GatewayInfo = {
		id,
		title: `Gateway ${n}`,
		needsKey: false,
		addresses: [],
		uploads: false,
		tellsBalance: false,
		custom: false,
		models: [capability],
	};
	const account: Account = {
		id: AccountId.parse(`0197a0b0-0000-7000-8000-00000000000${n}`),
		gateway: id,
		label: gateway.title,
	};
	return { account, gateway, capability };
}

const one = target(1, { single: { max: 4 } });
const setsAlone = target(2, { single: { max: 1 } });
const alike = target(3, { single: { max: 4 } });
const targets = [one, setsAlone, alike];

beforeEach(() => {
	const { failure } = appError("unknown-request", { name: "settings.set" });
	const call = async () => ({ ok: false, error: failure });
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	useAccounts.setState({ accounts: targets.map(({ account }) => account) });
	useGateways.setState({ gateways: targets.map(({ gateway }) => gateway) });
	useDraft.setState({
		draft: { ...freshRequest(one.account.id, one.capability), references: [], count: 3 },
	});
	patchCompose({ compared: [], adjusted: undefined, memoryFailure: undefined });
});
afterEach(() => vi.unstubAllGlobals());

test("a change of gateway says what it changed in the form, until the next one changes nothing", async () => {
	await chooseTarget(setsAlone);
	expect(useDraft.getState().draft).toMatchObject({ model: "model-2", mode: "set", count: 3 });
	expect(useCompose.getState().adjusted).toEqual({
		to: targetName(setsAlone),
		changes: [{ kind: "mode", to: "set", count: 3 }],
	});
	await chooseTarget(alike);
	expect(useCompose.getState().adjusted).toBeUndefined();
});

test("a gateway that becomes the form's own is no longer one to compare with", async () => {
	patchCompose({ compared: [setsAlone, alike].map(targetName) });
	await chooseTarget(alike);
	expect(useCompose.getState().compared).toEqual([targetName(setsAlone)]);
});

test("the form follows even when the choice cannot be remembered, and that is said", async () => {
	await chooseTarget(alike);
	expect(useDraft.getState().draft?.model).toBe("model-3");
	expect(useCompose.getState().memoryFailure?.reason).toBe("unknown-request");
});
