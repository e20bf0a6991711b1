import { describe, expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import type { AccountId, GatewayId, ImageId, JobId } from "../../../../../src/contract/ids.ts";
import type { Job } from "../../../../../src/contract/jobs.ts";
import type { ImageRecord, Recipe } from "../../../../../src/contract/library.ts";
import {
	isLongText,
	lostFrames,
	pictureFacts,
	revisedPrompt,
} from "../../../../../src/renderer/features/inspector/recipe-facts.ts";

const image: ImageRecord = {
	id: "picture-2" as ImageId,
	job: "job" as JobId,
	index: 1,
	width: 2048,
	height: 1152,
	bytes: 4_200_000,
	format: "png",
	savedAt: 5_000,
	file: "2026-11/21-shoe/02.png",
	prompt: "a shoe",
	modelTitle: "Seedream 4.0",
	gatewayTitle: "Tokaify",
};

function recipe(request: Partial<Recipe["request"]> = {}, more: Partial<Recipe> = {}): Recipe {
	return {
		version: 1,
		job: image.job,
		createdAt: 0,
		gateway: "gateway" as GatewayId,
		gatewayTitle: "Tokaify",
		modelTitle: "Seedream 4.0",
		accountLabel: "Studio",
		request: {
			account: "account" as AccountId,
			model: "model",
			prompt: "a shoe",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 1,
			extras: {},
			...request,
		},
		outputs: [{ id: image.id, index: 1, state: "saved" }],
		marks: {},
		...more,
	};
}

const names = (given: Recipe) => pictureFacts({ image, recipe: given }).map(({ name }) => name);

describe("the facts of a picture", () => {
	test("leave out what the gateway does not have or did not say", () => {
		expect(names(recipe())).toEqual([
			"model",
			"gateway",
			"pixels",
			"file",
			"asked",
			"one",
			"saved",
		]);
	});

	test("name everything there is, in the order it is read", () => {
		const full = recipe(
			{ mode: "set", count: 6, watermark: false, extras: { user: "anna", seed: 7 } },
			{ charged: { images: 5 }, remoteId: "task-1" },
		);
		expect(names(full).slice(4)).toEqual([
			"asked",
			"set",
			"watermark",
			"extra",
			"extra",
			"saved",
			"charged",
			"task",
		]);
		expect(pictureFacts({ image, recipe: full })).toContainEqual({
			name: "set",
			count: 6,
			place: 2,
		});
		expect(pictureFacts({ image, recipe: full })).toContainEqual({
			name: "watermark",
			isOn: false,
		});
	});

	test("tell when it was sent, how long it took, and what it was made at", () => {
		const price = { usdPerImage: 0.07, worstUsd: 0.21, from: "list" } as const;
		const sent = recipe({ count: 3 }, { sentAt: 1_000, endedAt: 43_000, price });
		const facts = pictureFacts({ image, recipe: sent });
		expect(names(sent).slice(-4)).toEqual(["sent", "saved", "took", "expected"]);
		expect(facts).toContainEqual({ name: "took", ms: 42_000 });
		expect(facts).toContainEqual({ name: "expected", price, count: 3 });
	});

	test("do not tell how long it took when the clock was set back", () => {
		expect(names(recipe({}, { sentAt: 9_000, endedAt: 1_000 }))).not.toContain("took");
	});

	test("credits alone are a charge", () => {
		const charge = { credits: 7.2, reserved: true };
		const facts = pictureFacts({ image, recipe: recipe({}, { charged: charge }) });
		expect(facts).toContainEqual({ name: "charged", charge });
	});

	test("a charge of which neither pictures nor money are known is no fact", () => {
		expect(names(recipe({}, { charged: {} }))).not.toContain("charged");
	});
});

test("a picture that came from elsewhere has the facts of its file and what it cost alone", () => {
	const facts = pictureFacts({ image: { ...image, imported: true, usd: 0.02 } });
	expect(facts.map(({ name }) => name)).toEqual(["pixels", "file", "saved", "cost"]);
});

describe("the rewritten prompt", () => {
	const rewritten = (text: string) =>
		revisedPrompt(
			image,
			recipe({}, { outputs: [{ id: image.id, index: 1, state: "saved", revisedPrompt: text }] }),
		);

	test("is shown when it says something else", () => {
		expect(rewritten("a red shoe")).toBe("a red shoe");
	});

	test("is not shown when it is the prompt itself or empty", () => {
		expect(rewritten(" a shoe\n")).toBeUndefined();
		expect(rewritten("  ")).toBeUndefined();
	});
});

describe("frames that did not come", () => {
	const given = recipe(
		{},
		{
			outputs: [
				{ id: "a" as ImageId, index: 0, state: "refused", reason: "Held back." },
				{ id: image.id, index: 1, state: "saved" },
				{ id: "c" as ImageId, index: 2, state: "lost" },
			],
		},
	);

	test("are named with the reason the recipe has", () => {
		expect(lostFrames(given, undefined)).toEqual([
			{ number: 1, state: "refused", error: undefined, reason: "Held back." },
			{ number: 3, state: "lost", error: undefined, reason: undefined },
		]);
	});

	test("speak the designer's language while their job is on the list", () => {
		const error = appError("result-refused", { gateway: "Tokaify" }).failure;
		const job = { outputs: [{ id: "a", index: 0, state: "refused", error }] } as unknown as Job;
		expect(lostFrames(given, job)[0]?.error).toBe(error);
	});
});

test.each([
	[false, "short"],
	[true, "word ".repeat(80)],
	[true, "line\n".repeat(9)],
])("folding is %s for such a text", (folds, text) => {
	expect(isLongText(text)).toBe(folds);
});
