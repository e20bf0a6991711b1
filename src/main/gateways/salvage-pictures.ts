import { type PictureBody, pictureAt } from "./picture-reply.ts";

/**
 * Finds the whole pictures in a reply that was cut short and is no JSON any more: they are made and
 * paid for. Only values with their closing quote count, so the one that was cut is left out.
 */
export function salvagePictures(body: string): readonly PictureBody[] {
	const found: PictureBody[] = [];
	const field = /"(url|b64_json)"\s*:\s*"/g;
	for (let at = field.exec(body); at !== null; at = field.exec(body)) {
		const value = closedString(body, field.lastIndex);
		if (value === undefined) break;
		field.lastIndex = value.end;
		if (value.text !== "")
			found.push(at[1] === "url" ? pictureAt(value.text) : { base64: value.text });
	}
	return found;
}

/** The JSON string that begins at `start`, after its quote; nothing when it never ends. */
function closedString(body: string, start: number): { text: string; end: number } | undefined {
	let end = body.indexOf('"', start);
	while (end > 0 && isEscaped(body, end)) end = body.indexOf('"', end + 1);
	if (end < 0) return undefined;
	try {
		return { text: String(JSON.parse(body.slice(start - 1, end + 1))), end: end + 1 };
	} catch {
		return { text: "", end: end + 1 };
	}
}

/** A quote is part of the text when an odd number of backslashes stands before it. */
function isEscaped(body: string, quote: number): boolean {
	let slashes = 0;
	while (body[quote - 1 - slashes] === "\\") slashes += 1;
	return slashes % 2 === 1;
}
