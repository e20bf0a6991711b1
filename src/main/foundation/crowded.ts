/** Marks, captions or parameters of one record; a set has a hundredth of that. */
const MAX_ENTRIES = 10_000;
/** Of everything in it; the longest record of imported pictures has half of that. */
const MAX_ALL_ENTRIES = 400_000;

/**
 * Whether JSON of a stranger has so many entries that checking each against a schema, and complaining
 * of it, would keep the app busy for minutes. Lists have their limits in the contract.
 */
export function isCrowded(value: unknown): boolean {
	const waiting: unknown[] = [value];
	let entries = 0;
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (typeof next !== "object" || next === null) continue;
		const inside: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
		if (!Array.isArray(next)) {
			entries += inside.length;
			if (inside.length > MAX_ENTRIES || entries > MAX_ALL_ENTRIES) return true;
		}
		for (const one of inside) if (typeof one === "object" && one !== null) waiting.push(one);
	}
	return false;
}
