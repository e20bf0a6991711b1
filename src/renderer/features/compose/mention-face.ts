import type { Node } from "prosemirror-model";
import type { NodeView } from "prosemirror-view";
import { mentionOf } from "./prompt-schema.ts";

/** What a chip shows of the reference it points at. */
export type MentionFace = {
	/** Without the `@`. */
	readonly name: string;
	/** Place in the order sent, from 1; absent: it is not attached. */
	readonly position?: number;
	/** Address of a small picture; absent: there is none to show. */
	readonly src?: string;
	/** For the tooltip. */
	readonly title: string;
};

/** Finds the face of a chip: a reference may be renamed, moved or taken out while its chip stands. */
export type FindFace = (mention: {
	readonly reference: string;
	readonly name: string;
}) => MentionFace;

/** All chips of one editor; they are drawn anew when what they show has changed. */
export type MentionFaces = {
	readonly makeView: (node: Node) => NodeView;
	readonly redraw: (find: FindFace) => void;
};

const chipLook =
	"mx-px inline-flex max-w-[200px] items-center gap-1 rounded-md bg-accent-soft py-px pr-1 pl-0.5 align-bottom text-sm leading-4 text-text outline-1 -outline-offset-1 outline-transparent";
/** The number is drawn by the style sheet, so that what is read and copied is the name alone. */
const numberLook =
	"after:nums after:ml-1 after:text-xs after:text-text-3 after:content-[attr(data-number)]";

/** @param find as long as `redraw` has brought no other */
export function createMentionFaces(find: FindFace): MentionFaces {
	let latest = find;
	const views = new Set<() => void>();
	return {
		makeView: (first) => {
			let node = first;
			const dom = document.createElement("span");
			const picture = document.createElement("img");
			const name = document.createElement("span");
			picture.alt = "";
			picture.draggable = false;
			picture.className = "inline-block size-4 shrink-0 rounded-sm object-cover";
			dom.append(picture, name);
			const draw = () => drawFace({ dom, picture, name }, latest(mentionOf(node)));
			draw();
			views.add(draw);
			return {
				dom,
				update: (next) => {
					if (next.type !== node.type) return false;
					node = next;
					draw();
					return true;
				},
				selectNode: () => dom.setAttribute("data-selected", ""),
				deselectNode: () => dom.removeAttribute("data-selected"),
				ignoreMutation: () => true,
				destroy: () => void views.delete(draw),
			};
		},
		redraw: (next) => {
			latest = next;
			for (const draw of views) draw();
		},
	};
}

function drawFace(
	{ dom, picture, name }: Record<"dom" | "name", HTMLElement> & { picture: HTMLImageElement },
	face: MentionFace,
): void {
	const missing = face.position === undefined;
	const look = missing
		? "outline-danger! bg-danger-soft! text-danger!"
		: "data-selected:outline-accent! data-selected:outline-2";
	dom.className = `${chipLook} ${numberLook} ${look}`;
	dom.title = face.title;
	dom.dataset.chip = missing ? "missing" : "attached";
	dom.dataset.number = missing ? "?" : String(face.position);
	picture.hidden = face.src === undefined;
	if (face.src !== undefined && picture.getAttribute("src") !== face.src) picture.src = face.src;
	name.className = "min-w-0 truncate";
	const text = `@${face.name}`;
	if (name.textContent !== text) name.textContent = text;
}
