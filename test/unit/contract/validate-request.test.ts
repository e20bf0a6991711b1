import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { GenerationRequest } from "../../../src/contract/generation.ts";
import { blockingProblems, problemMessage } from "../../../src/contract/problem.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { anyFittingPair, picture, ready } from "./any-capability.ts";

const reasonsOf = (
	request: GenerationRequest,
	capability: Capability,
	context = ready,
): readonly string[] =>
	blockingProblems(validateRequest(request, capability, context)).map((problem) => problem.reason);

/** Runs `check` on requests that fit, where `when` holds. */
function forFitting(
	check: (capability: Capability, request: GenerationRequest) => void,
	when: (capability: Capability) => boolean = () => true,
) {
	fc.assert(
		fc.property(
			anyFittingPair.filter(({ capability }) => when(capability)),
			({ capability, request }) => {
				check(capability, request);
			},
		),
	);
}

/** A size every model takes, with or without references. */
function listedSize({ size }: Capability): GenerationRequest["size"] {
	const shape = size.tiers[0]?.shapes[0];
	return { kind: "pixels", width: shape?.width ?? 0, height: shape?.height ?? 0 };
}

describe("a request made of the model's own choices", () => {
	test("has no blocking problem and is a request the contract takes", () => {
		forFitting((capability, request) => {
			expect(reasonsOf(request, capability)).toEqual([]);
			expect(GenerationRequest.safeParse(request).success).toBe(true);
		});
	});
});

describe("each limit crossed by one gives exactly its own problem", () => {
	test("an empty prompt, also one of blanks", () => {
		forFitting((capability, request) => {
			for (const prompt of ["", " \n\t"]) {
				expect(reasonsOf({ ...request, prompt }, capability)).toEqual(["prompt-empty"]);
			}
		});
	});

	test("a prompt one code point too long, whatever the character", () => {
		forFitting((capability, request) => {
			for (const character of ["a", "猫", "🐈"]) {
				const atLimit = character.repeat(capability.prompt.maxChars);
				expect(reasonsOf({ ...request, prompt: atLimit }, capability)).toEqual([]);
				expect(reasonsOf({ ...request, prompt: `${atLimit}${character}` }, capability)).toEqual([
					"prompt-too-long",
				]);
			}
		});
	});

	test("one reference more than the model takes", () => {
		forFitting((capability, request) => {
			const { max } = capability.references;
			const references = Array.from({ length: max + 1 }, (_, n) => picture(n));
			const single: GenerationRequest = { ...request, references, mode: "single", count: 1 };
			expect(reasonsOf(single, capability)).toEqual([
				max === 0 ? "no-references" : "too-many-references",
			]);
		});
	});

	test("one single picture more", () => {
		forFitting(
			(capability, request) => {
				const count = capability.single.max + 1;
				const asked: GenerationRequest = {
					...request,
					references: [],
					size: listedSize(capability),
					mode: "single",
					count,
				};
				expect(reasonsOf(asked, capability)).toEqual(["count-too-high"]);
			},
			({ referencesPlusImages: limit = 99, single }) => limit >= single.max,
		);
	});

	test("one picture of a set more, and a set of one", () => {
		forFitting(
			(capability, request) => {
				const most = capability.set?.max ?? 0;
				const asked: GenerationRequest = {
					...request,
					references: [],
					size: listedSize(capability),
					mode: "set",
					count: most,
				};
				expect(reasonsOf(asked, capability)).toEqual([]);
				expect(reasonsOf({ ...asked, count: most + 1 }, capability)).toEqual(["set-too-large"]);
				expect(reasonsOf({ ...asked, count: 1 }, capability)).toEqual(["set-of-one"]);
			},
			({ set, referencesPlusImages: limit = 99 }) => set !== undefined && limit >= set.max,
		);
	});

	test("a set asked of a model that makes none", () => {
		forFitting(
			(capability, request) =>
				expect(reasonsOf({ ...request, mode: "set", count: 3 }, capability)).toEqual([
					"set-not-offered",
				]),
			({ set }) => set === undefined,
		);
	});

	test("a size word the model does not have", () => {
		forFitting((capability, request) => {
			const size: GenerationRequest["size"] = { kind: "tier", tier: "99K" };
			expect(reasonsOf({ ...request, size }, capability)).toEqual(["tier-unknown"]);
		});
	});

	test("a format, a watermark or an advanced field the model does not have", () => {
		forFitting((capability, request) => {
			const without: Capability = {
				...capability,
				formats: ["png"],
				watermark: undefined,
				extras: [],
			};
			const plain: GenerationRequest = {
				...request,
				format: "png",
				watermark: undefined,
				extras: {},
			};
			expect(reasonsOf(plain, without)).toEqual([]);
			expect(reasonsOf({ ...plain, format: "webp" }, without)).toEqual(["format-not-offered"]);
			expect(reasonsOf({ ...plain, format: "png" }, { ...without, formats: [] })).toEqual([
				"format-not-chosen-here",
			]);
			expect(reasonsOf({ ...plain, watermark: false }, without)).toEqual(["watermark-not-offered"]);
			expect(reasonsOf({ ...plain, extras: { any: 1 } }, without)).toEqual(["extra-unknown"]);
		});
	});

	test("streaming asked of a model that sends all pictures at the end", () => {
		forFitting(
			(capability, request) => {
				for (const stream of [true, false]) {
					expect(reasonsOf({ ...request, stream }, capability)).toEqual(["stream-not-offered"]);
				}
			},
			({ stream }) => stream === undefined,
		);
	});

	test("a shape left open where it must be named", () => {
		forFitting(
			(capability, request) => {
				const [tier] = capability.size.tiers;
				const open: GenerationRequest = {
					...request,
					references: [],
					mode: "single",
					count: 1,
					size: { kind: "tier", tier: tier?.id ?? "" },
				};
				expect(reasonsOf(open, capability)).toEqual([
					capability.size.auto === "never" ? "shape-not-open" : "shape-needs-reference",
				]);
			},
			({ size }) => size.auto !== "always",
		);
	});

	test("no key, where one is needed", () => {
		forFitting((capability, request) => {
			const keyless = { ...ready, accountHasKey: false };
			expect(reasonsOf(request, capability, keyless)).toEqual(["key-missing"]);
			expect(reasonsOf(request, capability, { ...keyless, needsKey: false })).toEqual([]);
		});
	});
});

