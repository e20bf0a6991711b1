import type { BoardItem, BoardLink } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import { type Point, type Rect, rectAround } from "../../board-document/geometry.ts";

/** One end of a line: an item and the room it takes. */
export type LinkEnd = { readonly item: BoardItem; readonly bounds: Rect };

/** A line between two places, and the room by which one tells whether it is in sight. */
export type LinkCurve = {
	readonly from: Point;
	readonly to: Point;
	readonly near: readonly Rect[];
};

/** Board units between the pictures of a job and where their lines meet, where there is no more room. */
const STEM = 24;

/** The lines to draw for a board's links; `endOf` finds an item that is still there. */
export function linkCurves(
	links: readonly BoardLink[],
	endOf: (id: ItemId) => LinkEnd | undefined,
): LinkCurve[] {
	const there = links.flatMap(({ from, to }) => {
		const [start, end] = [endOf(from), endOf(to)];
		return start === undefined || end === undefined ? [] : [[start, end] as const];
	});
	return bundleLinks(there);
}

/**
 * The lines to draw. Where several references led to the same several pictures, their lines meet
 * once before the pictures: three references of a set of six are nine lines and not eighteen.
 */
export function bundleLinks(links: readonly (readonly [LinkEnd, LinkEnd])[]): LinkCurve[] {
	const sources = new Map<LinkEnd["item"], { to: LinkEnd; from: LinkEnd[] }>();
	for (const [from, to] of links) {
		const known = sources.get(to.item);
		if (known === undefined) sources.set(to.item, { to, from: [from] });
		else known.from.push(from);
	}
	const bundles = new Map<string, { from: readonly LinkEnd[]; to: LinkEnd[] }>();
	for (const { to, from } of sources.values()) {
		const key = from
			.map(({ item }) => item.id)
			.sort()
			.join(" ");
		const known = bundles.get(key);
		if (known === undefined) bundles.set(key, { from, to: [to] });
		else known.to.push(to);
	}
	return [...bundles.values()].flatMap(({ from, to }) =>
		from.length > 1 && to.length > 1 ? meeting(from, to) : each(from, to),
	);
}

function each(from: readonly LinkEnd[], to: readonly LinkEnd[]): LinkCurve[] {
	return from.flatMap((start) =>
		to.map((end) => {
			const goesRight = end.item.x >= start.item.x;
			return {
				from: edge(start, goesRight),
				to: edge(end, !goesRight),
				near: [start.bounds, end.bounds],
			};
		}),
	);
}

function meeting(from: readonly LinkEnd[], to: readonly LinkEnd[]): LinkCurve[] {
	const starts = rectAround(from.map(({ bounds }) => bounds));
	const ends = rectAround(to.map(({ bounds }) => bounds));
	if (starts === undefined || ends === undefined) return [];
	const goesRight = ends.x + ends.width / 2 >= starts.x + starts.width / 2;
	const gap = goesRight ? ends.x - (starts.x + starts.width) : starts.x - (ends.x + ends.width);
	const stem = gap > 0 ? Math.min(gap / 2, 2 * STEM) : STEM;
	const hub = {
		x: goesRight ? ends.x - stem : ends.x + ends.width + stem,
		y: ends.y + ends.height / 2,
	};
	const near = [starts, ends];
	return [
		...from.map((start) => ({ from: edge(start, goesRight), to: hub, near })),
		...to.map((end) => ({ from: hub, to: edge(end, !goesRight), near })),
	];
}

/** The middle of an item's right or left side. */
function edge({ item, bounds }: LinkEnd, right: boolean): Point {
	return { x: right ? bounds.x + bounds.width : bounds.x, y: item.y };
}
