/** Which frames of a set are chosen, by their slots. */
export type FrameChoice = {
	/** The one that keys and the large picture speak of. */
	readonly current: number | undefined;
	/** Where a range begins. */
	readonly anchor: number | undefined;
	/** Every frame an action applies to, `current` among them. */
	readonly chosen: readonly number[];
};

export const noChoice: FrameChoice = { current: undefined, anchor: undefined, chosen: [] };

export function chooseOne(slot: number): FrameChoice {
	return { current: slot, anchor: slot, chosen: [slot] };
}

/** Adds a frame to the chosen ones or takes it out. */
export function toggleFrame({ chosen }: FrameChoice, slot: number): FrameChoice {
	if (!chosen.includes(slot)) return { current: slot, anchor: slot, chosen: [...chosen, slot] };
	const rest = chosen.filter((other) => other !== slot);
	return { current: rest.at(-1), anchor: rest.at(-1), chosen: rest };
}

/** Chooses everything between the anchor and this frame, whichever comes first. */
export function rangeTo(
	{ anchor, current }: FrameChoice,
	visible: readonly number[],
	slot: number,
): FrameChoice {
	const from = visible.indexOf(anchor ?? current ?? slot);
	const to = visible.indexOf(slot);
	if (from < 0 || to < 0) return chooseOne(slot);
	const chosen = visible.slice(Math.min(from, to), Math.max(from, to) + 1);
	return { current: slot, anchor: visible[from], chosen };
}

export function chooseAllFrames({ current }: FrameChoice, visible: readonly number[]): FrameChoice {
	const kept = current !== undefined && visible.includes(current) ? current : visible[0];
	return { current: kept, anchor: kept, chosen: visible };
}

/** The frame this many places on, as far as there are any; the first when none is current. */
export function stepped(
	{ current }: Pick<FrameChoice, "current">,
	visible: readonly number[],
	by: number,
): number | undefined {
	const at = current === undefined ? -1 : visible.indexOf(current);
	if (at < 0) return visible[0];
	return visible[Math.min(visible.length - 1, Math.max(0, at + by))];
}

/**
 * The choice when only some frames are in sight any more: what was chosen of them, else what stands
 * where the current one stood.
 * @param before what was in sight
 */
export function settledChoice(
	choice: FrameChoice,
	before: readonly number[],
	visible: readonly number[],
): FrameChoice {
	const { current } = choice;
	const chosen = choice.chosen.filter((slot) => visible.includes(slot));
	if (current !== undefined && visible.includes(current)) {
		return { ...choice, chosen: chosen.includes(current) ? chosen : [...chosen, current] };
	}
	if (visible.length === 0) return noChoice;
	const at = current === undefined ? -1 : before.indexOf(current);
	const next =
		before.slice(at + 1).find((slot) => visible.includes(slot)) ??
		before
			.slice(0, Math.max(0, at))
			.toReversed()
			.find((slot) => visible.includes(slot)) ??
		visible[0];
	return next === undefined ? noChoice : chooseOne(next);
}
