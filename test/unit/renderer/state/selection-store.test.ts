import { beforeEach, expect, test } from "vitest";
import { ComparisonId, ImageId } from "../../../../src/contract/ids.ts";
import {
	backToGallery,
	clearSelection,
	leaveStage,
	openComparison,
	openViewer,
	selectImages,
	toggleImage,
	useSelection,
} from "../../../../src/renderer/state/selection-store.ts";

const id = (n: number) => ImageId.parse(`0197a0b0-000${n}-7000-8000-000000000000`);

const comparison = ComparisonId.parse("0197a0b0-0000-7000-8000-00000000000c");

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

test("from a picture of a comparison the way leads back to the comparison, then to the gallery", () => {
	openComparison(comparison);
	openViewer(id(1));
	openViewer(id(2));
	leaveStage();
	expect(useSelection.getState()).toMatchObject({ stage: "compare", comparison, current: id(2) });
	leaveStage();
	expect(useSelection.getState().stage).toBe("gallery");
	openViewer(id(1));
	leaveStage();
	expect(useSelection.getState().stage).toBe("gallery");
});

test("what was looked at stays chosen back in the gallery", () => {
	openViewer(id(3));
	expect(useSelection.getState()).toMatchObject({ stage: "viewer", current: id(3) });
	backToGallery();
	expect(useSelection.getState()).toMatchObject({ stage: "gallery", chosen: [id(3)] });
});
