import {
	type CustomFault,
	CustomGateway,
	type CustomModel,
	type CustomSync,
	type CustomTask,
	type CustomTier,
	customFaults,
} from "../../../contract/custom-gateway.ts";
import type { TaskPlaces } from "../../../contract/custom-reply.ts";

/** One model as typed. */
export type ModelForm = {
	/** For the list on screen alone. */
	readonly key: number;
	readonly id: string;
	/** Empty: its id serves. */
	readonly title: string;
	readonly sizes: CustomModel["sizes"];
	readonly tiers: readonly CustomTier[];
	readonly maxImages: number | null;
	readonly maxReferences: number | null;
	readonly usdPerImage: number | null;
};

/** The fields of one line. */
export type CustomTexts = {
	readonly submitPath: string;
	readonly tierField: string;
	readonly pollPath: string;
	readonly idPlace: string;
	readonly statusPlace: string;
	/** With commas between them. */
	readonly doneWords: string;
	readonly failedWords: string;
	readonly resultPlace: string;
	readonly errorPlace: string;
	readonly referencesField: string;
	readonly uploadPath: string;
	readonly uploadField: string;
	readonly uploadPlace: string;
};

/** The description of a gateway as typed; both kinds in one, so that nothing typed is lost between them. */
export type CustomForm = CustomTexts & {
	readonly kind: CustomGateway["kind"];
	readonly models: readonly ModelForm[];
	readonly references: CustomTask["references"];
	readonly count: CustomSync["count"];
	readonly outputFormat: boolean;
	readonly watermark: boolean;
	readonly stream: boolean;
	readonly responseFormat: boolean;
};

/** What is wrong, by the path of the field in the description, such as `models.0.id`. */
export type CustomProblems = ReadonlyMap<string, CustomFault>;

/** The next model for a list, with what most gateways take. */
export function newModel(form: Pick<CustomForm, "kind" | "models">): ModelForm {
	const last = form.models.at(-1);
	return {
		key: Math.max(0, ...form.models.map(({ key }) => key)) + 1,
		id: "",
		title: "",
		sizes: last?.sizes ?? (form.kind === "task" ? "ratio" : "tier-or-pixels"),
		tiers: last?.tiers ?? ["2K"],
		maxImages: last?.maxImages ?? 1,
		maxReferences: last?.maxReferences ?? 10,
		usdPerImage: null,
	};
}

/** The form of a description that exists, on top of what a fresh form would say. */
export function customFormOf(spec: CustomGateway, fresh: CustomForm): CustomForm {
	const models = spec.models.map((model, key): ModelForm => ({ usdPerImage: null, ...model, key }));
	if (spec.kind === "sync") return { ...fresh, ...spec, models };
	const { upload, doneWords, failedWords, ...rest } = spec;
	return {
		...fresh,
		...rest,
		...upload,
		doneWords: doneWords.join(", "),
		failedWords: failedWords.join(", "),
		models,
	};
}

/** The description as the contract takes it, before it is checked. */
function descriptionOf(form: CustomForm): unknown {
	const { kind, submitPath, tierField, references } = form;
	const models = form.models.map(({ key: _, usdPerImage, ...model }) => ({
		...model,
		title: model.title.trim() === "" ? model.id.trim().slice(0, 60) : model.title,
		...(usdPerImage !== null && { usdPerImage }),
	}));
	const shared = { kind, models, submitPath, tierField };
	if (kind === "sync") {
		const { count, outputFormat, watermark, stream, responseFormat } = form;
		return {
			...{ ...shared, count, outputFormat, watermark, stream, responseFormat },
			references: references === "upload" ? "link" : references,
		};
	}
	const { pollPath, referencesField, uploadPath, uploadField, uploadPlace } = form;
	return {
		...{ ...shared, pollPath, referencesField, references },
		...placesOf(form),
		...(references === "upload" && { upload: { uploadPath, uploadField, uploadPlace } }),
	};
}

/** Where things stand in replies, as typed. */
export function placesOf(form: CustomForm): TaskPlaces {
	const { idPlace, statusPlace, resultPlace, errorPlace, doneWords, failedWords } = form;
	return {
		...{ idPlace, statusPlace, resultPlace, errorPlace },
		doneWords: wordsIn(doneWords),
		failedWords: wordsIn(failedWords),
	};
}

/** Words with commas between them, Chinese ones too. */
export function wordsIn(text: string): string[] {
	return text
		.split(/[,，、;；\n]/)
		.map((word) => word.trim())
		.filter((word) => word !== "");
}

/** @returns nothing while something is wrong */
export function specOf(form: CustomForm): CustomGateway | undefined {
	return CustomGateway.safeParse(descriptionOf(form)).data;
}

/** Everything that must be mended before the description can be used; the first fault of each field. */
export function checkCustom(form: CustomForm): CustomProblems {
	const found = new Map<string, CustomFault>();
	const { error } = CustomGateway.safeParse(descriptionOf(form));
	for (const { path, message } of error?.issues ?? []) {
		const at = path.join(".");
		// A missing title is a missing id, which is said already.
		const said = at.endsWith(".title") && found.has(at.replace(/title$/, "id"));
		const fault = customFaults.find((one) => one === message) ?? "empty";
		if (!said && !found.has(at)) found.set(at, fault);
	}
	return found;
}
