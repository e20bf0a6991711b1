import type { Source } from "../../../contract/capability.ts";
import type { CustomModel } from "../../../contract/custom-gateway.ts";
import { type CustomForm, newModel } from "./custom-form.ts";

/** A service whose way of answering others copy; its fields can be filled in at once. */
export type CustomPreset = {
	readonly name: string;
	readonly sizes: CustomModel["sizes"];
	readonly fill: Partial<Omit<CustomForm, "kind" | "models">>;
	readonly source: Source;
};

const READ = "2026-11-21";
const failedWords = "failed, error, cancelled, canceled, expired";
const doneWords = "completed, succeeded, success, done";
const noUpload = { uploadPath: "", uploadField: "", uploadPlace: "" };

/** Task services, the most copied first. */
export const taskPresets: readonly CustomPreset[] = [
	{
		name: "APIMart",
		sizes: "ratio",
		fill: {
			...{ submitPath: "/v1/images/generations", pollPath: "/v1/tasks/{id}" },
			...{ idPlace: "data[].task_id", statusPlace: "data.status", errorPlace: "data.error" },
			...{ doneWords, failedWords, resultPlace: "data.result.images[].url" },
			...{ tierField: "resolution", references: "inline", referencesField: "image_urls" },
			...noUpload,
		},
		source: { page: "gateway reference 6 (APIMart) and public clients of its tasks", read: READ },
	},
	{
		name: "EvoLink",
		sizes: "ratio",
		fill: {
			...{ submitPath: "/v1/images/generations", pollPath: "/v1/tasks/{id}" },
			...{ idPlace: "id", statusPlace: "status", errorPlace: "error" },
			...{ doneWords: "completed", failedWords: "failed, cancelled", resultPlace: "results[]" },
			...{ tierField: "quality", references: "link", referencesField: "image_urls" },
			...noUpload,
		},
		source: { page: "gateway reference 1.1 and 1.2 (EvoLink)", read: READ },
	},
	{
		name: "ToAPIs",
		sizes: "ratio",
		fill: {
			...{ submitPath: "/v1/images/generations", pollPath: "/v1/images/generations/{id}" },
			...{ idPlace: "id", statusPlace: "status", errorPlace: "error" },
			...{ doneWords: "completed", failedWords: "failed", resultPlace: "result.data[].url" },
			...{ tierField: "metadata.resolution", referencesField: "image_urls" },
			...{ references: "upload", uploadPath: "/v1/uploads/images" },
			...{ uploadField: "file", uploadPlace: "data.url" },
		},
		source: { page: "gateway reference 2.1 to 2.3 (ToAPIs)", read: READ },
	},
	{
		name: "reAPI",
		sizes: "ratio",
		fill: {
			...{ submitPath: "/images/generations", pollPath: "/tasks/{id}" },
			...{ idPlace: "id", statusPlace: "status", errorPlace: "error" },
			...{ doneWords: "completed", failedWords: "failed", resultPlace: "output.image_urls[]" },
			...{ tierField: "resolution", references: "link", referencesField: "image_urls" },
			...noUpload,
		},
		source: { page: "gateway reference 3.1 and 3.2 (reAPI)", read: READ },
	},
];

const syncFields = { submitPath: "/images/generations", tierField: "resolution" } as const;

/** Services that answer at once. */
export const syncPresets: readonly CustomPreset[] = [
	{
		name: "Ark",
		sizes: "tier-or-pixels",
		fill: {
			...{ ...syncFields, references: "inline", count: "sequential" },
			...{ outputFormat: false, watermark: true, stream: true, responseFormat: true },
		},
		source: { page: "gateway reference 5.2 (Volcengine Ark)", read: READ },
	},
	{
		name: "OpenAI",
		sizes: "tier-or-pixels",
		fill: {
			...{ ...syncFields, references: "inline", count: "n" },
			...{ outputFormat: false, watermark: false, stream: false, responseFormat: true },
		},
		source: { page: "gateway reference 4.2 and 6 (OpenAI-like relays)", read: READ },
	},
];

export function presetsFor(kind: CustomForm["kind"]): readonly CustomPreset[] {
	return kind === "task" ? taskPresets : syncPresets;
}

/** The form with the fields of a known service; models keep everything but how sizes are asked for. */
export function filledLike(form: CustomForm, { fill, sizes }: CustomPreset): CustomForm {
	return { ...form, ...fill, models: form.models.map((model) => ({ ...model, sizes })) };
}

const blank: Omit<CustomForm, "kind"> = {
	...{ models: [], submitPath: "", tierField: "resolution", pollPath: "", idPlace: "" },
	...{ statusPlace: "", doneWords: "", failedWords: "", resultPlace: "", errorPlace: "" },
	...{ referencesField: "image_urls", ...noUpload, references: "inline", count: "n" },
	...{ outputFormat: false, watermark: false, stream: false, responseFormat: false },
};

/** A fresh form, filled in like the most copied service of its kind. */
export function newCustomForm(kind: CustomForm["kind"]): CustomForm {
	const form: CustomForm = { ...blank, kind };
	const filled = presetsFor(kind)
		.slice(0, 1)
		.reduce((before, preset) => filledLike(before, preset), form);
	return { ...filled, models: [newModel(filled)] };
}
