import { expect, test } from "vitest";
import type { NoteItem } from "../../../../../src/contract/board.ts";
import type { ItemId } from "../../../../../src/contract/ids.ts";
import { boundsOf } from "../../../../../src/renderer/board-document/geometry.ts";
import {
	bundleLinks,
	type LinkEnd,
} from "../../../../../src/renderer/features/board/bundle-links.ts";

function end(id: string, x: number, y: number): LinkEnd {
	const item: NoteItem = {
		...{ id: id as ItemId, kind: "note", text: "", fontSize: 16, colour: "plain" },
		...{ x, y, width: 100, height: 100, rotation: 0, locked: false, opacity: 1 },
	};
	return { item, bounds: boundsOf(item) };
}

const references = [end("a", 0, 0), end("b", 0, 200), end("c", 0, 400)];
const frames = [0, 1, 2, 3, 4, 5].map((at) => end(`f${at}`, 400 + 120 * at, 200));

test("lines of several references to the same pictures meet once before them", () => {
	const curves = bundleLinks(frames.flatMap((to) => references.map((from) => [from, to] as const)));
	expect(curves).toHaveLength(references.length + frames.length);
	const hub = { x: 302, y: 200 };
	expect(curves.slice(0, 3).map(({ to }) => to)).toEqual([hub, hub, hub]);
	expect(curves.slice(3).map(({ from }) => from)).toEqual(frames.map(() => hub));
});

test("one reference has a line of its own to each picture, from side to side", () => {
	const [reference] = references;
	if (reference === undefined) throw new Error("there is one");
	const curves = bundleLinks(frames.map((to) => [reference, to] as const));
	expect(curves.map(({ from }) => from)).toEqual(frames.map(() => ({ x: 50, y: 0 })));
	expect(curves[0]?.to).toEqual({ x: 350, y: 200 });
});

test("pictures of different references keep their lines apart", () => {
	const [a, b] = references;
	const [first, second] = frames;
	if (!(a && b && first && second)) throw new Error("they are there");
	const curves = bundleLinks([
		[a, first],
		[b, first],
		[a, second],
	]);
	expect(curves).toHaveLength(3);
});
