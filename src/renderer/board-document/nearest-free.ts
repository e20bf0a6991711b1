import type { Rect } from "./geometry.ts";

type Span = { readonly from: number; readonly to: number };

/**
 * The place nearest to `wanted`, straight right, down, left or up of it, where it meets none of the
 * others; its own when that is free.
 * @param gap kept to everything, board units
 */
export function nearestFree(wanted: Rect, others: readonly Rect[], gap: number): Rect {
	const across = blocked(wanted, others, gap, "x");
	const down = blocked(wanted, others, gap, "y");
	if (across.length === 0) return wanted;
	const ways = [
		{ axis: "x", by: firstFree(wanted.x, across) },
		{ axis: "y", by: firstFree(wanted.y, down) },
		{ axis: "x", by: lastFree(wanted.x, across) },
		{ axis: "y", by: lastFree(wanted.y, down) },
	] as const;
	const shortest = ways.toSorted((a, b) => Math.abs(a.by) - Math.abs(b.by))[0];
	if (shortest === undefined) return wanted;
	return { ...wanted, [shortest.axis]: wanted[shortest.axis] + shortest.by };
}

/** Where along the axis the wanted rect must not begin, in order; what lies beside its way is no matter. */
function blocked(
	wanted: Rect,
	others: readonly Rect[],
	gap: number,
	axis: "x" | "y",
): readonly Span[] {
	const [side, cross, crossSide] =
		axis === "x" ? (["width", "y", "height"] as const) : (["height", "x", "width"] as const);
	return others
		.filter(
			(other) =>
				other[cross] < wanted[cross] + wanted[crossSide] + gap &&
				wanted[cross] < other[cross] + other[crossSide] + gap,
		)
		.map((other) => ({
			from: other[axis] - wanted[side] - gap,
			to: other[axis] + other[side] + gap,
		}))
		.toSorted((a, b) => a.from - b.from);
}

function firstFree(start: number, spans: readonly Span[]): number {
	let at = start;
	for (const { from, to } of spans) if (from < at && at < to) at = to;
	return at - start;
}

function lastFree(start: number, spans: readonly Span[]): number {
	const mirrored = spans
		.map(({ from, to }) => ({ from: -to, to: -from }))
		.toSorted((a, b) => a.from - b.from);
	return -firstFree(-start, mirrored);
}
