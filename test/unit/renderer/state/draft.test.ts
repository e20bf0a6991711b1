import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GenerationRequest } from "../../../../src/contract/generation.ts";
import { ImageId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";
import type { Reference } from "../../../../src/contract/references.ts";
import { freshRequest } from "../../../../src/contract/request-for-model.ts";
import {
	acceptOrder,
	addReferences,
	chooseModel,
	type Draft,
	type DraftReference,
	fromReference,
	fromRequest,
	knownPictures,
	moveReference,
	removeReference,
	replaceReference,
	restoreOrder,
	setCount,
	setExtra,
	setFollows,
	setMode,
	setPrompt,
	setStream,
	setWording,
	toRequest,
} from "../../../../src/renderer/state/draft.ts";
import { account, anyCapability } from "../../contract/any-capability.ts";

const sample = fc.sample(anyCapability, { numRuns: 1, seed: 7 })[0];
if (sample === undefined) throw new Error("no capability");
const capability = {
	...sample,
	single: { max: 4 },
	set: { max: 10 },
	referencesPlusImages: undefined,
};

const kept = (n: number): Reference => ({
	id: ReferenceId.parse(n.toString(16).padStart(64, "0")),
	name: `${n}.png`,
	width: 100 * n,
	height: 50 * n,
	bytes: n,
	format: "png",
});
const picture = (n: number) => fromReference(kept(n));
const names = (draft: Draft) =>
	draft.references.map((one) => (one.kind === "picture" ? one.name : one.url));
const empty: Draft = { ...freshRequest(account, capability), references: [] };
const three = addReferences(empty, [picture(1), picture(2), picture(3)]);

describe("references of the draft", () => {
	test("are added at the end, or where they were dropped", () => {
		expect(names(three)).toEqual(["1.png", "2.png", "3.png"]);
		expect(names(addReferences(three, [picture(4)], 1))).toEqual([
			"1.png",
			"4.png",
			"2.png",
			"3.png",
		]);
	});

	test("the same picture or link is there once, and stays where it was", () => {
		const link = { kind: "link", url: "https://example.com/a.png" } as const;
		const twice = addReferences(addReferences(three, [link, picture(1)]), [
			link,
			picture(5),
			picture(5),
		]);
		expect(names(twice)).toEqual(["1.png", "2.png", "3.png", link.url, "5.png"]);
	});

	test("never become more than any request can name", () => {
		const many = Array.from({ length: 40 }, (_, n) => picture(n + 1));
		const { references } = toRequest(addReferences(empty, many));
		expect(GenerationRequest.shape.references.safeParse(references).success).toBe(true);
		expect(references).toHaveLength(30);
	});

	test.each([
		[0, 2, ["2.png", "3.png", "1.png"]],
		[2, 0, ["3.png", "1.png", "2.png"]],
		[1, 1, ["1.png", "2.png", "3.png"]],
		[7, 0, ["1.png", "2.png", "3.png"]],
	])("moving %i to %i gives the order shown", (from, to, order) => {
		expect(names(moveReference(three, from, to))).toEqual(order);
	});

	test("one is taken out by its place", () => {
		expect(names(removeReference(three, 1))).toEqual(["1.png", "3.png"]);
	});

	test("any moves and removals only ever reorder and drop", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.boolean(), fc.nat(5), fc.nat(5)), { maxLength: 12 }),
				(steps) => {
					const start = addReferences(empty, [1, 2, 3, 4, 5].map(picture));
					const end = steps.reduce(
						(draft, [move, a, b]) =>
							move ? moveReference(draft, a, b) : removeReference(draft, a),
						start,
					);
					expect(new Set(names(end)).size).toBe(end.references.length);
					expect(names(start)).toEqual(expect.arrayContaining(names(end)));
				},
			),
		);
	});
});

describe("a prompt with chips", () => {
	const chip = (n: number) =>
		({ kind: "mention", reference: kept(n).id, name: `ref-${n}` }) as const;
	const text = (words: string) => ({ kind: "text", text: words }) as const;
	const chipped = setWording(three, [text("the light of "), chip(3), text(" on "), chip(1)]);

	test("is sent in the order of the references as it is now, whatever is done to them", () => {
		const sent = (draft: Draft) => {
			expect(toRequest(draft).prompt).toBe(draft.prompt);
			return draft.prompt;
		};
		expect(sent(chipped)).toBe("the light of image 3 on image 1");
		expect(sent(moveReference(chipped, 2, 0))).toBe("the light of image 1 on image 2");
		expect(sent(addReferences(chipped, [picture(9)], 0))).toBe("the light of image 4 on image 2");
		expect(sent(removeReference(chipped, 0))).toBe("the light of image 2 on @ref-1");
		expect(GenerationRequest.safeParse(toRequest(chipped)).success).toBe(true);
	});

	test("keeps them when another model is chosen, and comes back from its recipe", () => {
		const { wording } = chooseModel(chipped, account, capability);
		expect(wording).toEqual(chipped.wording);
		expect(toRequest(fromRequest(toRequest(chipped), []))).toEqual(toRequest(chipped));
	});

	test("is a plain one again when there are none left", () => {
		const plain = setWording(chipped, [text("a "), text("vase")]);
		expect(plain.prompt).toBe("a vase");
		expect("wording" in plain).toBe(false);
		expect("wording" in setPrompt(chipped, "a vase")).toBe(false);
	});

	test("follows a picture that was edited, also to one that is there already", () => {
		const edited = replaceReference(chipped, kept(3).id, picture(7));
		expect([names(edited), edited.prompt]).toEqual([
			["1.png", "2.png", "7.png"],
			"the light of image 3 on image 1",
		]);
		const doubled = replaceReference(chipped, kept(3).id, picture(1));
		expect([names(doubled), doubled.prompt]).toEqual([
			["1.png", "2.png"],
			"the light of image 1 on image 1",
		]);
	});
});

