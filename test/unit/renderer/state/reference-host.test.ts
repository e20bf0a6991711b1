import { expect, test } from "vitest";
import type { Account } from "../../../../src/contract/accounts.ts";
import { AccountId, GatewayId, HostId } from "../../../../src/contract/ids.ts";
import { hasReferenceHost } from "../../../../src/renderer/state/reference-host.ts";

const id = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
const host = HostId.parse("0197a0b0-0000-7000-8000-000000000002");
const account: Account = { id, gateway: GatewayId.parse("evolink"), label: "EvoLink" };
const keyed: Account = { ...account, key: { keeping: "sealed", lastFour: "1234" } };

test("an account holds references only while it is there and has its key", () => {
	const choice = { kind: "account", account: id } as const;
	expect(hasReferenceHost(choice, [keyed])).toBe(true);
	expect(hasReferenceHost(choice, [account])).toBe(false);
	expect(hasReferenceHost(choice, [])).toBe(false);
});

test("a bucket needs no account, and no choice is no host", () => {
	expect(hasReferenceHost({ kind: "bucket", host }, [])).toBe(true);
	expect(hasReferenceHost(undefined, [keyed])).toBe(false);
});
