import fc from "fast-check";
import { expect, test } from "vitest";
import { GenerationRequest } from "../../../src/contract/generation.ts";
import { blockingProblems } from "../../../src/contract/problem.ts";
import { freshRequest, requestForModel } from "../../../src/contract/request-for-model.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { account, anyCapability, anyFittingPair, ready } from "./any-capability.ts";

const fieldsOfBlocks = (...check: Parameters<typeof validateRequest>) =>
	blockingProblems(validateRequest(...check)).map((problem) => problem.field);

test("a fresh form lacks nothing but the prompt", () => {
	fc.assert(
		fc.property(anyCapability, (capability) => {
			const request = freshRequest(account, capability);
			expect(fieldsOfBlocks(request, capability, ready)).toEqual(["prompt"]);
			expect(GenerationRequest.safeParse(request).success).toBe(true);
		}),
	);
});

test("a request moved to another model breaks no limit but those of the designer's own references", () => {
	fc.assert(
		fc.property(anyFittingPair, anyCapability, ({ request }, other) => {
			const moved = requestForModel(request, account, other);
			expect(moved.prompt).toBe(request.prompt);
			expect(moved.references).toEqual(request.references);
			const fields = new Set(fieldsOfBlocks(moved, other, ready));
			expect([...fields].filter((field) => field !== "references")).toEqual([]);
			expect(GenerationRequest.safeParse(moved).success).toBe(true);
		}),
		{ numRuns: 300 },
	);
});

test("a request moved to the model it was made for stays as it is", () => {
	fc.assert(
		fc.property(anyFittingPair, ({ request, capability }) => {
			const moved = requestForModel(request, account, capability);
			const [format] = capability.formats;
			expect(moved).toEqual({ ...(format !== undefined && { format }), ...request });
		}),
	);
});
