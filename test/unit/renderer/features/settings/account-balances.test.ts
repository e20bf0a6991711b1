import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Account, AccountTest } from "../../../../../src/contract/accounts.ts";
import { appError, type Outcome } from "../../../../../src/contract/errors.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import {
	askBalance,
	followBalance,
	useBalances,
} from "../../../../../src/renderer/features/settings/account-balances.ts";

const account: Account = {
	id: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
	gateway: GatewayId.parse("reapi"),
	label: "Studio",
	baseUrl: "https://reapi.example/api/v1",
	key: { keeping: "sealed", lastFour: "1a2b" },
};
const rich: Outcome<AccountTest> = {
	ok: true,
	value: { balance: { amount: 12_500, unit: "credits", usd: 12.5 } },
};

let asked: unknown[];
let answer: () => Promise<Outcome<AccountTest>>;
const known = () => useBalances.getState().byId.get(account.id);

beforeEach(() => {
	asked = [];
	answer = async () => rich;
	useBalances.setState({ byId: new Map() });
	vi.stubGlobal("window", {
		seedcase: {
			call: (name: string, input: unknown) => {
				asked.push([name, input]);
				return answer();
			},
			on: () => () => {},
			pathOfFile: () => "",
		},
	});
});

describe("the balance of an account", () => {
	test("is asked for when the list opens, and not a second time at once", async () => {
		await followBalance(account);
		expect(known()).toMatchObject({ asking: false, balance: { amount: 12_500 } });
		await followBalance(account);
		expect(asked).toEqual([["accounts.balance", account.id]]);
	});

	test("is asked for anew by the button, with the old figure in sight meanwhile", async () => {
		await askBalance(account);
		let release = (_: Outcome<AccountTest>) => {};
		answer = () =>
			new Promise((resolve) => {
				release = resolve;
			});
		const second = askBalance(account);
		expect(known()).toMatchObject({ asking: true, balance: { amount: 12_500 } });
		await askBalance(account);
		expect(asked).toHaveLength(2);
		release({ ok: true, value: { balance: { amount: 7, unit: "credits" } } });
		await second;
		expect(known()).toMatchObject({ asking: false, balance: { amount: 7 } });
	});

	test("that cannot be had says why, whether main says so or does not answer", async () => {
		const error = appError("key-rejected", { gateway: "reAPI" }).failure;
		answer = async () => ({ ok: true, value: { error } });
		await askBalance(account);
		expect(known()).toMatchObject({ asking: false, failure: { reason: "key-rejected" } });
		answer = async () => ({ ok: false, error });
		await askBalance(account);
		expect(known()?.failure?.reason).toBe("key-rejected");
		answer = async () => rich;
		await askBalance(account);
		expect(known()).toMatchObject({ failure: undefined, balance: { amount: 12_500 } });
	});

	test("of another key is another balance: the old one is neither kept nor waited for", async () => {
		let release = (_: Outcome<AccountTest>) => {};
		answer = () =>
			new Promise((resolve) => {
				release = resolve;
			});
		const old = askBalance(account);
		const releaseOld = release;
		answer = async () => ({ ok: true, value: { balance: { amount: 1, unit: "credits" } } });
		await followBalance({ ...account, key: { keeping: "sealed", lastFour: "9z9z" } });
		releaseOld(rich);
		await old;
		expect(known()).toMatchObject({ asking: false, balance: { amount: 1 } });
	});
});
