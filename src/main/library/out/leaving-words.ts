import type { NameFacts } from "../../../contract/export-names.ts";
import type { ImageDetail, ImageRecord, Recipe } from "../../../contract/library.ts";

/** What is known of a picture that leaves; its recipe may be lost. */
export type LeavingDetail = Pick<ImageDetail, "image" | "recipe" | "imported">;

const MAX_ALT_TEXT = 250;
/** The end of a sentence in the scripts that have one; a point inside a number is none. */
const sentence = /^.*?(?:[.!?](?=\s|$)|[。！？])/su;

/** What a picture says in words; without its prompt where that stays at home. */
export function leavingWords(
	{ image, imported }: LeavingDetail,
	{ withoutPrompts }: { readonly withoutPrompts: boolean },
) {
	const { mark, caption } = image;
	const title = given(mark?.title);
	const prompt = withoutPrompts ? undefined : given(image.prompt);
	// A foreign picture's own description may be the prompt of another generator.
	const description = withoutPrompts ? undefined : (prompt ?? given(imported?.description));
	const altText = title ?? given(caption) ?? firstSentence(description);
	return { title, caption: given(caption), prompt, description, altText, tags: mark?.tags ?? [] };
}

/** What a picture's file can be called by. */
export function nameFacts(
	{ image, recipe }: LeavingDetail,
	{ withoutPrompts }: { readonly withoutPrompts: boolean },
): NameFacts {
	const prompt = withoutPrompts ? "" : image.prompt;
	return {
		...{ id: image.id, width: image.width, height: image.height },
		...{ modelTitle: image.modelTitle, gatewayTitle: image.gatewayTitle },
		madeAt: image.savedAt,
		prompt,
		title: image.mark?.title ?? image.caption ?? "",
		set: recipe?.marks.title ?? prompt,
		tags: image.mark?.tags ?? [],
	};
}

/**
 * A recipe as it may leave this computer: what makes the picture again, without what is nobody else's
 * business: account, price, the gateway's own id, other pictures, marks, and the signed part of links.
 */
export function leavingRecipe(recipe: Recipe, image: Pick<ImageRecord, "id">): Recipe {
	const { remoteId: _, charged: __, price: ___, request, ...rest } = recipe;
	const wording = request.wording?.map((part) =>
		part.kind === "mention" ? { ...part, reference: bareLink(part.reference) } : part,
	);
	return {
		...rest,
		accountLabel: "",
		request: {
			...request,
			...(wording !== undefined && { wording }),
			references: request.references.map((one) =>
				one.kind === "link" ? { ...one, url: bareLink(one.url) } : one,
			),
		},
		outputs: recipe.outputs.filter(({ id }) => id === image.id),
		marks: {},
	};
}

/** A link's query is often a key to what it points at; a hash of a picture stays as it is. */
function bareLink(link: string): string {
	return link.replace(/[?#].*$/s, "").replace(/\/\/[^/@]*@/, "//");
}

function firstSentence(text: string | undefined): string | undefined {
	const line = text?.split("\n").find((one) => one.trim() !== "");
	const found = line?.match(sentence)?.[0] ?? line;
	if (found === undefined || found.length <= MAX_ALT_TEXT) return found?.trim();
	return `${found
		.slice(0, MAX_ALT_TEXT - 1)
		.toWellFormed()
		.trim()}…`;
}

function given(text: string | undefined): string | undefined {
	return text === undefined || text.trim() === "" ? undefined : text.trim();
}
