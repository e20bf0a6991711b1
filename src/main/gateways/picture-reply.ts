import { z } from "zod";

/** A value where it fits the shape; anything else there is as good as nothing. */
const text = z.string().min(1).optional().catch(undefined);
const count = z.number().int().min(0).optional().catch(undefined);

const PictureEntry = z.object({
	/** Mostly a string; some relays put an object with the link inside. */
	url: z
		.union([z.string().min(1), z.object({ url: z.string().min(1) })])
		.optional()
		.catch(undefined),
	b64_json: text,
	revised_prompt: text,
	error: z.unknown().optional(),
});

const PictureReply = z.object({
	id: text,
	data: z.unknown().optional(),
	usage: z.object({ generated_images: count }).optional().catch(undefined),
});

/** One picture of a reply: an address, or its bytes in base64. */
export type PictureBody = { readonly link: string } | { readonly base64: string };

/** One entry of a reply's list. */
export type ReadEntry =
	| { readonly picture: PictureBody; readonly revisedPrompt?: string }
	| { readonly error: unknown }
	| { readonly unreadable: true };

/** A reply of the OpenAI images shape, as far as anything can be made of it. */
export type ReadPictures = {
	readonly entries: readonly ReadEntry[];
	readonly id?: string;
	/** How many pictures were charged, where the gateway says so. */
	readonly images?: number;
};

/**
 * Reads `{ data: [...] }` of OpenAI, Ark and the relays before them: unknown fields are passed over,
 * a list may be one object, empty, `{}` or null, and one bad entry never hides its neighbours.
 * @returns nothing when the value is no object at all
 */
export function readPictures(json: unknown): ReadPictures | undefined {
	const reply = PictureReply.safeParse(json);
	if (!reply.success) return undefined;
	const { id, data, usage } = reply.data;
	return { entries: listOf(data).map(readEntry), id, images: usage?.generated_images };
}

/** `data:image/png;base64,…` as its bytes, anything else as an address. */
export function pictureAt(address: string): PictureBody {
	return /^data:/i.test(address) ? { base64: withoutDataPrefix(address) } : { link: address };
}

function listOf(data: unknown): readonly unknown[] {
	if (Array.isArray(data)) return data;
	if (typeof data === "string") return data === "" ? [] : [data];
	if (typeof data !== "object" || data === null) return [];
	return Object.keys(data).length === 0 ? [] : [data];
}

function readEntry(value: unknown): ReadEntry {
	if (typeof value === "string" && value !== "") return { picture: pictureAt(value) };
	const entry = PictureEntry.safeParse(value);
	if (!entry.success) return { unreadable: true };
	const { url, b64_json: base64, revised_prompt: revisedPrompt, error } = entry.data;
	// The picture wins: an entry can hold both, and then the error is a remark.
	if (base64 !== undefined)
		return { picture: { base64: withoutDataPrefix(base64) }, revisedPrompt };
	const address = typeof url === "object" ? url.url : url;
	if (address !== undefined) return { picture: pictureAt(address), revisedPrompt };
	return error === undefined || error === null ? { unreadable: true } : { error };
}

function withoutDataPrefix(text: string): string {
	return /^data:/i.test(text) ? text.slice(text.indexOf(",") + 1) : text;
}
