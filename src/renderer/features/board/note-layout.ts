/** Of the size of the letters; the textarea that stands over a note while it is written uses the same. */
export const NOTE_LINE_HEIGHT = 1.4;
export const NOTE_PADDING = 0.75;

/** No line begins with these, Chinese or Western. */
const CLOSING = /^[\s,.;:!?)\]}'"’”、。，；：！？）】》」』…—-]/u;

/** The width of a piece of text, in the unit of the width that is wrapped to. */
export type Measure = (text: string) => number;

/**
 * Breaks a text into lines no wider than `width`, between words of any script; a word that is wider
 * than a line is broken between its letters.
 */
export function wrapLines(text: string, width: number, measure: Measure): readonly string[] {
	return text.split(/\r\n|\r|\n/).flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): readonly string[] {
	if (measure(paragraph) <= width) return [paragraph];
	const lines: string[] = [];
	let line = "";
	for (const piece of piecesOf(paragraph)) {
		if (measure((line + piece).trimEnd()) <= width) {
			line += piece;
			continue;
		}
		if (line !== "") lines.push(line.trimEnd());
		line = "";
		for (const part of measure(piece.trimEnd()) <= width
			? [piece]
			: brokenUp(piece, width, measure)) {
			if (line !== "") lines.push(line);
			line = part;
		}
	}
	if (line !== "" || lines.length === 0) lines.push(line.trimEnd());
	return lines;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Words, each with the blanks and closing signs behind it. */
function piecesOf(paragraph: string): readonly string[] {
	const pieces: string[] = [];
	for (const { segment } of words.segment(paragraph)) {
		const last = pieces.at(-1);
		if (last !== undefined && CLOSING.test(segment)) pieces[pieces.length - 1] = last + segment;
		else pieces.push(segment);
	}
	return pieces;
}

function brokenUp(piece: string, width: number, measure: Measure): readonly string[] {
	const parts: string[] = [];
	let part = "";
	for (const { segment } of letters.segment(piece)) {
		if (part !== "" && measure(part + segment) > width) {
			parts.push(part);
			part = "";
		}
		part += segment;
	}
	parts.push(part);
	return parts;
}
