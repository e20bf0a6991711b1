import { expect, test } from "vitest";
import { RunId } from "../../../../../src/contract/ids.ts";
import { ExportOrder } from "../../../../../src/contract/sets.ts";
import {
	exportedSlots,
	exportOrder,
	firstWhich,
	firstWishes,
} from "../../../../../src/renderer/features/sets/export-order.ts";
import { failedSlot, imageId, savedSlot, setOf } from "../../state/sample-set.ts";

const detail = setOf([
	{ ...savedSlot(0, { pick: "picked" }), caption: "Spring" },
	failedSlot(1),
	savedSlot(2, { pick: "rejected" }),
	savedSlot(3, { pick: "picked" }),
]);
const run = RunId.parse("6f1d7c1e-2b59-4a3c-8d54-0a9d9f0f3a11");

test("only frames with a picture leave, in the order shown: the picked, the chosen or all in sight", () => {
	const slots = (which: "picked" | "chosen" | "all", inSight = detail.slots) =>
		exportedSlots(detail, inSight, [1, 2], which).map(({ slot }) => slot);
	expect(slots("all")).toEqual([0, 2, 3]);
	expect(slots("picked", detail.slots.slice(2))).toEqual([0, 3]);
	expect(slots("chosen")).toEqual([2]);
});

test("picked frames are what is offered first, but nobody wants a sheet or an animation of one", () => {
	const kinds = ["files", "contact-sheet", "storyboard", "animation"] as const;
	expect(kinds.map((kind) => firstWhich(kind, 0))).toEqual(kinds.map(() => "all"));
	expect(kinds.map((kind) => firstWhich(kind, 1))).toEqual(["picked", "all", "all", "all"]);
	expect(kinds.map((kind) => firstWhich(kind, 2))).toEqual(kinds.map(() => "picked"));
});

test("every kind becomes an order that main takes, whatever the set is called", () => {
	const long = { ...detail, title: "季".repeat(400) };
	const wishes = firstWishes(long, "all");
	for (const kind of ["files", "contact-sheet", "storyboard", "animation"] as const) {
		const order = exportOrder(kind, detail.slots, wishes);
		expect(ExportOrder.safeParse({ run, ...order }).success, kind).toBe(true);
	}
	expect(exportOrder("files", detail.slots, wishes)?.frames[0]).toEqual({
		image: imageId(0),
		caption: "Spring",
	});
	expect(
		exportOrder("files", detail.slots, { ...wishes, withCaptions: false })?.frames[0]?.caption,
	).toBe("");
});

test("nothing is ordered while a number that the export needs is empty or out of bounds", () => {
	const wishes = firstWishes(detail, "all");
	const made = (change: Partial<typeof wishes>) =>
		(["files", "contact-sheet", "storyboard", "animation"] as const).filter(
			(kind) => exportOrder(kind, detail.slots, { ...wishes, ...change }) !== undefined,
		);
	expect(made({ columns: null })).toEqual(["files", "storyboard", "animation"]);
	expect(made({ perPage: 13 })).toEqual(["files", "contact-sheet", "animation"]);
	expect(made({ perPage: 2.5 })).toEqual(["files", "contact-sheet", "animation"]);
	expect(made({ secondsPerFrame: 0 })).toEqual(["files", "contact-sheet", "storyboard"]);
	expect(exportOrder("files", [failedSlot(1)], wishes)).toBeUndefined();
});
