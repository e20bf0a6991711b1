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
import { referenceKey } from "../../../../src/renderer/state/draft.ts";
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
import { useVariationRoom } from "../../../../src/renderer/state/variation-room.ts";

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
	extras: [
		{ key: "rehearse", kind: "choice", default: "none", choices: ["none", "refused"], once: true },
	],
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

/** The one model there is. */
function putModel(model: Capability): void {
	const near: GatewayInfo = {
		id: gateway,
		title: "Near",
		needsKey: false,
		addresses: [],
		uploads: false,
		tellsBalance: false,
		custom: false,
		models: [model],
	};
	useGateways.setState({ gateways: [near] });
}

beforeEach(() => {
	useAccounts.setState({ accounts: [{ id: account, gateway, label: "Mine" } satisfies Account] });
	putModel(capability);
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
	const rehearsed = { rehearse: "refused" };
	const extras = { seed: 7, tone: "dark", ...rehearsed };
	const recipe = { request: { ...old, mode: "set", count: 9, follows: set, extras } };

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

	const answers = (wish: unknown = recipe) => ({
		"library.get": () => ({ recipe: wish }),
		"references.get": () => [reference("a")],
		"references.fromImage": () => reference("p"),
	});
	const keys = () => useDraft.getState().draft?.references.map(referenceKey);
	const [a, p] = [reference("a").id, reference("p").id];
	const link = "https://a.example/b.png";
	const sentence = (n: number) =>
		`Make a variation of image ${n}: keep close to its subject, composition and style.`;

	test("by variations sends the picture along behind its own references, and says so, several times over", async () => {
		createMain(answers());
		expect(await makeVariations(picture)).toBe(true);
		const { draft } = useDraft.getState();
		expect(draft).toMatchObject({ parent: picture, count: 4, mode: "single" });
		expect(draft?.prompt).toBe(`a shoe\n\n${sentence(3)}`);
		expect(keys()).toEqual([a, link, p]);
		// A seed would draw the same picture again, a rehearsed failure fail again.
		expect(draft?.extras).toEqual({ tone: "dark" });
		expect(draft).not.toHaveProperty("follows");
		expect(useVariationRoom.getState()).toEqual({ of: picture, leftOut: 0 });
	});

	test("by variations speaks the language of the prompt", async () => {
		createMain(answers({ request: { ...old, prompt: "一只鞋", references: [] } }));
		await makeVariations(picture);
		expect(useDraft.getState().draft?.prompt).toBe(
			"一只鞋\n\n以图1为基础画一个变体：主体、构图和风格与它相近。",
		);
	});

	test("by variations of a variation begins with the later picture alone, and says it once", async () => {
		createMain(answers());
		await makeVariations(picture);
		const { draft } = useDraft.getState();
		if (draft === undefined) throw new Error("the form is empty");
		const { recipeOrder: _, ...request } = draft;
		const names = request.references.map((one) =>
			one.kind === "link" ? one : ({ kind: "picture", id: one.id, name: "x.png" } as const),
		);
		createMain({
			...answers({ request: { ...request, references: names } }),
			"references.fromImage": () => reference("q"),
		});
		await makeVariations("picture-2" as ImageId);
		expect(useDraft.getState().draft?.prompt).toBe(`a shoe\n\n${sentence(3)}`);
		expect(keys()).toEqual([a, link, reference("q").id]);
	});

	test("by variations keeps of the other references what the model takes beside it, and counts the rest", async () => {
		putModel({ ...capability, references: { ...capability.references, max: 2 } });
		const shoe = { kind: "mention", reference: link, name: "sole" } as const;
		createMain(answers({ request: { ...old, wording: [{ kind: "text", text: "a " }, shoe] } }));
		await makeVariations(picture);
		expect(keys()).toEqual([a, p]);
		// What does not go along is no chip any more.
		expect(useDraft.getState().draft?.prompt).toBe(`a sole\n\n${sentence(2)}`);
		expect(useVariationRoom.getState()).toEqual({ of: picture, leftOut: 1 });
	});

	test("by variations leaves room for the four, and for as many as the model makes", async () => {
		putModel({ ...capability, referencesPlusImages: 5 });
		createMain(answers());
		await makeVariations(picture);
		expect(keys()).toEqual([p]);
		expect(useDraft.getState().draft?.count).toBe(4);
		putModel({ ...capability, single: { max: 1 } });
		await makeVariations(picture);
		expect(useDraft.getState().draft?.count).toBe(1);
	});

	test("by variations is the same wish again where the model takes no pictures, or has no room for the words", async () => {
		putModel({ ...capability, references: { ...capability.references, max: 0, by: [] } });
		createMain(answers({ request: { ...old, references: [] } }));
		await makeVariations(picture);
		expect(useDraft.getState().draft).toMatchObject({ prompt: "a shoe", count: 4, references: [] });
		putModel({ ...capability, prompt: { maxChars: 20 } });
		await makeVariations(picture);
		expect(useDraft.getState().draft?.prompt).toBe("a shoe");
		expect(keys()).toEqual([p]);
	});

	test("does not fail again what was rehearsed to fail, except in the whole recipe", async () => {
		createMain(answers());
		useDraft.setState({ draft: { ...freshRequest(account, capability), extras: rehearsed } });
		for (const go of [editWithPrompt, makeVariations, sameInOtherSize, sameOnOtherGateway]) {
			await go(picture);
			expect(useDraft.getState().draft?.extras).not.toHaveProperty("rehearse");
		}
		await reuseRecipe(picture);
		expect(useDraft.getState().draft?.extras).toMatchObject(rehearsed);
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
