import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import type { SetTask } from "../../../../src/contract/generation.ts";
import { AccountId, ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { OutputState } from "../../../../src/contract/jobs.ts";
import type { ImageRecord, Recipe } from "../../../../src/contract/library.ts";
import { assembleSet } from "../../../../src/main/library/assemble-set.ts";
import type { SetJob } from "../../../../src/main/library/set-job.ts";

const account = AccountId.parse(v7());
let now = 1_000;

type Wish = {
	readonly count?: number;
	readonly follows?: SetTask;
	/** In the job's order; a hole for a place nothing came for. */
	readonly states?: readonly (OutputState | undefined)[];
	readonly more?: Partial<SetJob>;
	readonly pixels?: { readonly width: number; readonly height: number };
};

const imageId = () => ImageId.parse(v7());

function picture(id: ImageId, job: JobId, index: number): ImageRecord {
	return {
		...{ id, job, index, width: 300, height: 200, bytes: 10, format: "png", savedAt: now },
		...{ file: `2026-11/21-x/${id}.png`, prompt: "", modelTitle: "M", gatewayTitle: "G" },
	};
}

function aJob({ count = 3, follows, states = [], more, pixels }: Wish = {}): SetJob {
	now += 1_000;
	const id = JobId.parse(v7({ msecs: now }));
	return {
		...{ id, gatewayTitle: "G", modelTitle: "M", createdAt: now },
		request: {
			...{ account, model: "m", prompt: "", references: [], mode: "set", count, extras: {} },
			size: pixels === undefined ? { kind: "tier", tier: "2K" } : { kind: "pixels", ...pixels },
			...(follows !== undefined && { follows }),
		},
		...{ expecting: false, working: false, letGo: false },
		frames: states.flatMap((state, index) => {
			if (state === undefined) return [];
			const frame = imageId();
			const image = state === "saved" ? { image: picture(frame, id, index) } : {};
			return [{ index, frame: { id: frame, job: id, state, ...image } }];
		}),
		...more,
	};
}

const three = ["saved", "saved", "saved"] as const;
const redo = (set: JobId, ...slots: number[]): SetTask => ({ way: "redo", set, slots });
const extend = (set: JobId, from?: number): SetTask => ({
	...{ way: "extend", set },
	...(from !== undefined && { from }),
});
const frameIds = (job: SetJob) => job.frames.map(({ frame }) => frame.id);
const assemble = (root: SetJob, followers: SetJob[] = [], marks: Recipe["marks"] = {}) =>
	assembleSet(root, followers, marks);

describe("a set while its job works", () => {
	test("has a slot for every picture asked for, at once", () => {
		const { slots, ratio } = assemble(
			aJob({
				count: 4,
				more: { expecting: true, working: true },
				pixels: { width: 1600, height: 900 },
			}),
		);
		expect(slots.map(({ slot, awaited, empty }) => [slot, awaited, empty])).toEqual(
			[0, 1, 2, 3].map((slot) => [slot, true, false]),
		);
		expect(ratio).toBeCloseTo(16 / 9);
	});

	test("fills them as frames arrive, in whatever order", () => {
		const root = aJob({
			count: 4,
			states: [undefined, "saved", undefined, "fetching"],
			more: { expecting: true, working: true },
		});
		const { slots, ratio } = assemble(root);
		expect(slots.map(({ frames, awaited }) => [frames.length, awaited])).toEqual([
			[0, true],
			[1, false],
			[0, true],
			[1, true],
		]);
		expect(slots[1]?.shown).toBe(frameIds(root)[0]);
		expect(ratio).toBeCloseTo(1.5);
	});
});

describe("a set whose job has ended", () => {
	test("has empty slots for what the model did not make", () => {
		const error = appError("fewer-than-asked").failure;
		const { slots } = assemble(aJob({ states: ["saved"], more: { error } }));
		expect(slots.map(({ empty, error: why }) => [empty, why?.reason])).toEqual([
			[false, undefined],
			[true, "fewer-than-asked"],
			[true, "fewer-than-asked"],
		]);
	});

	test("has more slots when the model made more", () => {
		const { slots } = assemble(aJob({ count: 1, states: three }));
		expect(slots.map(({ empty, awaited }) => empty || awaited)).toEqual([false, false, false]);
	});

	test("keeps no slots free for a place that no request can ask for", () => {
		const strange = aJob({
			count: 1,
			states: [...Array.from({ length: 999 }, () => undefined), "saved"],
		});
		expect(assemble(strange).slots.map(({ slot }) => slot)).toEqual([0, 1]);
	});

	test("shows a refused frame in its slot, not an empty one", () => {
		const { slots } = assemble(aJob({ states: ["saved", "refused", "saved"] }));
		expect(slots[1]).toMatchObject({ empty: false, awaited: false });
		expect(slots[1]?.shown).toBeUndefined();
		expect(slots[1]?.frames).toHaveLength(1);
	});

	test("takes any shape from its first saved picture, and is square without one", () => {
		expect(assemble(aJob({ states: ["refused", "saved"] })).ratio).toBeCloseTo(1.5);
		expect(assemble(aJob()).ratio).toBe(1);
	});
});

describe("a redo", () => {
	test("brings its frames to the slots it names, over those that stay in history", () => {
		const root = aJob({ states: three });
		const mended = aJob({ count: 2, follows: redo(root.id, 2, 0), states: ["saved", "saved"] });
		const { slots, jobs } = assemble(root, [mended]);
		const [first, second] = frameIds(mended);
		expect(slots.map(({ shown }) => shown)).toEqual([second, frameIds(root)[1], first]);
		expect(slots.map(({ frames }) => frames.length)).toEqual([2, 1, 2]);
		expect(slots[0]?.frames[0]?.id).toBe(frameIds(root)[0]);
		expect(jobs).toEqual([root.id, mended.id]);
	});

	test("is awaited in its slots while they still show what was there", () => {
		const root = aJob({ states: three });
		const going = { expecting: true, working: true };
		const { slots } = assemble(root, [aJob({ count: 1, follows: redo(root.id, 1), more: going })]);
		expect(slots.map(({ awaited }) => awaited)).toEqual([false, true, false]);
		expect(slots[1]?.shown).toBe(frameIds(root)[1]);
	});

	test("that made more than it was asked for adds slots at the end", () => {
		const root = aJob({ states: three });
		const mended = aJob({ count: 1, follows: redo(root.id, 0), states: ["saved", "saved"] });
		const { slots } = assemble(root, [mended]);
		expect(slots.map(({ slot }) => slot)).toEqual([0, 1, 2, 3]);
		expect(slots[3]?.shown).toBe(frameIds(mended)[1]);
	});

	test("that failed leaves the slots as they were, and says why where nothing is", () => {
		const root = aJob({ states: ["saved"] });
		const error = appError("no-money").failure;
		const failed = aJob({ count: 2, follows: redo(root.id, 0, 2), more: { error } });
		const { slots } = assemble(root, [failed]);
		expect(slots[0]).toMatchObject({ shown: frameIds(root)[0], awaited: false });
		expect(slots.map((slot) => slot.error?.reason)).toEqual([undefined, undefined, "no-money"]);
	});
});

test("of two redos the later one is shown, also when the clock was set back between them", () => {
	const root = aJob({ states: three });
	const first = aJob({ count: 1, follows: redo(root.id, 1), states: ["saved"] });
	const then = aJob({ count: 1, follows: redo(root.id, 1), states: ["saved"] });
	const { slots } = assemble(root, [first, { ...then, createdAt: first.createdAt - 500 }]);
	expect(slots[1]?.shown).toBe(frameIds(then)[0]);
});

describe("an extension", () => {
	test("goes behind the last slot, and can be redone itself", () => {
		const root = aJob({ states: three });
		const added = aJob({ count: 2, follows: extend(root.id), states: ["saved", "saved"] });
		const mended = aJob({ count: 1, follows: redo(added.id, 3), states: ["saved"] });
		const { slots } = assemble(root, [mended, added]);
		expect(slots.map(({ shown }) => shown)).toEqual([
			...frameIds(root),
			frameIds(mended)[0],
			frameIds(added)[1],
		]);
	});

	test("that brought nothing and was let go leaves no empty slots, and its numbers stay taken", () => {
		const root = aJob({ states: three });
		const failed = aJob({ count: 2, follows: extend(root.id) });
		const again = aJob({ count: 2, follows: extend(root.id), states: ["saved", "saved"] });
		expect(assemble(root, [failed, again]).slots).toHaveLength(7);
		const { slots } = assemble(root, [{ ...failed, letGo: true }, again]);
		expect(slots.map(({ slot }) => slot)).toEqual([0, 1, 2, 5, 6]);
	});
});

describe("an extension that knows its first slot", () => {
	const places = (root: SetJob, followers: SetJob[]) =>
		assemble(root, followers).slots.flatMap(({ slot, frames }) =>
			frames.length > 0 ? [slot] : [],
		);
	const two = ["saved", "saved"] as const;

	test("keeps its slots when one that failed before it is known no more", () => {
		const root = aJob({ states: three });
		const failed = aJob({ count: 2, follows: extend(root.id, 3) });
		const again = aJob({ count: 2, follows: extend(root.id, 5), states: two });
		const mended = aJob({ count: 1, follows: redo(root.id, 6), states: ["saved"] });
		for (const known of [[failed], [{ ...failed, letGo: true }], []]) {
			expect(places(root, [...known, again, mended])).toEqual([0, 1, 2, 5, 6]);
		}
	});

	test("keeps them when the clock was set back before another, and takes those of one sent again", () => {
		const root = aJob({ states: three });
		const first = aJob({ count: 2, follows: extend(root.id, 3), more: { letGo: true } });
		const retry = aJob({ count: 2, follows: extend(root.id, 3), states: two });
		const early = JobId.parse(v7({ msecs: 1 }));
		const last = aJob({ count: 1, follows: extend(root.id, 5), states: ["saved"] });
		const { slots } = assemble(root, [first, retry, { ...last, id: early }]);
		expect(slots.map(({ frames }) => frames[0]?.id)).toEqual(
			[root, retry, last].flatMap((job) => frameIds(job)),
		);
	});

	test("goes behind the last slot when another has come in between", () => {
		const root = aJob({ states: three });
		const one = aJob({ count: 2, follows: extend(root.id, 3), states: two });
		const other = aJob({ count: 2, follows: extend(root.id, 4), states: [...two, "saved"] });
		expect(places(root, [one, other])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});
});

describe("the designer's arrangement", () => {
	test("orders the slots it names and leaves the others where they are", () => {
		const root = aJob({ states: three });
		const order = (...wanted: number[]) =>
			assemble(root, [], { set: { order: wanted } }).slots.map(({ slot }) => slot);
		expect(order(2)).toEqual([2, 0, 1]);
		expect(order(1, 1, 9, 0)).toEqual([1, 0, 2]);
	});

	test("gives title and captions, and shows the frame chosen as long as it is saved", () => {
		const root = aJob({ states: three });
		const mended = aJob({ count: 1, follows: redo(root.id, 0), states: ["saved"] });
		const [old, other] = frameIds(root);
		const shown = { 0: old ?? imageId(), 1: imageId() };
		const detail = assemble(root, [mended], {
			title: "Panda",
			set: { captions: { 1: "雨" }, shown },
		});
		expect(detail.title).toBe("Panda");
		expect(detail.slots.map(({ caption }) => caption)).toEqual(["", "雨", ""]);
		expect(detail.slots.map((slot) => slot.shown).slice(0, 2)).toEqual([old, other]);
	});
});

const states = fc.array(
	fc.constantFrom(undefined, "pending", "fetching", "saved", "refused", "lost"),
	{ maxLength: 8 },
);
const hand = fc.record({
	count: fc.integer({ min: 1, max: 6 }),
	states,
	slots: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 8 }),
	way: fc.constantFrom("redo", "extend"),
	from: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
	expecting: fc.boolean(),
	letGo: fc.boolean(),
	/** Recipes can be made up. */
	places: fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 3 }),
});

