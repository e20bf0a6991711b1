import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Account } from "../../../../src/contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../../../src/contract/capability.ts";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import type { GenerationRequest, SetTask } from "../../../../src/contract/generation.ts";
import type {
	AccountId,
	GatewayId,
	ImageId,
	JobId,
	ReferenceId,
} from "../../../../src/contract/ids.ts";
import type { Reference } from "../../../../src/contract/references.ts";
import { freshRequest } from "../../../../src/contract/request-for-model.ts";
import { useAccounts } from "../../../../src/renderer/state/accounts-store.ts";
import { useDraftAside } from "../../../../src/renderer/state/draft-aside.ts";
import { useDraft } from "../../../../src/renderer/state/draft-store.ts";
import { useGateways } from "../../../../src/renderer/state/gateways-store.ts";
import {
	addAsReferences,
	editWithPrompt,
	makeVariations,
	openSetOf,
	reuseRecipe,
	reuseRequest,
	revealPicture,
	sameInOtherSize,
	sameOnOtherGateway,
} from "../../../../src/renderer/state/picture-actions.ts";
import { usePictureProblem } from "../../../../src/renderer/state/picture-problem.ts";
import { useSelection } from "../../../../src/renderer/state/selection-store.ts";

const gateway = "near" as GatewayId;
const account = "account-1" as AccountId;
const picture = "picture-1" as ImageId;

const capability: Capability = {
	gateway,
	model: "lite",
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
		tiers: [{ id: "2K", shapes: [{ ratio: "1:1", width: 2048, height: 2048 }] }],
		defaultTier: "2K",
		shapesBy: "pixels",
		auto: "always",
	},
	single: { max: 4 },
	formats: [],
	extras: [],
	results: { by: "reply" },
	sources: [{ page: "page", read: "2026-11-20" }],
};
const reference = (name: string): Reference => ({
	id: name.padEnd(64, "0") as ReferenceId,
	name,
	width: 10,
	height: 20,
	bytes: 30,
	format: "png",
});
const old: GenerationRequest = {
	...freshRequest(account, capability),
	prompt: "a shoe",
	references: [
		{ kind: "picture", id: reference("a").id, name: "shoe.png" },
		{ kind: "link", url: "https://a.example/b.png" },
	],
};

/** What main answers to each request by name; every call is kept. */
function createMain(answers: Record<string, (input: unknown) => unknown>) {
	const calls: [string, unknown][] = [];
	const call = (name: string, input: unknown): Promise<Outcome<unknown>> => {
		calls.push([name, input]);
		try {
			return Promise.resolve({ ok: true, value: answers[name]?.(input) });
		} catch (thrown) {
			return Promise.resolve({ ok: false, error: (thrown as ReturnType<typeof appError>).failure });
		}
	};
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	return calls;
}

beforeEach(() => {
	useAccounts.setState({ accounts: [{ id: account, gateway, label: "Mine" } satisfies Account] });
	useGateways.setState({
		gateways: [
			{
				id: gateway,
				title: "Near",
				needsKey: false,
				addresses: [],
				uploads: false,
				tellsBalance: false,
				custom: false,
				models: [capability],
			} satisfies GatewayInfo,
		],
	});
	useDraft.setState({ draft: freshRequest(account, capability) });
	usePictureProblem.setState({ failure: undefined });
});
afterEach(() => vi.unstubAllGlobals());

