import "@fontsource-variable/inter/wght.css";
import "./print.css";
import type { PrintBox, PrintSpec } from "../../contract/print-spec.ts";

declare global {
	interface Window {
		/** Main's way in, through `executeJavaScript`: draws all pages, and answers when they can be printed. */
		layOut: (spec: PrintSpec) => Promise<void>;
	}
}

type Page = PrintSpec["pages"][number];
type Frame = Page["frames"][number];

const SVG = "http://www.w3.org/2000/svg";

window.layOut = async (spec) => {
	document.documentElement.lang = spec.language;
	const pages = spec.pages.map((page) => drawPage(page, spec));
	document.body.replaceChildren(...pages);
	// Asked for one after the other, so that a large sheet does not want all its memory at once.
	for (const image of document.querySelectorAll("img")) await decoded(image);
	await document.fonts.ready;
};

function drawPage(page: Page, { paper, type }: PrintSpec): HTMLElement {
	const sheet = element("section", "page");
	sheet.style.width = `${paper.width}mm`;
	// A hair less than the paper: what is rounded up would begin another page.
	sheet.style.height = `${paper.height - 0.2}mm`;
	const head = element("header", "head");
	put(head, page.head);
	head.append(element("span", "title", page.title), element("span", "folio", page.folio));
	const words = page.frames.map((frame) => drawWords(frame, type));
	sheet.append(head, ...page.frames.map(drawPicture), ...words);
	return sheet;
}

function drawPicture({ picture, box }: Frame): Element {
	if (picture === undefined) return crossed(box);
	const image = document.createElement("img");
	image.className = "picture";
	image.alt = "";
	put(image, box);
	image.src = picture;
	return image;
}

/** The place of a picture that is not there. */
function crossed({ x, y, width, height }: PrintBox): SVGElement {
	const drawing = document.createElementNS(SVG, "svg");
	drawing.setAttribute("class", "picture");
	drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
	put(drawing, { x, y, width, height });
	const path = document.createElementNS(SVG, "path");
	const [right, bottom] = [width - 0.1, height - 0.1];
	path.setAttribute(
		"d",
		`M.1 .1H${right}V${bottom}H.1ZL${right} ${bottom}M${right} .1L.1 ${bottom}`,
	);
	drawing.append(path);
	return drawing;
}

function drawWords({ number, caption, words, lines }: Frame, type: PrintSpec["type"]): HTMLElement {
	const text = element("p", "words");
	put(text, words);
	text.style.margin = "0";
	text.style.fontSize = `${type.size}mm`;
	text.style.lineHeight = `${type.size * type.leading}mm`;
	text.style.setProperty("-webkit-line-clamp", String(lines));
	text.append(element("span", "number", number), caption);
	return text;
}

async function decoded(image: HTMLImageElement): Promise<void> {
	try {
		await image.decode();
	} catch {
		const { x, y, width, height } = boxes.get(image) ?? { x: 0, y: 0, width: 1, height: 1 };
		image.replaceWith(crossed({ x, y, width, height }));
	}
}

/** Where a picture stands, for what takes its place when it cannot be read. */
const boxes = new WeakMap<Element, PrintBox>();

function put(thing: HTMLElement | SVGElement, box: PrintBox): void {
	boxes.set(thing, box);
	thing.style.left = `${box.x}mm`;
	thing.style.top = `${box.y}mm`;
	thing.style.width = `${box.width}mm`;
	thing.style.height = `${box.height}mm`;
}

function element(tag: "section" | "header" | "p" | "span", name: string, text = ""): HTMLElement {
	const made = document.createElement(tag);
	made.className = name;
	made.textContent = text;
	return made;
}
