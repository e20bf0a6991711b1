import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { requestForModel } from "../../../src/contract/request-for-model.ts";
import { whatChanges } from "../../../src/contract/what-changes.ts";
import { account, anyCapability, anyFittingPair, picture } from "./any-capability.ts";

test("a request that goes to the model it was made for changes in nothing", () => {
	fc.assert(
		fc.property(anyFittingPair, ({ request, capability }) => {
			expect(whatChanges(request, capability, capability)).toEqual([]);
		}),
	);
});

test("what changed is said, and a request that moved once has nothing more to change", () => {
	fc.assert(
		fc.property(anyFittingPair, anyCapability, ({ request, capability }, other) => {
			const moved = requestForModel(request, account, other);
			const kinds = whatChanges(request, capability, other).map(({ kind }) => kind);
			const differs = (field: "size" | "mode" | "count") =>
				JSON.stringify(moved[field]) !== JSON.stringify(request[field]);
			expect(kinds.includes("size")).toBe(differs("size"));
			expect(kinds.includes("mode")).toBe(differs("mode"));
			expect(kinds.includes("count")).toBe(differs("count") && !differs("mode"));
			const lost = Object.keys(request.extras).filter((key) => !(key in moved.extras));
			expect(kinds.filter((kind) => kind === "extra")).toHaveLength(lost.length);
			const again = whatChanges(moved, other, other).map(({ kind }) => kind);
			expect(again.filter((kind) => kind !== "references" && kind !== "links")).toEqual([]);
		}),
		{ numRuns: 300 },
	);
});

describe("each change", () => {
	const [sample] = fc.sample(anyCapability, { numRuns: 1, seed: 5 });
	const from: Capability = {
		...(sample as Capability),
		references: { ...(sample as Capability).references, max: 14, by: ["inline", "link"] },
		referencesPlusImages: undefined,
		size: {
			tiers: [{ id: "2K", shapes: [{ ratio: "1:1", width: 2_048, height: 2_048 }] }],
			defaultTier: "2K",
			shapesBy: "pixels",
			auto: "always",
		},
		set: { max: 15 },
		single: { max: 4 },
		formats: ["jpeg", "png"],
		watermark: { default: true },
		stream: { default: true },
		extras: [{ key: "user", kind: "text", default: "", maxChars: 99 }],
	};
	const request: GenerationRequest = {
		account,
		model: from.model,
		prompt: "a cat",
		references: [],
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 4,
		format: "png",
		watermark: false,
		extras: { user: "me" },
	};
	const changes = (to: Partial<Capability>, wish: Partial<GenerationRequest> = {}) =>
		whatChanges({ ...request, ...wish }, from, { ...from, ...to });

	test("of the size says the shape, and that a ratio is no promise of pixels", () => {
		const to = { kind: "pixels", width: 2_048, height: 2_048 };
		const never = { ...from.size, auto: "never" } as const;
		expect(changes({ size: never })).toEqual([{ kind: "size", to, about: false }]);
		expect(changes({ size: { ...never, shapesBy: "ratio" } })).toEqual([
			{ kind: "size", to, about: true },
		]);
	});

	test("of the number says how many are left, or that they become a set", () => {
		expect(changes({ single: { max: 2 } })).toEqual([{ kind: "count", from: 4, to: 2 }]);
		expect(changes({ single: { max: 1 } })).toEqual([{ kind: "mode", to: "set", count: 4 }]);
	});

	test("of what a model has no choice for says that it is lost", () => {
		expect(changes({ formats: ["jpeg"] })).toEqual([{ kind: "format", to: "jpeg" }]);
		expect(changes({ formats: [] })).toEqual([{ kind: "format" }]);
		expect(changes({ formats: [] }, { format: "jpeg" })).toEqual([]);
		expect(changes({ watermark: undefined })).toEqual([{ kind: "watermark" }]);
		expect(changes({ stream: undefined })).toEqual([{ kind: "stream" }]);
		expect(changes({ extras: [] })).toEqual([{ kind: "extra", key: "user", value: "me" }]);
	});

	test("of a watermark that comes in by default is said, of one that stays off is not", () => {
		const none = { watermark: undefined };
		expect(changes({}, none)).toEqual([{ kind: "watermark", to: true }]);
		expect(changes({ watermark: { default: false } }, none)).toEqual([]);
		expect(changes({ watermark: undefined }, { watermark: true })).toEqual([]);
	});

	test("of references names how many are too many, or links that are not taken", () => {
		const references = [picture(1), { kind: "link", url: "https://a.example.com/a.png" } as const];
		expect(changes({ references: { ...from.references, max: 1 } }, { references })).toEqual([
			{ kind: "references", have: 2, limit: 1 },
		]);
		expect(changes({ references: { ...from.references, by: ["inline"] } }, { references })).toEqual(
			[{ kind: "links", count: 1 }],
		);
	});
});
