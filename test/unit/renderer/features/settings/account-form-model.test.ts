import { describe, expect, test } from "vitest";
import {
	type Account,
	AccountDraft,
	customGatewayId,
	NEW_CUSTOM_GATEWAY,
} from "../../../../../src/contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../../../src/contract/capability.ts";
import { appError } from "../../../../../src/contract/errors.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import {
	type AccountForm,
	checkForm,
	editForm,
	fieldOf,
	isComplete,
	newCustomAccount,
	newForm,
	toDraft,
	wantedModels,
	withBaseUrl,
} from "../../../../../src/renderer/features/settings/account-form-model.ts";

const gateway: GatewayInfo = {
	id: GatewayId.parse("tokaify"),
	title: "Tokaify",
	needsKey: true,
	defaultBaseUrl: "https://tokaify.example/v1",
	addresses: [],
	uploads: false,
	tellsBalance: true,
	custom: false,
	// The form does not look at the models.
	models: [] as unknown as [Capability],
};
const account: Account = {
	id: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
	gateway: gateway.id,
	label: "Studio",
	baseUrl: "https://tokaify.example/v1",
	key: { keeping: "sealed", lastFour: "1a2b" },
};
const filled: AccountForm = { ...newForm(gateway, [], "sealed"), key: "sk-abcdef" };

describe("a new form", () => {
	test("has the gateway's name and documented address, and wants a key", () => {
		const form = newForm(gateway, [], "sealed");
		expect(form).toMatchObject({ label: "Tokaify", baseUrl: gateway.defaultBaseUrl, key: "" });
		expect(checkForm(form, undefined).key?.word).toBe("problem.key-empty");
	});

	test("has a name that no other account has", () => {
		const others = [account, { ...account, label: "Tokaify" }, { ...account, label: "Tokaify 2" }];
		expect(newForm(gateway, others, "sealed").label).toBe("Tokaify 3");
	});

	test("keeps the key for this run only where no key store protects it", () => {
		expect(newForm(gateway, [], "sealed").keeping).toBe("sealed");
		expect(newForm(gateway, [], "none").keeping).toBe("session");
	});

	test("once filled is what main takes", () => {
		expect(checkForm(filled, undefined)).toEqual({});
		expect(AccountDraft.safeParse(toDraft(filled)).success).toBe(true);
	});
});

describe("bad input is found before it is sent", () => {
	test.each([
		[{ label: "  " }, "label", "problem.label-empty"],
		[{ label: "x".repeat(61) }, "label", "problem.label-too-long"],
		[{ baseUrl: "" }, "baseUrl", "problem.address-empty"],
		[{ baseUrl: "tokaify" }, "baseUrl", "problem.address-malformed"],
		[{ key: " " }, "key", "problem.key-empty"],
		[{ key: "sk" }, "key", "problem.key-too-short"],
		[{ key: "k".repeat(2_001) }, "key", "problem.key-too-long"],
		[{ key: "密钥是这个" }, "key", "problem.key-not-plain"],
		[{ key: "Bearer sk-abcdef" }, "key", "problem.key-not-plain"],
	] as const)("%o: %s", (wrong, field, word) => {
		expect(checkForm({ ...filled, ...wrong }, undefined)).toEqual({
			[field]: expect.objectContaining({ word }),
		});
	});

	test("space around a pasted key is no mistake", () => {
		const form = { ...filled, key: "  sk-abcdef\n" };
		expect(checkForm(form, undefined)).toEqual({});
		expect(toDraft(form).key?.text).toBe("sk-abcdef");
	});
});

describe("the key of an account that exists", () => {
	const form = editForm(account, gateway, "sealed");

	test("stays when it is not replaced", () => {
		expect(checkForm(form, account)).toEqual({});
		expect(toDraft(form)).not.toHaveProperty("key");
	});

	test("does not go to another address: it must be pasted anew", () => {
		const moved = withBaseUrl(form, "https://other.example/v1", account);
		expect(checkForm(moved, account).key?.word).toBe("problem.key-empty");
		const back = withBaseUrl(moved, "https://tokaify.example/v1", account);
		expect(back.key).toBeUndefined();
	});

	test("a slash at the end is no other address", () => {
		expect(withBaseUrl(form, "https://tokaify.example/v1/", account).key).toBeUndefined();
	});

	test("what was pasted for the new address is not lost on the way", () => {
		const pasted = { ...withBaseUrl(form, "https://other.example", account), key: "sk-new-key" };
		expect(withBaseUrl(pasted, "https://other.example/v1", account).key).toBe("sk-new-key");
	});

	test("an account that lost its key can still be renamed", () => {
		const keyless = { ...account, key: undefined };
		const renamed = { ...editForm(keyless, gateway, "none"), label: "New name" };
		expect(checkForm(renamed, keyless)).toEqual({});
		expect(toDraft(renamed)).not.toHaveProperty("key");
	});
});

test.each([
	["address-not-https", "baseUrl"],
	["key-rejected", "key"],
	["internal", undefined],
] as const)("%s is said beside %s", (reason, field) => {
	expect(fieldOf(appError(reason).failure)).toBe(field);
});

describe("a gateway that the designer describes", () => {
	const fresh = newCustomAccount("task", "Custom", [], "sealed");
	const [model] = fresh.custom?.models ?? [];
	if (fresh.custom === undefined || model === undefined) throw new Error("no description");
	const described: AccountForm = {
		...{ ...fresh, baseUrl: "https://mine.example", key: "sk-abcdef" },
		custom: { ...fresh.custom, models: [{ ...model, id: "seedream " }] },
	};

	test("begins with an address and a model still to be typed, under a name of its own", () => {
		expect(fresh).toMatchObject({ gateway: NEW_CUSTOM_GATEWAY, label: "Custom", baseUrl: "" });
		const again = newCustomAccount("sync", "Custom", [{ ...account, label: "Custom" }], "sealed");
		expect(again.label).toBe("Custom 2");
		const addressed = { ...fresh, baseUrl: "https://mine.example", key: "sk-abcdef" };
		expect(isComplete(addressed, undefined)).toBe(false);
	});

	test("once described is what main takes", () => {
		expect(isComplete(described, undefined)).toBe(true);
		expect(AccountDraft.parse(toDraft(described))).toMatchObject({
			gateway: "custom",
			custom: { kind: "task", models: [{ id: "seedream" }] },
		});
		expect(wantedModels(described, undefined)).toEqual([{ model: "seedream", title: "seedream" }]);
	});

	test("opens again as it was saved, and keeps its key", () => {
		const { custom } = toDraft(described);
		const kept: Account = { ...account, gateway: customGatewayId(account.id), custom };
		const form = editForm(kept, undefined, "sealed");
		expect(form).toMatchObject({ gateway: kept.gateway, key: undefined, baseUrl: kept.baseUrl });
		expect(toDraft(form)).toMatchObject({ id: kept.id, custom });
	});

	test("begins afresh when its description was lost, and only that", () => {
		const lost: Account = { ...account, gateway: customGatewayId(account.id) };
		const form = editForm(lost, undefined, "sealed");
		expect(form).toMatchObject({ label: "Studio", key: undefined, custom: { kind: "task" } });
		expect(isComplete(form, lost)).toBe(false);
	});
});

test("a known gateway's models are wanted, whatever else it lists", () => {
	expect(wantedModels(filled, gateway)).toBe(gateway.models);
	expect(wantedModels(filled, undefined)).toEqual([]);
});
