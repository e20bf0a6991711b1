import { LIKENESS_DUPLICATE, likenessDistance } from "../../contract/picture-look.ts";

/** Fingerprints of 64 bits in two halves. */
export type Likenesses = { readonly high: Uint32Array; readonly low: Uint32Array };

/** Up to this many are compared each with each. */
const FEW = 300;
const BITS = 64;
/** Two fingerprints that differ in so many bits agree wholly in one of so many parts. */
const PARTS = LIKENESS_DUPLICATE + 1;
/** Comparisons before it pauses. */
const AT_ONCE = 500_000;

/**
 * Groups of pictures that are near-duplicates of one another, directly or by way of others. Only
 * those are compared that agree wholly in one part of their fingerprints.
 * @returns indexes, each group in ascending order, groups by their first
 */
export function* nearDuplicates(likenesses: Likenesses): Generator<void, number[][]> {
	const groups = createGroups(likenesses.high.length);
	const { high, low } = likenesses;
	const unlike = joinEqual(likenesses, groups);
	yield;
	const waiting: { readonly members: readonly number[]; readonly bits: readonly number[] }[] = [
		{ members: unlike, bits: Array.from({ length: BITS }, (_, bit) => bit) },
	];
	let compared = 0;
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const { members, bits } = next;
		if (members.length > FEW && bits.length > PARTS) {
			for (const bucket of agreeing(members, bits, likenesses)) waiting.push(bucket);
			yield;
			continue;
		}
		for (const [position, one] of members.entries()) {
			const likeness = [high[one] ?? 0, low[one] ?? 0] as const;
			for (let at = position + 1; at < members.length; at += 1) {
				const other = members[at] ?? one;
				const distance = likenessDistance(likeness, [high[other] ?? 0, low[other] ?? 0]);
				if (distance <= LIKENESS_DUPLICATE) groups.join(one, other);
			}
			compared += members.length - position;
			if (compared > AT_ONCE) {
				compared = 0;
				yield;
			}
		}
	}
	return groups.list();
}

/** Those that agree in all bits of one part; each part leaves its other bits to look at further. */
function* agreeing(members: readonly number[], bits: readonly number[], { high, low }: Likenesses) {
	for (let part = 0; part < PARTS; part += 1) {
		const from = Math.floor((bits.length * part) / PARTS);
		const to = Math.floor((bits.length * (part + 1)) / PARTS);
		const mine = bits.slice(from, to);
		const [highMask, lowMask] = [maskOf(mine, true), maskOf(mine, false)];
		// Unlike parts may share a key now and then; they are compared in vain and nothing more.
		const buckets = Map.groupBy(
			members,
			(member) =>
				Math.imul(((high[member] ?? 0) & highMask) ^ 0x9e37_79b9, 0x85eb_ca6b) ^
				((low[member] ?? 0) & lowMask),
		);
		const rest = [...bits.slice(0, from), ...bits.slice(to)];
		for (const bucket of buckets.values()) {
			if (bucket.length > 1) yield { members: bucket, bits: rest };
		}
	}
}

function maskOf(bits: readonly number[], upper: boolean): number {
	return bits
		.filter((bit) => bit >= 32 === upper)
		.reduce((mask, bit) => mask | (1 << (bit % 32)), 0);
}

/** Joins those with the same fingerprint. @returns one of each fingerprint */
function joinEqual({ high, low }: Likenesses, groups: ReturnType<typeof createGroups>): number[] {
	const seen = new Map<number, Map<number, number>>();
	const unlike: number[] = [];
	high.forEach((upper, index) => {
		const lower = low[index] ?? 0;
		const lowers = seen.get(upper);
		const first = lowers?.get(lower);
		if (first !== undefined) {
			groups.join(first, index);
			return;
		}
		if (lowers === undefined) seen.set(upper, new Map([[lower, index]]));
		else lowers.set(lower, index);
		unlike.push(index);
	});
	return unlike;
}

/** Disjoint sets of the numbers below `count`; the smallest stands for its set. */
function createGroups(count: number) {
	const leaders = Int32Array.from({ length: count }, (_, index) => index);
	const leaderOf = (index: number): number => {
		let at = index;
		for (;;) {
			const next = leaders[at] ?? at;
			if (next === at) return at;
			leaders[at] = leaders[next] ?? next;
			at = next;
		}
	};
	return {
		join: (one: number, other: number) => {
			const [a, b] = [leaderOf(one), leaderOf(other)];
			leaders[Math.max(a, b)] = Math.min(a, b);
		},
		/** Those of two and more. */
		list: (): number[][] => {
			const groups = new Map<number, number[]>();
			leaders.forEach((_, index) => {
				const leader = leaderOf(index);
				if (leader === index) return;
				const group = groups.get(leader);
				if (group === undefined) groups.set(leader, [leader, index]);
				else group.push(index);
			});
			return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
		},
	};
}
