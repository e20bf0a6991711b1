import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { ImageId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { IndexEntry } from "../../../../src/main/store/index-entry.ts";
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
const put = (index: LibraryIndex, image: ImageRecord, more: Partial<IndexEntry> = {}) => {
	const folder = image.file.slice(0, image.file.lastIndexOf("/"));
	index.put({ image, folder, job: { references: [] }, ...more });
	return image;
};
const page = async (index: LibraryIndex, text: string, offset: number, limit: number) =>
	index.at(await index.ask("places", { query: { filter: { text } }, offset, limit }), false);
const all = (index: LibraryIndex, text = "") => page(index, text, 0, 200);
const outline = (index: LibraryIndex, text = "") => index.ask("outline", { filter: { text } });
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();

describe("the index", () => {
	test("gives back what was put in, newest first", async () => {
		const index = newIndex();
		const old = put(index, record(at(20, 9)));
		const newest = put(index, record(at(21, 9)));
		const middle = put(index, record(at(20, 18)));
		expect(await all(index)).toEqual([newest, middle, old]);
		expect(index.get(middle.id)).toEqual(middle);
		expect(index.get(ImageId.parse(v7()))).toBeUndefined();
	});

	test("gives every part of the gallery by its place in the outline", async () => {
		const index = newIndex();
		const images = Array.from({ length: 25 }, (_, n) => put(index, record(at(1, 0) + n))).reverse();
		expect(await page(index, "", 0, 10)).toEqual(images.slice(0, 10));
		expect(await page(index, "", 20, 10)).toEqual(images.slice(20));
		expect(await page(index, "", 25, 10)).toEqual([]);
		const newest = put(index, record(at(2, 0)));
		expect(await page(index, "", 0, 2)).toEqual([newest, images[0]]);
		const late = put(index, record(at(1, 0) - 1));
		expect(await page(index, "", 26, 2)).toEqual([late]);
	});

	test("keeps two pictures of one millisecond apart", async () => {
		const index = newIndex();
		const images = [record(5_000), record(5_000), record(5_001)].map((image) => put(index, image));
		const found = await all(index);
		expect(found.map(({ id }) => id).sort()).toEqual(images.map(({ id }) => id).sort());
		expect(found.map(({ savedAt }) => savedAt)).toEqual([5_001, 5_000, 5_000]);
	});

	test("has one row for an id and one for a file", async () => {
		const index = newIndex();
		const image = put(index, record(1_000));
		const moved = put(index, { ...image, file: "2026-11/21-moved/01.png", prompt: "moved" });
		expect(await all(index)).toEqual([moved]);
		const other = put(index, record(2_000, { file: moved.file }));
		expect(await all(index)).toEqual([other]);
		expect(await all(index, "moved")).toEqual([]);
	});

	test("knows the pictures of a job in its order, and its folder", async () => {
		const index = newIndex();
		const job = JobId.parse(v7());
		const second = put(index, record(1_000, { job, index: 1, file: "2026-11/21-job/02.png" }));
		const first = put(index, record(2_000, { job, index: 0, file: "2026-11/21-job/01.png" }));
		put(index, record(3_000));
		expect(index.imagesOf(job)).toEqual([first, second]);
		expect(index.folderOf(job)).toBe("2026-11/21-job");
		expect(index.folderOf(JobId.parse(v7()))).toBeUndefined();
	});

	test("keeps references", async () => {
		const index = newIndex();
		const id = ReferenceId.parse("ab".repeat(32));
		const reference = { id, name: "shoe.png", width: 4, height: 3, bytes: 9, format: "png" };
		index.references.put(reference);
		index.references.put({ ...reference, name: "new.png" });
		expect(index.references.get(id)).toEqual({ ...reference, name: "new.png" });
		expect(index.references.get(ReferenceId.parse("cd".repeat(32)))).toBeUndefined();
	});
});

describe("search", () => {
	test("finds unfinished words of any length, accents or not, in every field", async () => {
		const index = newIndex();
		const words = Array.from({ length: 40 }, (_, n) => `panda${n}`);
		const many = put(index, record(1_000, { prompt: words.join(" ") }));
		const cafe = put(index, record(2_000, { prompt: "Café au lait", caption: "Pandämonium" }));
		const tagged = put(
			index,
			record(3_000, { prompt: "", mark: { tags: ["夜景"], title: "Ｐａｎｄａ" } }),
		);
		const named = put(index, record(4_000, { prompt: "", file: "2026-11/21-x/pandacam.png" }));
		expect(await all(index, "pand")).toEqual([named, tagged, cafe, many]);
		expect(await all(index, "panda")).toEqual([named, tagged, cafe, many]);
		expect(await all(index, "panda3")).toEqual([many]);
		expect(await all(index, "lait pandam")).toEqual([cafe]);
		expect(await all(index, "cafe")).toEqual([cafe]);
		expect(await all(index, "夜景")).toEqual([tagged]);
		expect(await all(index, "pandas")).toEqual([]);
		index.remove(cafe.id);
		expect(await all(index, "pandam")).toEqual([]);
	});
});

describe("the outline", () => {
	test("has a ratio for every picture and the days of this computer, newest first", async () => {
		const index = newIndex();
		put(index, record(at(20, 0), { width: 1000, height: 3000 }));
		put(index, record(at(20, 24) - 1, { width: 1000, height: 1000 }));
		put(index, record(at(21, 0)));
		put(index, record(at(23, 12)));
		expect(await outline(index)).toEqual({
			ratios: Uint16Array.from([3641, 3641, 2048, 683]),
			days: [
				{ day: "2026-11-23", count: 1 },
				{ day: "2026-11-21", count: 1 },
				{ day: "2026-11-20", count: 2 },
			],
		});
	});

	test("of an empty library is empty", async () => {
		const empty = { ratios: new Uint16Array(), days: [] };
		expect(await outline(newIndex())).toEqual(empty);
		expect(await outline(newIndex(), "anything")).toEqual(empty);
	});

	test("and the pages of a text agree, whatever was asked in between", async () => {
		const index = newIndex();
		const girl = put(index, record(1_000, { prompt: "赛博朋克少女" }));
		const panda = put(index, record(2_000, { prompt: "Neon panda" }));
		const both = put(index, record(3_000, { prompt: "少女 and a panda" }));
		expect((await outline(index, "少女")).ratios).toHaveLength(2);
		expect((await outline(index, "panda")).days).toEqual([{ day: expect.any(String), count: 2 }]);
		expect(await all(index, "少女")).toEqual([both, girl]);
		expect(await all(index, "panda")).toEqual([both, panda]);
		expect(await all(index, "panda 少女")).toEqual([both]);
		const later = put(index, record(4_000, { prompt: "少女" }));
		expect(await all(index, "少女")).toEqual([later, both, girl]);
		expect(await all(index, "\"' OR panda")).toEqual([]);
		expect(await all(index)).toHaveLength(4);
	});
});
