import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImageId, JobId } from "../../../../../src/contract/ids.ts";
import type { Lineage } from "../../../../../src/contract/lineage.ts";
import {
	CARD_WIDTH,
	layOutLineage,
	originOf,
	pictureAfterStep,
} from "../../../../../src/renderer/features/lineage/lay-out-lineage.ts";

const uuid = (kind: number, number: number) =>
	`019a0000-000${kind}-7000-8000-${String(number).padStart(12, "0")}`;
const jobId = (number: number) => JobId.parse(uuid(1, number));
const imageId = (job: number, at: number) => ImageId.parse(uuid(2, job * 100 + at));

/** Jobs 0, 1, …, each with some pictures, and which job's first picture which job was made from. */
function lineageOf(
	pictures: readonly number[],
	links: readonly (readonly [number, number])[],
): Lineage {
	return {
		image: imageId(0, 0),
		images: [],
		more: [],
		jobs: pictures.map((count, job) => ({
			id: jobId(job),
			createdAt: job,
			prompt: `job ${job}`,
			gatewayTitle: "Demo",
			modelTitle: "Demo",
			references: [],
			images: Array.from({ length: count }, (_, at) => imageId(job, at)),
			pictures: count,
		})),
		links: links.map(([from, to]) => ({ from: imageId(from, 0), to: jobId(to), why: "parent" })),
	};
}

describe("the sheet of a lineage", () => {
	test("a job stands to the right of everything it came from, lines lead from left to right", () => {
		const { cards, lines } = layOutLineage(
			lineageOf(
				[1, 2, 1, 4],
				[
					[0, 1],
					[1, 2],
					[0, 3],
					[2, 3],
				],
			),
		);
		expect(cards.map(({ job, column }) => [job.prompt, column])).toEqual([
			["job 0", 0],
			["job 1", 1],
			["job 2", 2],
			["job 3", 3],
		]);
		for (const { x1, x2 } of lines) expect(x2).toBeGreaterThan(x1);
	});

	test("no two cards overlap and every line has its ends, for any jobs and links, circles too", () => {
		const anyLineage = fc
			.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 12 })
			.chain((pictures) => {
				const job = fc.integer({ min: 0, max: pictures.length - 1 });
				return fc.tuple(fc.constant(pictures), fc.array(fc.tuple(job, job), { maxLength: 24 }));
			});
		fc.assert(
			fc.property(anyLineage, ([pictures, links]) => {
				const sheet = layOutLineage(lineageOf(pictures, links));
				expect(sheet.cards).toHaveLength(pictures.length);
				for (const one of sheet.cards) {
					for (const other of sheet.cards) {
						if (one === other) continue;
						const apart =
							one.left + CARD_WIDTH <= other.left ||
							other.left + CARD_WIDTH <= one.left ||
							one.top + one.height <= other.top ||
							other.top + other.height <= one.top;
						expect(apart).toBe(true);
					}
				}
				for (const line of sheet.lines) {
					expect(Object.values(line).every((value) => !Number.isNaN(value))).toBe(true);
				}
			}),
		);
	});

	test("arrow keys walk to what a picture came from, to what came of it, and among its neighbours", () => {
		const sheet = layOutLineage(
			lineageOf(
				[1, 2, 1],
				[
					[0, 1],
					[1, 2],
				],
			),
		);
		const step = pictureAfterStep;
		expect(step(sheet, imageId(0, 0), "child")).toBe(imageId(1, 0));
		expect(step(sheet, imageId(1, 0), "next")).toBe(imageId(1, 1));
		expect(step(sheet, imageId(1, 1), "child")).toBe(imageId(2, 0));
		expect(step(sheet, imageId(2, 0), "parent")).toBe(imageId(1, 0));
		expect(step(sheet, imageId(0, 0), "parent")).toBe(imageId(0, 0));
		expect(step(sheet, imageId(1, 1), "next")).toBe(imageId(1, 1));
	});

	test("a line that passes other jobs goes under their cards", () => {
		const { cards, lines } = layOutLineage(
			lineageOf(
				[1, 9, 1],
				[
					[0, 1],
					[1, 2],
					[0, 2],
				],
			),
		);
		const [, passed] = cards;
		const under = lines.map((line) => line.under);
		expect(under.slice(0, 2)).toEqual([undefined, undefined]);
		expect(under[2]).toBeGreaterThan((passed?.top ?? 0) + (passed?.height ?? 0));
	});

	test("a job comes from the picture it edited before any other that it used", () => {
		const links = [
			{ from: imageId(0, 0), to: jobId(2), why: "reference" },
			{ from: imageId(1, 0), to: jobId(2), why: "parent" },
		] as const;
		expect(originOf(links, jobId(2))).toBe(imageId(1, 0));
		expect(originOf(links.slice(0, 1), jobId(2))).toBe(imageId(0, 0));
		expect(originOf(links, jobId(1))).toBeUndefined();
	});
});
