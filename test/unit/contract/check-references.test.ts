import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability } from "../../../src/contract/capability.ts";
import { checkReferences, type KnownPictures } from "../../../src/contract/check-references.ts";
import type { PixelSize } from "../../../src/contract/fit-size.ts";
import type { RequestReference } from "../../../src/contract/generation.ts";
import { isPublicLink } from "../../../src/contract/public-link.ts";
import { anyCapability, picture } from "./any-capability.ts";

const [base] = fc.sample(anyCapability, { numRuns: 1, seed: 7 });
const capability: Capability = {
	...(base as Capability),
	references: {
		max: 4,
		formats: ["png"],
		maxBytes: 1_000,
		maxPixels: 1_000,
		minSide: 14,
		minRatio: 1 / 16,
		maxRatio: 16,
		by: ["inline", "link"],
	},
};
const link = (url: string): RequestReference => ({ kind: "link", url });
const knowing = (size: PixelSize | "gone"): KnownPictures => {
	const reference = picture(2);
	return reference.kind === "picture" ? new Map([[reference.id, size]]) : new Map();
};

describe("a link", () => {
	test.each([
		"https://example.com/a.png",
		"https://cdn.example.com:8443/a?b=c#d",
		"https://münchen.example/ä.png",
	])("%s can be sent", (url) => expect(isPublicLink(url)).toBe(true));

	test.each([
		"http://example.com/a.png",
		"https://",
		"https://localhost/a.png",
		"https://127.0.0.1/a.png",
		"https://printer/a.png",
		"file:///etc/passwd",
		"data:image/png;base64,AAAA",
		"javascript:alert(1)",
		"example.com/a.png",
		"",
	])("%j is spoken of at its own place", (url) => {
		const problems = checkReferences([picture(1), link(url)], capability, new Map(), true);
		expect(problems).toMatchObject([
			{ field: "references", at: 1, reason: "link-not-https", facts: { position: 2 } },
		]);
	});

	test("is not for a model that takes pictures only", () => {
		const inlineOnly: Capability = {
			...capability,
			references: { ...capability.references, by: ["inline"] },
		};
		const problems = checkReferences(
			[link("https://example.com/a.png")],
			inlineOnly,
			new Map(),
			true,
		);
		expect(problems).toMatchObject([{ at: 0, reason: "links-not-taken" }]);
	});
});

describe("a picture", () => {
	const reasonFor = (size: PixelSize | "gone") =>
		checkReferences([picture(1), picture(2)], capability, knowing(size), true).map(
			({ at, reason }) => [at, reason] as const,
		);

	test.each([
		[14, 14],
		[14, 224],
		[224, 14],
		// Too many pixels are made to fit on the way out, so they are no problem.
		[9_000, 9_000],
	])("of %i × %i passes", (width, height) => expect(reasonFor({ width, height })).toEqual([]));

	test.each([
		[13, 14, "reference-too-small"],
		[200, 13, "reference-too-small"],
		[14, 225, "reference-too-stretched"],
		[225, 14, "reference-too-stretched"],
	])("of %i × %i is %s", (width, height, reason) =>
		expect(reasonFor({ width, height })).toEqual([[1, reason]]),
	);

	test("that is gone from the disk is named by its place", () => {
		expect(reasonFor("gone")).toEqual([[1, "reference-missing"]]);
	});
});

describe("a way to the gateway", () => {
	const taking = (...by: Capability["references"]["by"]): Capability => ({
		...capability,
		references: { ...capability.references, by },
	});
	const wholeProblems = (
		references: readonly RequestReference[],
		model: Capability,
		hasReferenceHost: boolean,
	) =>
		checkReferences(references, model, new Map(), hasReferenceHost)
			.filter(({ at }) => at === undefined)
			.map(({ reason, level }) => [reason, level]);
	const missing = [["references-need-host", "block"]];

	test("is missing for pictures that only a link could carry, and is said once", () => {
		expect(wholeProblems([picture(1), picture(2)], taking("link"), false)).toEqual(missing);
	});

	test("is there once somebody else holds pictures", () => {
		expect(wholeProblems([picture(1)], taking("link"), true)).toEqual([]);
	});

	test.each(["inline", "upload"] as const)(
		"is there when the gateway takes pictures by %s",
		(by) => {
			expect(wholeProblems([picture(1)], taking(by, "link"), false)).toEqual([]);
		},
	);

	test("is not asked for by links, by an empty list, or by a model that takes no references", () => {
		expect(wholeProblems([link("https://example.com/a.png")], taking("link"), false)).toEqual([]);
		expect(wholeProblems([], taking("link"), false)).toEqual([]);
		const none: Capability = {
			...capability,
			references: { ...capability.references, max: 0, by: ["link"] },
		};
		expect(wholeProblems([picture(1)], none, false)).toEqual([["no-references", "block"]]);
	});
});
