import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Account } from "../../../../../src/contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../../../src/contract/capability.ts";
import { appError, type Outcome } from "../../../../../src/contract/errors.ts";
import type { SetTask } from "../../../../../src/contract/generation.ts";
import { AccountId, GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import type { SubmitOrder } from "../../../../../src/contract/jobs.ts";
import type { PriceRow } from "../../../../../src/contract/money.ts";
import { freshRequest } from "../../../../../src/contract/request-for-model.ts";
import {
	patchCompose,
	useCompose,
} from "../../../../../src/renderer/features/compose/compose-store.ts";
import { sendDraft } from "../../../../../src/renderer/features/compose/use-send.ts";
import { useAccounts } from "../../../../../src/renderer/state/accounts-store.ts";
import { setFollows, setPrompt } from "../../../../../src/renderer/state/draft.ts";
import { putAside, useDraftAside } from "../../../../../src/renderer/state/draft-aside.ts";
import { editDraft, useDraft } from "../../../../../src/renderer/state/draft-store.ts";
import { useGateways } from "../../../../../src/renderer/state/gateways-store.ts";
import { useMoney } from "../../../../../src/renderer/state/money-store.ts";
import { anyCapability } from "../../../contract/any-capability.ts";

const gatewayId = GatewayId.parse("evolink");
const [sample] = fc.sample(anyCapability, { numRuns: 1, seed: 3 });
const capability: Capability = {
	...(sample as Capability),
	gateway: gatewayId,
	single: { max: 4 },
	referencesPlusImages: undefined,
};
const gateway: GatewayInfo = {
	id: gatewayId,
	title: "EvoLink",
	needsKey: true,
	addresses: [],
	uploads: true,
	tellsBalance: true,
	custom: false,
	models: [capability],
};
const account: Account = {
	id: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
	gateway: gatewayId,
	label: "Mine",
	key: { keeping: "sealed", lastFour: "1234" },
};
const row = (usdPerImage: number): PriceRow => ({
	gateway: gatewayId,
	model: capability.model,
	gatewayTitle: "EvoLink",
	modelTitle: capability.title,
	usdPerImage,
	from: "own",
	chargesCredits: true,
});

let orders: SubmitOrder[] = [];
let submit: () => Outcome<unknown> = () => ({ ok: true, value: [] });
const bookNow = [row(0.05)];

// One clock for all tests: the guard against double presses lives as long as the window.
beforeAll(() => {
	vi.useFakeTimers({ toFake: ["performance"] });
});
afterAll(() => {
	vi.useRealTimers();
});

beforeEach(() => {
	orders = [];
	submit = () => ({ ok: true, value: [] });
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		if (name === "money.book") return { ok: true, value: bookNow };
		if (name !== "jobs.submit") {
			return { ok: false, error: appError("unknown-request", { name }).failure };
		}
		orders.push(input as SubmitOrder);
		return submit();
	};
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	useAccounts.setState({ accounts: [account] });
	useGateways.setState({ gateways: [gateway] });
	useMoney.setState({ rows: [row(0.03)], summary: undefined });
	useDraft.setState({
		draft: { ...freshRequest(account.id, capability), prompt: "a cat", references: [], count: 2 },
	});
	useDraftAside.setState({ aside: undefined });
	patchCompose({ sendFailure: undefined, compared: [], reading: 0 });
});
afterEach(() => vi.unstubAllGlobals());

/** Longer than two presses can be one. */
const later = () => vi.advanceTimersByTime(2_000);

describe("sending", () => {
	test("tells main the worst case that stood on the button", async () => {
		later();
		await sendDraft();
		expect(orders).toMatchObject([{ shownUsd: 0.06, overBudget: false, fallbacks: [] }]);
		expect(orders[0]?.requests).toHaveLength(1);
		expect(useCompose.getState().sendFailure).toBeUndefined();
	});

	test("pressed twice at once sends once", async () => {
		later();
		await Promise.all([sendDraft(), sendDraft()]);
		expect(orders).toHaveLength(1);
	});

	test("of what main took, a fault in the window is never told as a refusal", async () => {
		later();
		submit = () => ({ ok: true, value: [{ id: "a job that says nothing else" }] });
		await expect(sendDraft()).rejects.toThrow();
		expect(orders).toHaveLength(1);
		expect(useCompose.getState().sendFailure).toBeUndefined();
	});

	test("does nothing while references are being read, or something is wrong", async () => {
		later();
		patchCompose({ reading: 1 });
		await sendDraft();
		expect(orders).toEqual([]);
	});
});

describe("a request that mends a set", () => {
	const follows: SetTask = {
		way: "redo",
		set: JobId.parse("0197a0b0-0000-7000-8000-00000000000a"),
		slots: [1],
	};
	const mend = () => {
		later();
		putAside();
		editDraft((draft) => setFollows(setPrompt(draft, "a cat once more"), follows));
	};

	test("is sent once: the draft that was put aside comes back into the form", async () => {
		mend();
		await sendDraft();
		expect(orders[0]?.requests[0]).toMatchObject({ prompt: "a cat once more", follows });
		expect(useDraft.getState().draft?.prompt).toBe("a cat");
		expect(useDraft.getState().draft?.follows).toBeUndefined();
		expect(useDraftAside.getState().aside).toBeUndefined();
	});

	test("stays in the form when it was not taken", async () => {
		mend();
		submit = () => ({ ok: false, error: appError("budget-passed").failure });
		await sendDraft();
		expect(useDraft.getState().draft?.follows).toEqual(follows);
		expect(useDraftAside.getState().aside?.prompt).toBe("a cat");
	});
});

describe("a refusal because of money", () => {
	test("of a higher price brings the new book, so that the next press stands on it", async () => {
		later();
		submit = () => ({
			ok: false,
			error: appError("price-higher", { now: "$0.10", shown: "$0.06" }).failure,
		});
		await sendDraft();
		expect(useCompose.getState().sendFailure?.reason).toBe("price-higher");
		expect(useMoney.getState().rows).toEqual(bookNow);
		submit = () => ({ ok: true, value: [] });
		later();
		await sendDraft();
		expect(orders.map(({ shownUsd }) => shownUsd)).toEqual([0.06, 0.1]);
		expect(useCompose.getState().sendFailure).toBeUndefined();
	});

	test("of a passed budget is kept as a question, and only its yes sends over it", async () => {
		later();
		submit = () => ({
			ok: false,
			error: appError("budget-passed", { cost: "$0.06", left: "$0.01" }).failure,
		});
		await sendDraft();
		expect(useCompose.getState().sendFailure?.reason).toBe("budget-passed");
		later();
		await sendDraft();
		submit = () => ({ ok: true, value: [] });
		later();
		await sendDraft({ overBudget: true });
		expect(orders.map(({ overBudget }) => overBudget)).toEqual([false, false, true]);
		expect(useCompose.getState().sendFailure).toBeUndefined();
	});
});
