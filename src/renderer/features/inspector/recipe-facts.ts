import type { Job } from "../../../contract/jobs.ts";
import type { ImageDetail, ImageRecord, Recipe } from "../../../contract/library.ts";
import type { Charge, JobPrice } from "../../../contract/money.ts";

/** One line of what is known about a picture; the values are put into words where they are drawn. */
export type RecipeFact =
	| { readonly name: "model"; readonly model: string }
	| { readonly name: "gateway"; readonly gateway: string; readonly account: string }
	| { readonly name: "pixels"; readonly width: number; readonly height: number }
	| { readonly name: "file"; readonly bytes: number; readonly format: string }
	| { readonly name: "asked"; readonly size: Recipe["request"]["size"] }
	| { readonly name: "one"; readonly count: 1 }
	| { readonly name: "several" | "set"; readonly count: number; readonly place: number }
	| { readonly name: "watermark"; readonly isOn: boolean }
	| { readonly name: "extra"; readonly key: string; readonly value: string | number | boolean }
	| { readonly name: "sent" | "saved"; readonly at: number }
	| { readonly name: "took"; readonly ms: number }
	| { readonly name: "expected"; readonly price: JobPrice; readonly count: number }
	| { readonly name: "charged"; readonly charge: Charge }
	| { readonly name: "cost"; readonly usd: number }
	| { readonly name: "task"; readonly id: string };

/** What is worth knowing about a picture and how it was made, in the order it is read. */
export function pictureFacts({
	image,
	recipe,
}: Pick<ImageDetail, "image" | "recipe">): readonly RecipeFact[] {
	const cost: RecipeFact[] = image.usd === undefined ? [] : [{ name: "cost", usd: image.usd }];
	if (recipe !== undefined) return [...recipeFacts(image, recipe), ...cost];
	return [...fileFacts(image), { name: "saved", at: image.savedAt }, ...cost];
}

function fileFacts(image: ImageRecord): RecipeFact[] {
	return [
		{ name: "pixels", width: image.width, height: image.height },
		{ name: "file", bytes: image.bytes, format: image.format },
	];
}

function recipeFacts(image: ImageRecord, recipe: Recipe): readonly RecipeFact[] {
	const { request, charged, price, sentAt, endedAt, remoteId } = recipe;
	const facts: RecipeFact[] = [
		{ name: "model", model: recipe.modelTitle },
		{ name: "gateway", gateway: recipe.gatewayTitle, account: recipe.accountLabel },
		...fileFacts(image),
		{ name: "asked", size: request.size },
		countFact(request, image.index + 1),
	];
	if (request.watermark !== undefined) facts.push({ name: "watermark", isOn: request.watermark });
	for (const [key, value] of Object.entries(request.extras)) {
		facts.push({ name: "extra", key, value });
	}
	if (sentAt !== undefined) facts.push({ name: "sent", at: sentAt });
	facts.push({ name: "saved", at: image.savedAt });
	// The clock was set back in between: nobody knows how long it took.
	if (sentAt !== undefined && endedAt !== undefined && endedAt >= sentAt) {
		facts.push({ name: "took", ms: endedAt - sentAt });
	}
	if (price !== undefined) facts.push({ name: "expected", price, count: request.count });
	if (charged !== undefined && saysSomething(charged)) {
		facts.push({ name: "charged", charge: charged });
	}
	if (remoteId !== undefined) facts.push({ name: "task", id: remoteId });
	return facts;
}

function saysSomething({ images, usd, credits }: Charge): boolean {
	return images !== undefined || usd !== undefined || credits !== undefined;
}

function countFact({ mode, count }: Recipe["request"], place: number): RecipeFact {
	if (mode === "set") return { name: "set", count, place };
	return count === 1 ? { name: "one", count } : { name: "several", count, place };
}

/** What the gateway made of the prompt, when it is not the prompt itself. */
export function revisedPrompt(image: ImageRecord, recipe: Recipe): string | undefined {
	const revised = recipe.outputs.find(({ id }) => id === image.id)?.revisedPrompt?.trim();
	return revised === undefined || revised === "" || revised === recipe.request.prompt.trim()
		? undefined
		: revised;
}

/** A picture of the same job that did not come. */
export type LostFrame = {
	/** From 1. */
	readonly number: number;
	readonly state: "refused" | "lost";
	/** What the running job says, which can be put into the designer's language. */
	readonly error: Job["outputs"][number]["error"];
	/** The English sentence of the recipe. */
	readonly reason: string | undefined;
};

/** @param job the same job, while it is still on the list */
export function lostFrames(recipe: Recipe, job: Job | undefined): readonly LostFrame[] {
	return recipe.outputs.flatMap(({ id, index, state, reason }): LostFrame[] => {
		if (state !== "refused" && state !== "lost") return [];
		const error = job?.outputs.find((output) => output.id === id)?.error;
		return [{ number: index + 1, state, error, reason }];
	});
}

/** Long enough to be folded. */
export function isLongText(text: string): boolean {
	return text.length > 360 || text.split("\n").length > 8;
}
