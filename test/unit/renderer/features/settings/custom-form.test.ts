import fc from "fast-check";
import { describe, expect, test } from "vitest";
import en from "../../../../../resources/locales/en/custom.json" with { type: "json" };
import { customFaults } from "../../../../../src/contract/custom-gateway.ts";
import {
	type CustomForm,
	checkCustom,
	customFormOf,
	newModel,
	specOf,
	wordsIn,
} from "../../../../../src/renderer/features/settings/custom-form.ts";
import { newCustomForm } from "../../../../../src/renderer/features/settings/custom-presets.ts";
import { anyCustomGateway } from "../../../contract/any-custom-gateway.ts";

const faultsOf = (form: CustomForm) => Object.fromEntries(checkCustom(form));

/** A fresh form with the one thing nobody but the designer knows. */
function filled(kind: CustomForm["kind"], more: Partial<CustomForm> = {}): CustomForm {
	const form = newCustomForm(kind);
	return { ...form, models: form.models.map((model) => ({ ...model, id: "seedream" })), ...more };
}

test("any description can be opened in the form and is saved as it was", () => {
	fc.assert(
		fc.property(anyCustomGateway, (spec) => {
			expect(specOf(customFormOf(spec, newCustomForm(spec.kind)))).toEqual(spec);
		}),
	);
});

describe.each(["sync", "task"] as const)("a fresh form of the kind %s", (kind) => {
	test("lacks nothing but the model's id", () => {
		expect(faultsOf(newCustomForm(kind))).toEqual({ "models.0.id": "empty" });
		expect(specOf(newCustomForm(kind))).toBeUndefined();
		expect(faultsOf(filled(kind))).toEqual({});
	});

	test("calls a model without a name by its id", () => {
		expect(specOf(filled(kind))?.models[0]).toMatchObject({ id: "seedream", title: "seedream" });
	});

	test("adds models like the last one, with an id still to be typed", () => {
		const form = filled(kind);
		const models = form.models.map((model) => ({ ...model, maxImages: 4, tiers: ["4K" as const] }));
		const added = newModel({ kind, models });
		expect(added).toMatchObject({ id: "", maxImages: 4, tiers: ["4K"], usdPerImage: null });
		expect(models.map(({ key }) => key)).not.toContain(added.key);
	});
});

test.each([
	[{ pollPath: "v1/tasks/{id}" }, { pollPath: "path-slash" }],
	[{ doneWords: " , ;" }, { doneWords: "empty" }],
	[{ failedWords: "failed, Completed" }, { failedWords: "word-twice" }],
	[{ references: "upload" as const }, { "upload.uploadPath": "empty" }],
	[{ models: [] }, { models: "empty" }],
])("%o is said beside its field: %o", (wrong, faults) => {
	expect(faultsOf(filled("task", wrong))).toMatchObject(faults);
	expect(specOf(filled("task", wrong))).toBeUndefined();
});

test("an emptied number is said, and an emptied price means that none is known", () => {
	const [model] = filled("task").models;
	if (model === undefined) throw new Error("no model");
	const emptied = { ...model, maxImages: null, usdPerImage: null };
	expect(faultsOf(filled("task", { models: [emptied] }))).toEqual({
		"models.0.maxImages": "number",
	});
	expect(specOf(filled("task", { models: [model] }))?.models[0]).not.toHaveProperty("usdPerImage");
});

test("fields of the other kind stay out of what is saved", () => {
	expect(specOf(filled("sync", { pollPath: "nonsense", references: "upload" }))).toMatchObject({
		kind: "sync",
		references: "link",
	});
	expect(specOf(filled("task", { references: "link", uploadPath: "nonsense" }))).not.toHaveProperty(
		"upload",
	);
});

test("words may stand between any commas", () => {
	expect(wordsIn("done, 成功，completed；ok ,\n, 完成、")).toEqual([
		...["done", "成功", "completed", "ok", "完成"],
	]);
});

test("every fault has its sentence", () => {
	for (const fault of customFaults) expect(en).toHaveProperty([`problem.${fault}`]);
});
