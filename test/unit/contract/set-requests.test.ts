import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { GenerationRequest } from "../../../src/contract/generation.ts";
import { ImageId, JobId } from "../../../src/contract/ids.ts";
import { blockingProblems } from "../../../src/contract/problem.ts";
import { compilePrompt, mentionKey } from "../../../src/contract/prompt-chips.ts";
import { freshRequest } from "../../../src/contract/request-for-model.ts";
import {
	extendRequest,
	type KeptFrame,
	mostToExtend,
	redoRequest,
	roomForFrames,
	type SetTarget,
} from "../../../src/contract/set-requests.ts";
import type { SetDetail } from "../../../src/contract/sets.ts";
import { validateRequest } from "../../../src/contract/validate-request.ts";
import { demoPainter, REHEARSE } from "../../../src/main/gateways/demo/demo-models.ts";
import { gatewayAdapters } from "../../../src/main/gateways/registry.ts";
import { account, anyCapability, anyRequestFor, picture, ready } from "./any-capability.ts";

const set = JobId.parse("0197a0b0-0000-7000-8000-0000000000aa");

function detailOf(request: GenerationRequest, slots: number): SetDetail {
	return {
		set,
		title: "",
		request,
		gatewayTitle: "Gateway",
		modelTitle: "Model",
		createdAt: 0,
		ratio: 1,
		slots: Array.from({ length: slots }, (_, slot) => ({
			slot,
			frames: [],
			awaited: false,
			empty: true,
			caption: "",
		})),
		jobs: [set],
	};
}

/** The same prompt, written with chips for some of its references. */
function anyWording(request: GenerationRequest): fc.Arbitrary<GenerationRequest> {
	return fc.subarray(request.references.slice(-2)).map((named) => {
		if (named.length === 0) return request;
		const chips = named.map((one) => {
			return { kind: "mention", reference: mentionKey(one), name: "shoe" } as const;
		});
		const wording = [{ kind: "text", text: request.prompt } as const, ...chips];
		return { ...request, wording, prompt: compilePrompt(wording, request.references).text };
	});
}

/** The good frame at this place, from 1; its reference is none of the original ones. */
function frame(number: number): KeptFrame {
	const image = ImageId.parse(`0197a0b0-0000-7000-8000-${number.toString(16).padStart(12, "0")}`);
	return { image, number, reference: picture(1_000 + number) };
}

const adapters = gatewayAdapters.flatMap(({ models }) => models);
/** Every model of every gateway, and records of every form a page could hold. */
const anyModel: fc.Arbitrary<Capability> = fc.oneof(fc.constantFrom(...adapters), anyCapability);

const anyCase = anyModel.chain((capability) =>
	fc.record({
		capability: fc.constant(capability),
		request: anyRequestFor(capability).chain(anyWording),
		slots: fc.integer({ min: 1, max: 20 }),
		wanted: fc.infiniteStream(fc.boolean()).map((stream) => stream.take(20)),
		frames: fc.integer({ min: 0, max: 16 }),
		hasReferenceHost: fc.boolean(),
	}),
);

const blocks = (request: GenerationRequest, { capability, hasReferenceHost }: SetTarget) =>
	blockingProblems(validateRequest(request, capability, { ...ready, hasReferenceHost }));

test("a redo of any slots of any set is something its model takes", () => {
	fc.assert(
		fc.property(anyCase, ({ capability, request, slots, wanted, frames, hasReferenceHost }) => {
			const detail = detailOf(request, slots);
			const picks = [...wanted].slice(0, slots);
			const asked = detail.slots.flatMap(({ slot }, at) => (picks[at] ? [slot] : []));
			fc.pre(asked.length > 0);
			const kept = Array.from({ length: frames }, (_, at) => frame(at + 1));
			const target = { account, capability, hasReferenceHost };
			const made = redoRequest(detail, asked, kept, target);
			expect(blocks(made.request, target)).toEqual([]);
			expect(GenerationRequest.safeParse(made.request).success).toBe(true);
			expect(made.request.follows).toMatchObject({ way: "redo", set });
			const { follows } = made.request;
			const taken = follows?.way === "redo" ? follows.slots : [];
			expect(taken).toEqual(asked.slice(0, made.request.count));
			expect(taken.length + made.slotsLeft).toBe(asked.length);
			// Nothing is left out without being counted.
			expect(made.request.references.length).toBe(
				request.references.length - made.originalsLeft + frames - made.framesLeft,
			);
			expect(frames - made.framesLeft).toBe(
				Math.min(frames, roomForFrames(request, asked.length, target)),
			);
		}),
		{ numRuns: 600 },
	);
});