describe("whatever the jobs", () => {
	test("every frame is in one slot, nothing saved is hidden, and the order is a permutation", () => {
		fc.assert(
			fc.property(
				hand,
				fc.array(hand, { maxLength: 6 }),
				fc.array(fc.integer({ min: 0, max: 30 })),
				(first, rest, order) => {
					const made = (one: typeof first, set?: JobId): SetJob => {
						const { count, slots, way, from, expecting, letGo } = one;
						const follows = set && (way === "redo" ? redo(set, ...slots) : extend(set, from));
						const job = aJob({
							...{ count, states: one.states, more: { expecting, working: expecting, letGo } },
							...(follows && { follows }),
						});
						const strange = one.places.map((index) => {
							const id = imageId();
							const image = picture(id, job.id, index);
							return { index, frame: { id, job: job.id, state: "saved" as const, image } };
						});
						return { ...job, frames: [...job.frames, ...strange] };
					};
					const root = made(first);
					const followers = rest.map((one) => made(one, root.id));
					const { slots } = assemble(root, followers, { set: { order } });
					const all = [root, ...followers].flatMap(frameIds).sort();
					expect(slots.flatMap(({ frames }) => frames.map(({ id }) => id)).sort()).toEqual(all);
					const numbers = slots.map(({ slot }) => slot);
					expect(new Set(numbers).size).toBe(numbers.length);
					const plain = assemble(root, followers).slots.map(({ slot }) => slot);
					expect(numbers.toSorted((a, b) => a - b)).toEqual(plain);
					for (const { frames, shown, empty, awaited } of slots) {
						const saved = frames.filter(({ image }) => image !== undefined);
						expect(shown).toBe(saved.at(-1)?.id);
						expect(empty).toBe(frames.length === 0 && !awaited);
					}
				},
			),
			{ numRuns: 200 },
		);
	});
});
