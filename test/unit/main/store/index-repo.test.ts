import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { ImageId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import { type LibraryIndex, openIndex } from "../../../../src/main/store/index-repo.ts";

const opened: LibraryIndex[] = [];
afterEach(() => {
	for (const index of opened.splice(0)) index.close();
});

function newIndex(): LibraryIndex {
	const index = openIndex(":memory:", { folder: "/library", durable: false });
	opened.push(index);
	return index;
}

let made = 0;
function record(savedAt: number, more: Partial<ImageRecord> = {}): ImageRecord {
	made += 1;
	return {
		id: ImageId.parse(v7()),
		job: JobId.parse(v7()),
		index: 0,
		width: 1600,
		height: 900,
		bytes: 1_000,
		format: "png",
		savedAt,
		file: `2026-11/21-${made}/01.png`,
		prompt: "A neon panda",
		modelTitle: "Seedream 4.0",
		gatewayTitle: "Demo",
		...more,
	};
}
const put = (index: LibraryIndex, image: ImageRecord) => {
	index.put(image, image.file.slice(0, image.file.lastIndexOf("/")));
	return image;
};
const all = (index: LibraryIndex, text = "") => index.page({ text, offset: 0, limit: 200 });
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

describe("the index", () => {
	test("gives back what was put in, newest first", () => {
		const index = newIndex();
		const old = put(index, record(at(20, 9)));
		const newest = put(index, record(at(21, 9)));
		const middle = put(index, record(at(20, 18)));
		expect(all(index)).toEqual([newest, middle, old]);
		expect(index.get(middle.id)).toEqual(middle);
		expect(index.get(ImageId.parse(v7()))).toBeUndefined();
	});

	test("gives every part of the gallery by its place in the outline", () => {
		const index = newIndex();
		const images = Array.from({ length: 25 }, (_, n) => put(index, record(at(1, 0) + n))).reverse();
		expect(index.page({ text: "", offset: 0, limit: 10 })).toEqual(images.slice(0, 10));
		expect(index.page({ text: "", offset: 20, limit: 10 })).toEqual(images.slice(20));
		expect(index.page({ text: "", offset: 25, limit: 10 })).toEqual([]);
		const newest = put(index, record(at(2, 0)));
		expect(index.page({ text: "", offset: 0, limit: 2 })).toEqual([newest, images[0]]);
		const late = put(index, record(at(1, 0) - 1));
		expect(index.page({ text: "", offset: 26, limit: 2 })).toEqual([late]);
	});

	test("keeps two pictures of one millisecond apart", () => {
		const index = newIndex();
		const images = [record(5_000), record(5_000), record(5_001)].map((image) => put(index, image));
		expect(
			all(index)
				.map((image) => image.id)
				.sort(),
		).toEqual(images.map((image) => image.id).sort());
		expect(all(index).map((image) => image.savedAt)).toEqual([5_001, 5_000, 5_000]);
	});

	test("has one row for an id and one for a file", () => {
		const index = newIndex();
		const image = put(index, record(1_000));
		const moved = put(index, { ...image, file: "2026-11/21-moved/01.png", prompt: "moved" });
		expect(all(index)).toEqual([moved]);
		const other = put(index, record(2_000, { file: moved.file }));
		expect(all(index)).toEqual([other]);
		expect(all(index, "moved")).toEqual([]);
	});

	test("knows the pictures of a job in its order, and its folder", () => {
		const index = newIndex();
		const job = JobId.parse(v7());
		const second = put(index, record(1_000, { job, index: 1, file: "2026-11/21-job/02.png" }));
		const first = put(index, record(2_000, { job, index: 0, file: "2026-11/21-job/01.png" }));
		put(index, record(3_000));
		expect(index.imagesOf(job)).toEqual([first, second]);
		expect(index.folderOf(job)).toBe("2026-11/21-job");
		expect(index.folderOf(JobId.parse(v7()))).toBeUndefined();
	});

	test("keeps references", () => {
		const index = newIndex();
		const id = ReferenceId.parse("ab".repeat(32));
		const reference = { id, name: "shoe.png", width: 4, height: 3, bytes: 9, format: "png" };
		index.references.put(reference);
		index.references.put({ ...reference, name: "new.png" });
		expect(index.references.get(id)).toEqual({ ...reference, name: "new.png" });
		expect(index.references.get(ReferenceId.parse("cd".repeat(32)))).toBeUndefined();
	});
});

describe("the outline", () => {
	test("has a ratio for every picture and the days of this computer, newest first", () => {
		const index = newIndex();
		put(index, record(at(20, 0), { width: 1000, height: 3000 }));
		put(index, record(at(20, 24) - 1, { width: 1000, height: 1000 }));
		put(index, record(at(21, 0)));
		put(index, record(at(23, 12)));
		expect(index.outline("")).toEqual({
			ratios: [1.7778, 1.7778, 1, 0.3333],
			days: [
				{ day: "2026-11-23", count: 1 },
				{ day: "2026-11-21", count: 1 },
				{ day: "2026-11-20", count: 2 },
			],
		});
	});

	test("of an empty library is empty", () => {
		expect(newIndex().outline("")).toEqual({ ratios: [], days: [] });
		expect(newIndex().outline("anything")).toEqual({ ratios: [], days: [] });
	});

	test("and the pages of a text agree, whatever was asked in between", () => {
		const index = newIndex();
		const girl = put(index, record(1_000, { prompt: "赛博朋克少女" }));
		const panda = put(index, record(2_000, { prompt: "Neon panda" }));
		const both = put(index, record(3_000, { prompt: "少女 and a panda" }));
		expect(index.outline("少女").ratios).toHaveLength(2);
		expect(index.outline("panda").days).toEqual([{ day: expect.any(String), count: 2 }]);
		expect(all(index, "少女")).toEqual([both, girl]);
		expect(all(index, "panda")).toEqual([both, panda]);
		expect(all(index, "panda 少女")).toEqual([both]);
		const later = put(index, record(4_000, { prompt: "少女" }));
		expect(all(index, "少女")).toEqual([later, both, girl]);
		expect(all(index, "\"' OR panda")).toEqual([]);
		expect(all(index)).toHaveLength(4);
	});
});