test("going on with any set by any number that is offered is something its model takes", () => {
	fc.assert(
		fc.property(
			anyCase,
			fc.nat(),
			({ capability, request, slots, frames, hasReferenceHost }, n) => {
				const target = { account, capability, hasReferenceHost };
				const kept = Array.from({ length: Math.min(3, frames) }, (_, at) => frame(at + 1));
				const most = mostToExtend(request, kept.length, capability);
				const count = 1 + (n % most);
				const made = extendRequest(detailOf(request, slots), kept, count, target);
				expect(blocks(made.request, target)).toEqual([]);
				expect(GenerationRequest.safeParse(made.request).success).toBe(true);
				expect(made.request.count).toBe(count);
				expect(made.request.follows).toEqual({ way: "extend", set, from: slots });
			},
		),
		{ numRuns: 600 },
	);
});

describe("the words of a redo", () => {
	const [capability] = adapters.filter(({ set, references }) => set && references.max >= 10);
	if (capability === undefined) throw new Error("a model that makes sets is missing");
	const target = { account, capability, hasReferenceHost: true };
	const [request] = fc.sample(anyRequestFor(capability), { numRuns: 1, seed: 1 });
	if (request === undefined) throw new Error("no request");
	const { wording: _, ...plain } = request;
	const asked: GenerationRequest = { ...plain, mode: "set", count: 6, references: [picture(1)] };

	test("keep the prompt, name the good frames by their place in the request, and say which to draw", () => {
		const detail = detailOf({ ...asked, references: [picture(1)], prompt: "A fox, six poses" }, 6);
		const { request: made } = redoRequest(detail, [1, 3], [frame(3), frame(5)], target);
		expect(made.prompt).toBe(
			"A fox, six poses\n\nKeep the characters, style and setting of image 2 and image 3. Draw only frames 2 and 4 of this set of 6.",
		);
		expect(made).toMatchObject({ mode: "set", count: 2, parent: frame(3).image });
	});

	test("are Chinese where the prompt is", () => {
		const detail = detailOf({ ...asked, references: [], prompt: "一只狐狸，六个姿势" }, 6);
		const { request: made } = redoRequest(detail, [1], [frame(3), frame(5)], target);
		expect(made.prompt).toBe(
			"一只狐狸，六个姿势\n\n角色、风格和场景与图1、图2保持一致。这组共 6 张，只画第 2 张。",
		);
		expect(made).toMatchObject({ mode: "single", count: 1 });
	});

	test("keep the chips of the prompt they are added to", () => {
		const original = picture(1);
		const key = original.kind === "picture" ? original.id : "";
		const wording = [
			{ kind: "mention", reference: key, name: "shoe" } as const,
			{ kind: "text", text: " on a beach" } as const,
		];
		const detail = detailOf(
			{ ...asked, references: [original], prompt: "image 1 on a beach", wording },
			6,
		);
		const { request: made } = redoRequest(detail, [0], [frame(2)], target);
		expect(made.prompt.startsWith("image 1 on a beach\n\n")).toBe(true);
		expect(made.wording?.slice(0, 1)).toEqual(wording.slice(0, 1));
	});

	test("are left out where the prompt is as long as the model takes", () => {
		const prompt = "x".repeat(capability.prompt.maxChars);
		const { request: made } = redoRequest(detailOf({ ...asked, prompt }, 6), [0], [], target);
		expect(made.prompt).toBe(prompt);
	});
});

test("neither a redo nor more of a set fails again what was rehearsed to fail", () => {
	const target = { account, capability: demoPainter, hasReferenceHost: false };
	const asked: GenerationRequest = {
		...freshRequest(account, demoPainter),
		prompt: "A fox, six poses",
		mode: "set",
		count: 6,
		extras: { [REHEARSE]: "refused-frame" },
	};
	const detail = detailOf(asked, 6);
	expect(redoRequest(detail, [2], [frame(1)], target).request.extras).toEqual({});
	expect(extendRequest(detail, [frame(6)], 2, target).request.extras).toEqual({});
});