describe("reusing a recipe", () => {
	test("puts the request back into the form, its references too", async () => {
		createMain({ "references.get": () => [reference("a")] });
		expect(await reuseRequest(old)).toBe(true);
		expect(useDraft.getState().draft).toMatchObject({ prompt: "a shoe", account, model: "lite" });
		expect(useDraft.getState().draft?.references).toEqual([
			{ kind: "picture", ...reference("a"), name: "shoe.png" },
			{ kind: "link", url: "https://a.example/b.png" },
		]);
	});

	test("of a picture remembers which picture it goes on from", async () => {
		createMain({ "library.get": () => ({ recipe: { request: old } }), "references.get": () => [] });
		await reuseRecipe(picture);
		expect(useDraft.getState().draft).toMatchObject({ prompt: "a shoe", parent: picture });
	});

	test("made with an account that is gone takes the account of the form", async () => {
		createMain({ "references.get": () => [] });
		await reuseRequest({ ...old, account: "gone" as AccountId, model: "unheard-of" });
		expect(useDraft.getState().draft).toMatchObject({ prompt: "a shoe", account, model: "lite" });
	});

	test("that cannot be read leaves the form as it was and says why", async () => {
		createMain({
			"library.get": () => {
				throw appError("image-not-found");
			},
		});
		const before = useDraft.getState().draft;
		expect(await reuseRecipe(picture)).toBe(false);
		expect(useDraft.getState().draft).toBe(before);
		expect(usePictureProblem.getState().failure?.reason).toBe("image-not-found");
	});
});

describe("going on from a picture", () => {
	const set: SetTask = { way: "redo", set: "set-1" as JobId, slots: [0] };
	const recipe = { request: { ...old, mode: "set", count: 9, follows: set, extras: { seed: 7 } } };

	test("by editing makes it the only reference of an empty prompt, and keeps the designer's draft", async () => {
		createMain({ "references.fromImage": () => reference("p") });
		const own = { ...freshRequest(account, capability), prompt: "my words", follows: set };
		useDraft.setState({ draft: own });
		expect(await editWithPrompt(picture)).toBe(true);
		const { draft } = useDraft.getState();
		expect(draft).toMatchObject({ prompt: "", parent: picture, count: 1, mode: "single" });
		expect(draft?.references.map((one) => "name" in one && one.name)).toEqual(["p"]);
		expect(draft).not.toHaveProperty("follows");
		expect(useDraftAside.getState().aside).toBe(own);
		// A second picture is no work of the designer's, and does not push the draft out.
		await editWithPrompt("picture-2" as ImageId);
		expect(useDraftAside.getState().aside).toBe(own);
	});

	test("by variations asks for the same several times, without a seed and apart from any set", async () => {
		createMain({ "library.get": () => ({ recipe }), "references.get": () => [reference("a")] });
		expect(await makeVariations(picture)).toBe(true);
		const { draft } = useDraft.getState();
		expect(draft).toMatchObject({ prompt: "a shoe", parent: picture, count: 4, mode: "single" });
		expect(draft?.references).toHaveLength(2);
		expect(draft?.extras).toEqual({});
		expect(draft).not.toHaveProperty("follows");
	});

	test("sends nothing by itself, whichever way is taken", async () => {
		const calls = createMain({
			"library.get": () => ({ recipe, image: { job: "set-1" } }),
			"references.get": () => [],
			"references.fromImage": () => reference("p"),
		});
		for (const go of [editWithPrompt, makeVariations, sameInOtherSize, sameOnOtherGateway]) {
			await go(picture);
		}
		await openSetOf(picture);
		expect(useSelection.getState()).toMatchObject({ stage: "set", set: "set-1" });
		expect(calls.map(([name]) => name)).not.toContain("jobs.submit");
	});
});

describe("using pictures as references", () => {
	test("adds them in the order chosen", async () => {
		createMain({ "references.fromImage": (id) => reference(String(id)) });
		await addAsReferences(["b" as ImageId, "a" as ImageId]);
		const names = useDraft.getState().draft?.references.map((one) => "name" in one && one.name);
		expect(names).toEqual(["b", "a"]);
	});

	test("keeps those that came before one that fails, and says why it failed", async () => {
		createMain({
			"references.fromImage": (id) => {
				if (id === "bad") throw appError("image-not-found");
				return reference(String(id));
			},
		});
		expect(await addAsReferences(["a" as ImageId, "bad" as ImageId])).toBe(false);
		expect(useDraft.getState().draft?.references).toHaveLength(1);
		expect(usePictureProblem.getState().failure?.reason).toBe("image-not-found");
	});
});

test("a problem goes away with the next thing that works", async () => {
	usePictureProblem.setState({ failure: appError("image-not-found").failure });
	createMain({});
	await revealPicture(picture);
	expect(usePictureProblem.getState().failure).toBeUndefined();
});
