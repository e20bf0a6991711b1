import { expect, test } from "vitest";
import { viewerKey } from "../../../../../src/renderer/features/viewer/viewer-keys.ts";
import { markOfKey } from "../../../../../src/renderer/state/mark-change.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("digits alone are stars, with the command key they are sizes, and no press means both", () => {
	for (const key of ["0", "1"]) {
		expect(viewerKey({ ...plain, key })).toBeUndefined();
		expect(markOfKey({ ...plain, key })).toBeDefined();
	}
	expect(viewerKey({ ...plain, key: "0", ctrlKey: true })).toBe("fit");
	expect(viewerKey({ ...plain, key: "1", metaKey: true })).toBe("actual-size");
	expect(viewerKey({ ...plain, key: "z" })).toBe("turn-over");
	for (const key of ["ArrowLeft", "+", "-", "z"])
		expect(markOfKey({ ...plain, key })).toBeUndefined();
});
