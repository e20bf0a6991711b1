import { Fragment, type Node, Schema } from "prosemirror-model";
import type { PromptPart } from "../../../contract/generation.ts";
import { mergeWords, type Wording } from "../../../contract/prompt-chips.ts";

/** Bounds of a mention in a `GenerationRequest`. */
const MAX_REFERENCE_LENGTH = 8_192;
const MAX_NAME_LENGTH = 255;

/** A prompt in the editor: lines of words and chips. */
export const promptSchema = new Schema({
	nodes: {
		doc: { content: "line+" },
		line: {
			content: "inline*",
			// Blanks and odd characters stay as they were typed.
			whitespace: "pre",
			parseDOM: [{ tag: "p" }, { tag: "div" }],
			toDOM: () => ["p", 0],
		},
		text: { group: "inline" },
		mention: {
			group: "inline",
			inline: true,
			atom: true,
			attrs: { reference: { validate: "string" }, name: { validate: "string" } },
			leafText: (node) => `@${mentionOf(node).name}`,
			toDOM: (node) => {
				const { reference, name } = mentionOf(node);
				return ["span", { "data-mention": reference, "data-name": name }, `@${name}`];
			},
			parseDOM: [
				{
					tag: "span[data-mention]",
					getAttrs: (element) => ({
						reference: (element.dataset.mention ?? "").slice(0, MAX_REFERENCE_LENGTH),
						name: (element.dataset.name ?? "").slice(0, MAX_NAME_LENGTH),
					}),
				},
			],
		},
	},
});

/** What a chip of the editor points at, and what it is called. */
export function mentionOf(node: Node): { readonly reference: string; readonly name: string } {
	return { reference: String(node.attrs.reference), name: String(node.attrs.name) };
}

export function mentionNode(reference: string, name: string): Node {
	return promptSchema.nodes.mention.create({
		reference,
		name: name.slice(0, MAX_NAME_LENGTH),
	});
}

/** A document of a prompt; `wordingOfDocument` gives the same wording back. */
export function documentOf(wording: Wording): Node {
	return promptSchema.nodes.doc.create(null, linesOf(wording));
}

/** Lines of plain text, such as of a paste. */
export function linesOf(wording: Wording): Fragment {
	const lines: Node[][] = [[]];
	for (const part of wording) {
		if (part.kind === "mention") {
			lines.at(-1)?.push(mentionNode(part.reference, part.name));
			continue;
		}
		for (const [at, text] of part.text.split("\n").entries()) {
			if (at > 0) lines.push([]);
			if (text !== "") lines.at(-1)?.push(promptSchema.text(text));
		}
	}
	return Fragment.from(lines.map((line) => promptSchema.nodes.line.create(null, line)));
}

export function wordingOfDocument(document: Node): Wording {
	const parts: PromptPart[] = [];
	// Words are gathered in a list: a long prompt has thousands of lines.
	let words: string[] = [];
	const endWords = () => {
		if (words.length > 0) parts.push({ kind: "text", text: words.join("") });
		words = [];
	};
	document.forEach((line, _offset, at) => {
		if (at > 0) words.push("\n");
		line.forEach((node) => {
			if (node.isText) {
				words.push(node.text ?? "");
				return;
			}
			endWords();
			parts.push({ kind: "mention", ...mentionOf(node) });
		});
	});
	endWords();
	return mergeWords(parts);
}