describe("references and pictures together", () => {
	test("k references leave room for limit − k pictures of a set, and not for one more", () => {
		forFitting(
			(capability, request) => {
				const limit = capability.referencesPlusImages ?? 0;
				const most = capability.set?.max ?? 0;
				for (let k = 0; k <= Math.min(capability.references.max, limit - 2); k += 1) {
					const references = Array.from({ length: k }, (_, n) => picture(n));
					const room = limit - k;
					const asked = (count: number): GenerationRequest => ({
						...request,
						references,
						size: listedSize(capability),
						mode: "set",
						count,
					});
					expect(reasonsOf(asked(Math.min(room, most)), capability)).toEqual([]);
					const [problem] = validateRequest(asked(Math.min(room, most) + 1), capability, ready);
					expect(problem?.reason).toBe(room < most ? "references-plus-images" : "set-too-large");
					if (room < most) expect(problem?.facts).toMatchObject({ fits: room, over: 1 });
				}
			},
			({ set, referencesPlusImages }) => set !== undefined && referencesPlusImages !== undefined,
		);
	});

	test("so many references that no set fits is said of the references, with how many to remove", () => {
		forFitting(
			(capability, request) => {
				const { max } = capability.references;
				const tight: Capability = { ...capability, set: { max: 9 }, referencesPlusImages: max + 1 };
				const references = Array.from({ length: max }, (_, n) => picture(n));
				const size = listedSize(capability);
				const asked: GenerationRequest = { ...request, references, size, mode: "set", count: 3 };
				const [problem, ...others] = blockingProblems(validateRequest(asked, tight, ready));
				expect(others).toEqual([]);
				expect(problem).toMatchObject({
					field: "references",
					reason: "references-leave-no-set",
					facts: { over: 1 },
				});
				const fewer = { ...asked, count: 2, references: references.slice(1) };
				expect(reasonsOf(fewer, tight)).toEqual([]);
			},
			({ references }) => references.max > 0,
		);
	});
});

describe("what the model reads best", () => {
	test("more words or Chinese characters than advised is said, and blocks nothing", () => {
		forFitting(
			(capability, request) => {
				const { advised } = capability.prompt;
				if (advised === undefined) return;
				const cases = [
					["猫", advised.cjkChars, "prompt-above-advised-characters"],
					["w ", advised.words, "prompt-above-advised-words"],
				] as const;
				for (const [unit, limit, reason] of cases) {
					const saying = (prompt: string) =>
						validateRequest({ ...request, prompt }, capability, ready);
					expect(saying(unit.repeat(limit))).toEqual([]);
					expect(saying(unit.repeat(limit + 1))).toMatchObject([{ reason, level: "advice" }]);
				}
			},
			({ prompt }) => prompt.advised !== undefined,
		);
	});
});

test("every sentence has all its blanks filled", () => {
	fc.assert(
		fc.property(
			anyFittingPair,
			fc.record({
				width: fc.integer({ min: 1, max: 30_000 }),
				height: fc.integer({ min: 1, max: 30_000 }),
			}),
			fc.integer({ min: 1, max: 99 }),
			({ capability, request }, pixels, count) => {
				const broken: GenerationRequest = {
					...request,
					count,
					mode: count % 2 === 0 ? "set" : "single",
					size: { kind: "pixels", ...pixels },
					format: "webp",
					watermark: true,
					stream: true,
					extras: {
						user: "x".repeat(99),
						style: "none",
						fast: 3,
						seed: 99,
						callback: "http://a",
						other: 1,
					},
					references: [
						{ kind: "link", url: "http://a" },
						...Array.from({ length: count % 20 }, (_, n) => picture(n)),
					],
				};
				for (const problem of validateRequest(broken, capability, {
					...ready,
					accountHasKey: false,
				})) {
					expect(problemMessage(problem)).not.toMatch(/…|\{\{|NaN|Infinity|undefined/);
				}
			},
		),
	);
});
