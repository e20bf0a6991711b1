import { beforeEach, describe, expect, test } from "vitest";
import type { Account } from "../../../../src/contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../../src/contract/capability.ts";
import { AccountId, GatewayId } from "../../../../src/contract/ids.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { useAccounts } from "../../../../src/renderer/state/accounts-store.ts";
import { setPrompt } from "../../../../src/renderer/state/draft.ts";
import {
	editDraft,
	openingTarget,
	settleDraft,
	useDraft,
} from "../../../../src/renderer/state/draft-store.ts";
import { useGateways } from "../../../../src/renderer/state/gateways-store.ts";

const id = (n: number) => AccountId.parse(`0197a0b0-0000-7000-8000-00000000000${n}`);

function model(gateway: GatewayId, name: string): Capability {
	return {
		gateway,
		model: name,
		title: name,
		prompt: { maxChars: 100 },
		references: {
			max: 0,
			formats: [],
			maxBytes: 1,
			maxPixels: 1,
			minSide: 1,
			minRatio: 1,
			maxRatio: 1,
			by: [],
		},
		size: {
			tiers: [{ id: "2K", shapes: [] }],
			defaultTier: "2K",
			shapesBy: "pixels",
			auto: "always",
		},
		single: { max: 1 },
		formats: [],
		extras: [],
		results: { by: "reply" },
		sources: [{ page: "test", read: "2026-11-21" }],
	};
}

function gateway(name: string, needsKey: boolean, models: readonly string[]): GatewayInfo {
	const gatewayId = GatewayId.parse(name);
	const [first = "only", ...rest] = models;
	return {
		id: gatewayId,
		title: name,
		needsKey,
		addresses: [],
		uploads: false,
		tellsBalance: false,
		custom: false,
		models: [model(gatewayId, first), ...rest.map((other) => model(gatewayId, other))],
	};
}

const paid = gateway("paid", true, ["large", "small"]);
const free = gateway("free", false, ["easel"]);
const gateways = [paid, free];
const paidAccount: Account = { id: id(1), gateway: paid.id, label: "Paid" };
const freeAccount: Account = { id: id(2), gateway: free.id, label: "Free" };
const accounts = [paidAccount, freeAccount];
const settings = Settings.parse({});

describe("the account and model a form opens with", () => {
	test("are those used last", () => {
		const target = openingTarget(accounts, gateways, { lastAccount: id(1), lastModel: "small" });
		expect(target).toMatchObject({ account: { id: id(1) }, capability: { model: "small" } });
	});

	test("are a gateway without a key when nothing was used yet", () => {
		expect(openingTarget(accounts, gateways, {})?.account.id).toBe(id(2));
	});

	test("are the account's first model when the last one no longer exists", () => {
		const target = openingTarget(accounts, gateways, { lastAccount: id(1), lastModel: "gone" });
		expect(target?.capability.model).toBe("large");
	});

	test("leave out accounts of gateways this version does not know", () => {
		expect(openingTarget([paidAccount], [free], {})).toBeUndefined();
	});
});

describe("the draft", () => {
	beforeEach(() => {
		useAccounts.setState({ accounts });
		useGateways.setState({ gateways });
		useDraft.setState({ draft: undefined });
	});

	test("begins with the example on a first run", () => {
		settleDraft(settings, "a vase");
		expect(useDraft.getState().draft).toMatchObject({ prompt: "a vase", model: "easel" });
	});

	test("stays as it is while its account exists", () => {
		settleDraft(settings);
		editDraft((draft) => setPrompt(draft, "mine"));
		const before = useDraft.getState().draft;
		settleDraft({ ...settings, lastAccount: id(1) });
		expect(useDraft.getState().draft).toBe(before);
	});

	test("keeps its words when its account is removed, and turns to another", () => {
		settleDraft({ ...settings, lastAccount: id(1) });
		editDraft((draft) => setPrompt(draft, "mine"));
		useAccounts.setState({ accounts: [freeAccount] });
		settleDraft({ ...settings, lastAccount: id(1) });
		expect(useDraft.getState().draft).toMatchObject({ account: id(2), prompt: "mine" });
	});
});
