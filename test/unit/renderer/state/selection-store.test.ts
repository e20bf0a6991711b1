import { beforeEach, expect, test } from "vitest";
import { ImageId } from "../../../../src/contract/ids.ts";
import {
	backToGallery,
	clearSelection,
	openViewer,
	selectImages,
	toggleImage,
	useSelection,
} from "../../../../src/renderer/state/selection-store.ts";

const id = (n: number) => ImageId.parse(`0197a0b0-000${n}-7000-8000-000000000000`);

beforeEach(() => {
	backToGallery();
	clearSelection();
});

test("the last picture chosen is the one spoken of, unless another is named", () => {
	selectImages([id(1), id(2)]);
	expect(useSelection.getState().current).toBe(id(2));
	selectImages([id(1), id(2)], id(1));
	expect(useSelection.getState().current).toBe(id(1));
});

test("toggling adds a picture, and takes it out again", () => {
	toggleImage(id(1));
	toggleImage(id(2));
	expect(useSelection.getState()).toMatchObject({ chosen: [id(1), id(2)], current: id(2) });
	toggleImage(id(2));
	expect(useSelection.getState()).toMatchObject({ chosen: [id(1)], current: id(1) });
	toggleImage(id(1));
	expect(useSelection.getState()).toMatchObject({ chosen: [], current: undefined });
});

test("what was looked at stays chosen back in the gallery", () => {
	openViewer(id(3));
	expect(useSelection.getState()).toMatchObject({ stage: "viewer", current: id(3) });
	backToGallery();
	expect(useSelection.getState()).toMatchObject({ stage: "gallery", chosen: [id(3)] });
});
