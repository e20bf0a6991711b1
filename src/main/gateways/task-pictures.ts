import { type ReadEntry, readPictures } from "./picture-reply.ts";

/** Where in an answer pictures are, field inside field, such as `["result", "data"]`. */
export type PicturePlaces = readonly (readonly string[])[];

/**
 * Where task gateways put pictures, whichever they are. A bare `image_urls` is not among them: it
 * could be the references, said back.
 */
const everyPlace: PicturePlaces = [
	["results"],
	["result_data"],
	["result", "data"],
	["result", "images"],
	["result", "image_urls"],
	["result"],
	["output", "image_urls"],
	["output", "images"],
	["output", "data"],
	["output"],
	["images"],
	["data"],
];

/**
 * The pictures of a finished task, in their order: from the first place that holds any, the
 * gateway's own before all others. Without a picture anywhere, the errors that stand in their place.
 * @param body the task's object
 */
export function taskPictures(body: unknown, own: PicturePlaces): readonly ReadEntry[] {
	const listAt = (place: readonly string[]) => entriesOf(valueAt(body, place));
	const expected = own.map(listAt);
	const others = everyPlace.map(listAt);
	return (
		expected.find((entries) => entries.some((entry) => "picture" in entry)) ??
		others.find((entries) => entries.some(isSurelyPicture)) ??
		[...expected, ...others].find((entries) => entries.some((entry) => "error" in entry)) ??
		[]
	);
}

/** Where no page puts pictures, a word is no address. */
function isSurelyPicture(entry: ReadEntry): boolean {
	if (!("picture" in entry)) return false;
	return "base64" in entry.picture || /^https?:\/\//i.test(entry.picture.link);
}

function valueAt(value: unknown, place: readonly string[]): unknown {
	return place.reduce<unknown>((at, name) => {
		const inside = typeof at === "object" && at !== null && Object.hasOwn(at, name);
		return inside ? Reflect.get(at, name) : undefined;
	}, value);
}

function entriesOf(value: unknown): readonly ReadEntry[] {
	const data = Array.isArray(value) ? value.map(inOneForm) : inOneForm(value);
	return readPictures({ data })?.entries ?? [];
}

/** Fields that hold a picture's address in one gateway's objects or another's. */
const addressFields = ["url", "image_url", "image", "file_url", "download_url"] as const;
/** A link has a colon long before this. */
const bareBase64 = /^[A-Za-z0-9+/]{64}/;

/** An entry in the form that picture replies have: `url` or `b64_json`. */
function inOneForm(entry: unknown): unknown {
	if (typeof entry === "string") {
		const text = entry.trim();
		return bareBase64.test(text) ? { b64_json: text } : text;
	}
	if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
	const fields = new Map<string, unknown>(Object.entries(entry));
	const holds = (value: unknown) => (typeof value === "object" ? value !== null : Boolean(value));
	const name = addressFields.find((field) => holds(fields.get(field)));
	return name === undefined ? entry : { ...entry, url: fields.get(name) };
}
