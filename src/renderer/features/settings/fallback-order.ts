import { isSameTarget, type TargetName } from "../../state/targets.ts";

/** As many as one request can fall back to (`SubmitOrder`, `Settings`). */
export const MOST_FALLBACKS = 4;

/** Puts a target at the end; one that is there already, or one too many, changes nothing. */
export function addFallback(
	order: readonly TargetName[],
	added: TargetName,
): readonly TargetName[] {
	const known = order.some((one) => isSameTarget(one, added));
	return known || order.length >= MOST_FALLBACKS ? order : [...order, added];
}

export function removeFallback(order: readonly TargetName[], at: number): readonly TargetName[] {
	return order.toSpliced(at, 1);
}

/** Moves the target at `from` to stand at `to`, places from 0; a place that does not exist changes nothing. */
export function moveFallback(
	order: readonly TargetName[],
	from: number,
	to: number,
): readonly TargetName[] {
	const moved = order[from];
	if (moved === undefined || from === to || to < 0 || to >= order.length) return order;
	return order.toSpliced(from, 1).toSpliced(to, 0, moved);
}
