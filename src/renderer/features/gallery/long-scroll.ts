/**
 * Px that the scrolled element is tall at the most. Chromium lays nothing out beyond 33,554,431 px
 * (its LayoutUnit has 26 bits before the point; third_party/blink/renderer/platform/geometry/
 * layout_unit.h, read 2026-11-21) and draws with 32-bit floats, which tell single device pixels apart
 * up to 16,777,216: this stays well below, on screens with three device pixels to one.
 */
export const MAX_TALL = 4_000_000;
/** Scrolling by hand comes no nearer to an end of the element than this part of it. */
const MARGIN = 1 / 8;

/**
 * A gallery of a million pictures is taller than any element can be. The element is a window on it:
 * its upper edge stands `base` px below the top of the gallery, so that scrolling stays exact to the
 * pixel, and it is moved on before an end of it is reached.
 */
export type LongScroll = {
	/** Px, of everything. */
	readonly whole: number;
	/** Px, of what is seen at once. */
	readonly view: number;
};

/** How tall the scrolled element is, px. */
export function tallOf(whole: number): number {
	return Math.min(whole, MAX_TALL);
}

/** The last place that can be scrolled to, px from the top of everything. */
export function lastTop({ whole, view }: LongScroll): number {
	return Math.max(0, whole - view);
}

/**
 * Where the element has to stand so that a place can be scrolled to and away from.
 * @param top the place, px from the top of everything
 * @param base where it stands now; kept as long as it will do
 */
export function baseFor(scroll: LongScroll, top: number, base: number): number {
	const tall = tallOf(scroll.whole);
	const last = scroll.whole - tall;
	if (last <= 0) return 0;
	const local = top - base;
	const margin = tall * MARGIN;
	const hasAbove = base === 0 ? local >= 0 : local >= margin;
	const hasBelow = local <= tall - scroll.view - (base === last ? 0 : margin);
	if (base >= 0 && base <= last && hasAbove && hasBelow) return base;
	return Math.min(last, Math.max(0, Math.round(top - tall / 2)));
}
