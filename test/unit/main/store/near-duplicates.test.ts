import { array, assert, asyncProperty, integer } from "fast-check";
import { expect, test } from "vitest";
import { LIKENESS_DUPLICATE, likenessDistance } from "../../../../src/contract/picture-look.ts";
import { nearDuplicates } from "../../../../src/main/store/near-duplicates.ts";

type Likeness = readonly [number, number];

function groupsOf(all: readonly Likeness[]): number[][] {
	const steps = nearDuplicates({
		high: Uint32Array.from(all, ([high]) => high),
		low: Uint32Array.from(all, ([, low]) => low),
	});
	for (;;) {
		const { done, value } = steps.next();
		if (done === true) return value;
	}
}

/** Each compared with each. */
function plainly(all: readonly Likeness[]): number[][] {
	const leaders = all.map((_, index) => index);
	const leaderOf = (index: number): number => {
		const next = leaders[index] ?? index;
		return next === index ? index : leaderOf(next);
	};
	all.forEach((one, a) => {
		all.forEach((other, b) => {
			if (b <= a || likenessDistance(one, other) > LIKENESS_DUPLICATE) return;
			const [first, second] = [leaderOf(a), leaderOf(b)];
			leaders[Math.max(first, second)] = Math.min(first, second);
		});
	});
	const groups = Map.groupBy(all.keys(), leaderOf);
	return [...groups.values()].filter(({ length }) => length > 1);
}

test("near-duplicates are found as if each picture were compared with each", async () => {
	/** A few pictures, many of them with some bits changed: enough for the parts to be compared one by one. */
	const families = array(array(integer({ min: 0, max: 63 }), { maxLength: 7 }), {
		minLength: 600,
		maxLength: 900,
	});
	await assert(
		asyncProperty(integer(), families, async (seed, all) => {
			const likenesses = all.map((flips, at): Likeness => {
				const family = at % 40;
				const half: [number, number] = [
					Math.imul(family + 1, 0x9e37_79b9) ^ seed,
					Math.imul(family + 7, 0x85eb_ca6b),
				];
				for (const bit of flips) half[bit >> 5] = (half[bit >> 5] ?? 0) ^ (1 << (bit & 31));
				return [half[0] >>> 0, half[1] >>> 0];
			});
			expect(groupsOf(likenesses)).toEqual(plainly(likenesses));
		}),
		{ numRuns: 8 },
	);
});
