import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Capability, GatewayInfo } from "../../../../../src/contract/capability.ts";
import { appError, type Outcome } from "../../../../../src/contract/errors.ts";
import type { ReferenceId } from "../../../../../src/contract/ids.ts";
import { freshRequest } from "../../../../../src/contract/request-for-model.ts";
import {
	planExtend,
	planRedo,
	putInForm,
	type SetPlan,
} from "../../../../../src/renderer/features/sets/redo-plan.ts";
import { useAccounts } from "../../../../../src/renderer/state/accounts-store.ts";
import { useDraftAside } from "../../../../../src/renderer/state/draft-aside.ts";
import { useDraft } from "../../../../../src/renderer/state/draft-store.ts";
import { useGateways } from "../../../../../src/renderer/state/gateways-store.ts";
import { useMoney } from "../../../../../src/renderer/state/money-store.ts";
import { job } from "../../state/sample-job.ts";
import { imageId, savedSlot, setOf } from "../../state/sample-set.ts";

const { account, gateway } = job("done");
const capability: Capability = {
	gateway,
	model: "model",
	title: "Lite",
	prompt: { maxChars: 1000 },
	references: {
		max: 5,
		formats: ["png"],
		maxBytes: 1e7,
		maxPixels: 1e7,
		minSide: 1,
		minRatio: 0.1,
		maxRatio: 10,
		by: ["inline"],
	},
	size: {
		tiers: [{ id: "2K", shapes: [] }],
		defaultTier: "2K",
		shapesBy: "pixels",
		auto: "always",
	},
	single: { max: 1 },
	set: { max: 6 },
	formats: [],
	extras: [],
	results: { by: "reply" },
	sources: [{ page: "page", read: "2026-11-21" }],
};
const detail = setOf([
	savedSlot(0, { pick: "picked" }),
	savedSlot(1, { pick: "rejected" }),
	savedSlot(2, { pick: "picked" }),
	savedSlot(3, { pick: "rejected" }),
]);

let failing: string | undefined;

function serve(model: Capability): void {
	const info: GatewayInfo = {
		id: gateway,
		title: "Tokaify",
		needsKey: false,
		addresses: [],
		uploads: false,
		tellsBalance: false,
		custom: false,
		models: [model],
	};
	useGateways.setState({ gateways: [info] });
}

beforeEach(() => {
	failing = undefined;
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		if (name === "references.fromImage") {
			if (input === failing) return { ok: false, error: appError("image-not-found").failure };
			const id = String(input).replaceAll("-", "").padEnd(64, "0") as ReferenceId;
			const value = { id, name: "01.png", width: 16, height: 9, bytes: 1, format: "png" };
			return { ok: true, value };
		}
		return { ok: true, value: [] };
	};
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	useAccounts.setState({ accounts: [{ id: account, gateway, label: "Mine" }] });
	serve(capability);
	useMoney.setState({
		rows: [
			{
				gateway,
				model: "model",
				gatewayTitle: "Tokaify",
				modelTitle: "Lite",
				usdPerImage: 0.035,
				chargesCredits: false,
			},
		],
	});
	useDraft.setState({
		draft: { ...freshRequest(account, capability), references: [], prompt: "mine" },
	});
	useDraftAside.setState({ aside: undefined });
});
afterEach(() => vi.unstubAllGlobals());

function planned(slots: readonly number[]): SetPlan {
	const plan = planRedo(detail, slots);
	if (plan === undefined) throw new Error("there is somebody to ask");
	return plan;
}

test("one press fills the form, keeps the draft before it, and presses the form's own button", async () => {
	const press = vi.fn();
	const plan = planned([1, 3]);
	expect(plan).toMatchObject({ count: 2, worstUsd: 0.07, framesLeft: 0, slotsLeft: 0 });
	await putInForm(plan, true, press);
	const { draft } = useDraft.getState();
	expect(draft).toMatchObject({
		account,
		model: "model",
		mode: "set",
		count: 2,
		parent: imageId(0),
		follows: { way: "redo", set: detail.set, slots: [1, 3] },
	});
	expect(draft?.references).toHaveLength(2);
	expect(draft?.prompt).toContain("image 1 and image 2");
	expect(useDraftAside.getState().aside?.prompt).toBe("mine");
	expect(press).toHaveBeenCalledOnce();
});

test("to edit first only fills the form", async () => {
	const press = vi.fn();
	await putInForm(planned([1]), false, press);
	expect(useDraft.getState().draft?.follows).toMatchObject({ slots: [1] });
	expect(press).not.toHaveBeenCalled();
});

test("nothing is sent when no picked frame can go along: the designer counted on them", async () => {
	serve({ ...capability, references: { ...capability.references, max: 0 } });
	const press = vi.fn();
	const plan = planned([1]);
	expect(plan).toMatchObject({ frames: [], framesLeft: 2 });
	await putInForm(plan, true, press);
	expect(useDraft.getState().draft?.references).toEqual([]);
	expect(press).not.toHaveBeenCalled();
});

test("a frame that cannot become a reference leaves the form as it was, and nothing is sent", async () => {
	failing = imageId(2);
	const before = useDraft.getState().draft;
	const press = vi.fn();
	await expect(putInForm(planned([1]), true, press)).rejects.toMatchObject({
		failure: { reason: "image-not-found" },
	});
	expect(useDraft.getState().draft).toBe(before);
	expect(useDraftAside.getState().aside).toBeUndefined();
	expect(press).not.toHaveBeenCalled();
});

test("a model that makes fewer at once is asked for as many as it makes, and the rest is said", () => {
	const { set: _, ...alone } = capability;
	serve(alone);
	expect(planned([1, 3])).toMatchObject({ count: 1, slotsLeft: 1 });
});

test("going on with a set sends the last frames along, in their order", async () => {
	const plan = planExtend(detail, [], 2);
	if (plan === undefined) throw new Error("there is somebody to ask");
	await putInForm(plan, false, () => {});
	expect(plan.frames.map(({ number }) => number)).toEqual([1, 3]);
	expect(useDraft.getState().draft).toMatchObject({
		count: 2,
		parent: imageId(2),
		follows: { way: "extend", set: detail.set },
	});
});
