import { expect, test } from "vitest";
import { galleryKey } from "../../../../../src/renderer/features/gallery/gallery-keys.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each([
	[{ key: "ArrowDown" }, { does: "move", move: "down", extends: false }],
	[
		{ key: "End", shiftKey: true },
		{ does: "move", move: "last", extends: true },
	],
	[{ key: "Enter" }, { does: "open" }],
	[{ key: " " }, { does: "open" }],
	[{ key: " ", ctrlKey: true }, { does: "toggle" }],
	[{ key: "a", metaKey: true }, { does: "choose-all" }],
	[{ key: "c", ctrlKey: true }, { does: "copy" }],
	[{ key: "Escape" }, { does: "clear" }],
	[{ key: "Delete" }, { does: "trash" }],
	[{ key: "s" }, { does: "spread" }],
	[{ key: "z", ctrlKey: true }, { does: "undo" }],
	[{ key: "Z", metaKey: true, shiftKey: true }, { does: "redo" }],
	[{ key: "D", shiftKey: true }, { does: "choose-day" }],
	[{ key: "+" }, { does: "zoom", steps: 1 }],
	[
		{ key: "-", ctrlKey: true },
		{ does: "zoom", steps: -1 },
	],
	[{ key: "0", ctrlKey: true }, { does: "usual-size" }],
])("%o in the grid means %o", (press, meaning) => {
	expect(galleryKey({ ...plain, ...press })).toEqual(meaning);
});

test.each([
	[{ key: "k", ctrlKey: true }],
	[{ key: "Enter", ctrlKey: true }],
	[{ key: "ArrowLeft", altKey: true }],
	[{ key: "ArrowLeft", metaKey: true }],
	[{ key: "v", metaKey: true }],
	[{ key: "?" }],
	[{ key: "C", ctrlKey: true, shiftKey: true }],
	[{ key: "d" }],
])("%o is left to the commands of the window", (press) => {
	expect(galleryKey({ ...plain, ...press })).toBeUndefined();
});