describe("the order of a recipe", () => {
	const reused = fromRequest(toRequest(setPrompt(three, "like image 3")), [
		kept(1),
		kept(2),
		kept(3),
	]);

	test("is put back, with what came later behind it", () => {
		const turned = moveReference(addReferences(reused, [picture(4)], 0), 3, 0);
		expect(names(turned)).toEqual(["3.png", "4.png", "1.png", "2.png"]);
		expect(names(restoreOrder(turned))).toEqual(["1.png", "2.png", "3.png", "4.png"]);
	});

	test("is forgotten when the new one is right, and is never sent", () => {
		expect(acceptOrder(reused).recipeOrder).toBeUndefined();
		expect("recipeOrder" in toRequest(reused)).toBe(false);
		expect(chooseModel(reused, account, capability).recipeOrder).toEqual(reused.recipeOrder);
	});
});

test("a request that follows a set is made one of its own without losing anything else", () => {
	const set = JobId.parse("0197a0b0-0000-7000-8000-00000000000b");
	const following = setFollows(three, { way: "redo", set, slots: [1, 3] });
	expect(toRequest(following).follows).toEqual({ way: "redo", set, slots: [1, 3] });
	expect(setFollows(following, undefined)).toEqual(three);
});

describe("a draft and its request", () => {
	test("a request has the order shown and nothing the strip alone needs", () => {
		const request = toRequest(setPrompt(three, "a vase"));
		expect(GenerationRequest.safeParse(request).success).toBe(true);
		expect(request.references[0]).toEqual({ kind: "picture", id: kept(1).id, name: "1.png" });
	});

	test("a request says what its references were made of, also when it comes back from a recipe", () => {
		const from = ImageId.parse("0197a0b0-0000-7000-8000-00000000000b");
		const edited = addReferences(three, [fromReference({ ...kept(4), from })]);
		const request = toRequest(edited);
		expect(request.references[3]).toEqual({
			...{ kind: "picture", id: kept(4).id, name: "4.png" },
			from,
		});
		expect(GenerationRequest.parse(request)).toEqual(request);
		for (const found of [[], [kept(4)], [{ ...kept(4), from }]]) {
			expect(toRequest(fromRequest(request, found)).references).toEqual(request.references);
		}
	});

	test("an earlier request comes back whole, with the pictures that are still there", () => {
		const parent = ImageId.parse("0197a0b0-0000-7000-8000-00000000000a");
		const request = { ...toRequest(setPrompt(three, "a vase")), parent };
		const draft = fromRequest(request, [kept(1), kept(3)]);
		expect(toRequest(draft)).toEqual(request);
		expect(draft.references[0]).toMatchObject({ width: 100, height: 50, bytes: 1 });
		expect(knownPictures(draft)).toEqual(
			new Map<ReferenceId, unknown>([
				[kept(1).id, { width: 100, height: 50 }],
				[kept(2).id, "gone"],
				[kept(3).id, { width: 300, height: 150 }],
			]),
		);
	});

	test("links are sent as they are and are no known pictures", () => {
		const link: DraftReference = { kind: "link", url: "https://example.com/a.png" };
		const draft = addReferences(empty, [link]);
		expect(toRequest(draft).references).toEqual([link]);
		expect(knownPictures(draft).size).toBe(0);
	});
});

describe("count and mode", () => {
	test("turning to a set asks for as many as a set has at least", () => {
		expect(setMode(setCount(empty, 1), "set", capability)).toMatchObject({ mode: "set", count: 2 });
	});

	test("turning to single pictures asks for no more than the model makes at a time", () => {
		const set = setCount(setMode(empty, "set", capability), 9);
		expect(setMode(set, "single", capability)).toMatchObject({ mode: "single", count: 4 });
	});
});

describe("advanced fields", () => {
	const field = { key: "user", kind: "text", default: "", maxChars: 12 } as const;

	test("a value is kept under its name, and left out again at the default", () => {
		const filled = setExtra(empty, field, "studio");
		expect(filled.extras).toEqual({ user: "studio" });
		expect(setExtra(filled, field, "").extras).toEqual({});
	});
});

describe("choosing another model", () => {
	test("keeps prompt and references, whatever the model takes", () => {
		fc.assert(
			fc.property(anyCapability, (other) => {
				const draft = setPrompt(three, "a vase");
				const turned = chooseModel(draft, account, other);
				expect(turned.prompt).toBe("a vase");
				expect(turned.references).toEqual(draft.references);
				expect(turned.model).toBe(other.model);
			}),
		);
	});
});

test("streaming is in the request only where it is not the model's own default", () => {
	const streams = (at: boolean) => ({ ...capability, stream: { default: at } });
	const on = setStream(empty, true, streams(false));
	expect(on.stream).toBe(true);
	expect("stream" in setStream(on, false, streams(false))).toBe(false);
	expect(setStream(empty, false, streams(true)).stream).toBe(false);
});
