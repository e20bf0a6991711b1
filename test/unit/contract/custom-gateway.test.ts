import { describe, expect, test } from "vitest";
import { CustomGateway, customFaults } from "../../../src/contract/custom-gateway.ts";

const model = {
	id: "doubao-seedream-5-0",
	title: "Seedream",
	sizes: "ratio",
	tiers: ["2K", "3K"],
	maxImages: 4,
	maxReferences: 10,
};
const task = {
	kind: "task",
	models: [model],
	submitPath: "/v1/images/generations",
	pollPath: "/v1/tasks/{id}",
	idPlace: "id",
	statusPlace: "status",
	doneWords: ["completed"],
	failedWords: ["failed", "cancelled"],
	resultPlace: "results[]",
	errorPlace: "error",
	tierField: "metadata.resolution",
	referencesField: "image_urls",
	references: "link",
};
const upload = { uploadPath: "/v1/uploads", uploadField: "file", uploadPlace: "data.url" };

const faultsOf = (value: unknown) =>
	(CustomGateway.safeParse(value).error?.issues ?? []).map(
		({ path, message }) => `${path.join(".")}: ${message}`,
	);

test("a full description is taken", () => {
	expect(faultsOf(task)).toEqual([]);
	expect(faultsOf({ ...task, references: "upload", upload })).toEqual([]);
});

describe("a path", () => {
	test.each([
		["v1/images", "path-slash"],
		["https://evil.example/x", "path-slash"],
		["//evil.example/x", "path-slash"],
		["/a\\b", "path-characters"],
		["/a b", "path-characters"],
		["/a\tb", "path-characters"],
		["/a#b", "path-characters"],
		["/图片", "path-characters"],
		["/../secret", "path-dots"],
		["/a/%2E%2e/b", "path-dots"],
		["/a/.", "path-dots"],
		["  ", "empty"],
		[`/${"a".repeat(300)}`, "too-long"],
	])("%j is refused: %s", (submitPath, fault) => {
		expect(faultsOf({ ...task, submitPath })).toContain(`submitPath: ${fault}`);
	});

	test.each(["/v1/images/generations", "/jobs?type=image&v=2", "/a..b/c", "/a/.well-known/x", "/"])(
		"%j is taken",
		(submitPath) => {
			expect(faultsOf({ ...task, submitPath })).toEqual([]);
		},
	);

	test("of the question needs a place for the id", () => {
		expect(faultsOf({ ...task, pollPath: "/v1/tasks" })).toEqual(["pollPath: path-id"]);
		expect(faultsOf({ ...task, pollPath: "/v1/task?id={id}" })).toEqual([]);
	});
});

test.each([
	[{ idPlace: "data..id" }, "idPlace: place"],
	[{ resultPlace: "" }, "resultPlace: empty"],
	[{ tierField: "2k" }, "tierField: field"],
	[{ tierField: "size" }, "tierField: field-taken"],
	[{ referencesField: "prompt" }, "referencesField: field-taken"],
	[{ referencesField: "metadata" }, "referencesField: field-taken"],
	[{ doneWords: [] }, "doneWords: empty"],
	[{ failedWords: ["Completed"] }, "failedWords: word-twice"],
	[{ references: "upload" }, "upload.uploadPath: empty"],
	[
		{ references: "upload", upload: { ...upload, uploadPath: "x" } },
		"upload.uploadPath: path-slash",
	],
	[{ models: [] }, "models: empty"],
	[{ models: [model, model] }, "models.1.id: model-twice"],
	[{ models: [{ ...model, tiers: [] }] }, "models.0.tiers: tiers-none"],
	[{ models: [{ ...model, maxImages: 16 }] }, "models.0.maxImages: number"],
	[{ models: [{ ...model, maxImages: null }] }, "models.0.maxImages: number"],
	[{ models: [{ ...model, usdPerImage: -1 }] }, "models.0.usdPerImage: number"],
])("%o is said to be %s", (wrong, fault) => {
	const faults = faultsOf({ ...task, ...wrong });
	expect(faults).toContain(fault);
	for (const one of faults) {
		expect(customFaults as readonly string[]).toContain(one.replace(/^.*: /, ""));
	}
});
