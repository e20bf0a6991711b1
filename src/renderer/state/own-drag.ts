import type { ImageId } from "../../contract/ids.ts";

let own = false;
let pictures: readonly ImageId[] = [];

/** True while what hovers was picked up in this very window, such as a picture on its way out. */
export function isOwnDrag(): boolean {
	return own;
}

/** The pictures of the library that hover, when they were picked up in this very window. */
export function draggedPictures(): readonly ImageId[] {
	return own ? pictures : [];
}

/** Says what the drag that is just beginning carries: the system's own drag tells paths alone. */
export function noteDraggedPictures(ids: readonly ImageId[]): void {
	pictures = ids;
}

/**
 * Notes which drags begin here. A native drag of files ends without a word to the page, but while
 * it lasts the pointer moves without telling. @returns a function that ends it
 */
export function watchOwnDrags(): () => void {
	const begin = () => {
		own = true;
		pictures = [];
	};
	const end = () => {
		own = false;
	};
	window.addEventListener("dragstart", begin, true);
	window.addEventListener("pointermove", end, true);
	window.addEventListener("pointerdown", end, true);
	return () => {
		window.removeEventListener("dragstart", begin, true);
		window.removeEventListener("pointermove", end, true);
		window.removeEventListener("pointerdown", end, true);
	};
}

/** Files dropped where nothing takes them must not open in place of the app. @returns a function that ends it */
export function refuseStrayDrops(): () => void {
	const refuse = (event: DragEvent) => {
		if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		event.dataTransfer.dropEffect = "none";
	};
	window.addEventListener("dragover", refuse);
	window.addEventListener("drop", refuse);
	return () => {
		window.removeEventListener("dragover", refuse);
		window.removeEventListener("drop", refuse);
	};
}
