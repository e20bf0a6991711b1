import { expect, test } from "vitest";
import { type ImageId, RunId } from "../../../../../src/contract/ids.ts";
import {
	type ExportWishes,
	exportKinds,
	exportOrder,
	intentOf,
	useExportWishes,
} from "../../../../../src/renderer/features/exporting/export-wishes.ts";

const wishes = (change: Partial<ExportWishes>): ExportWishes => ({
	...useExportWishes.getInitialState(),
	...change,
});

test("an intent says only what differs, and limits bytes only where quality can give way", () => {
	expect(intentOf(wishes({ names: "" }))).toEqual({ metadata: "as-is" });
	const small = { metadata: "clean", maxSide: 2_048, maxBytes: 500_000, names: "x {n}" } as const;
	expect(intentOf(wishes({ ...small, format: "png" }))).toEqual({
		...{ metadata: "clean", format: "png", maxSide: 2_048, names: "x {n}" },
	});
	expect(intentOf(wishes({ ...small, format: "webp" }))).toEqual({ ...small, format: "webp" });
});

test("an order takes no more pictures than main does", () => {
	const run = RunId.parse(crypto.randomUUID());
	const ids = Array.from({ length: 20_001 }, (_, number) => `${number}` as ImageId);
	for (const kind of exportKinds) {
		const order = exportOrder(wishes({ kind }), { run, ids, title: "Spring" });
		expect(order.as.kind).toBe(kind);
		expect(order.ids).toHaveLength(20_000);
	}
});

test("a hand-off pack carries recipes from the start, and its choice is no other export's", () => {
	expect(intentOf(wishes({ kind: "hand-off" })).metadata).toBe("recipe");
	expect(intentOf(wishes({ kind: "hand-off", packMetadata: "clean" })).metadata).toBe("clean");
	expect(intentOf(wishes({ kind: "zip", packMetadata: "recipe" })).metadata).toBe("as-is");
});
