import { describe, expect, test } from "vitest";
import {
	countHovering,
	type DropSource,
	readDrop,
} from "../../../../src/renderer/state/read-drop.ts";

const nothing: DropSource = { files: [], uriList: "", imageSource: undefined };
const file = (name: string) => ({ name, path: `/pictures/${name}`, isFolder: false });
const bytes = new Blob(["picture"], { type: "image/png" });
const pathless = { name: "pic.png", path: undefined, isFolder: false, bytes };

describe("a drop", () => {
	test("of files and folders gives their paths, in order, and no address beside them", () => {
		const folder = { name: "mood", path: "/pictures/mood", isFolder: true };
		const contents = readDrop({
			files: [file("b.png"), folder, pathless, file("a.png")],
			uriList: "https://page.example/pic.png",
			imageSource: undefined,
		});
		expect(contents).toEqual({
			paths: ["/pictures/b.png", "/pictures/mood", "/pictures/a.png"],
			hasFolder: true,
			loose: [{ name: "pic.png", bytes }],
			refused: [],
		});
		expect(readDrop({ ...nothing, files: [file("a.png")] }).hasFolder).toBe(false);
	});

	test("of a picture out of a page gives its bytes and its own address, not that of the page it links to", () => {
		const contents = readDrop({
			files: [pathless],
			uriList: "https://page.example/article",
			imageSource: "https://cdn.example/pic.png",
		});
		expect(contents.paths).toEqual([]);
		expect(contents.loose).toEqual([
			{ name: "pic.png", url: "https://cdn.example/pic.png", bytes },
		]);
	});

	test("of an inline picture inside a link gives both ways to it", () => {
		const { loose } = readDrop({
			...nothing,
			uriList: "# from a browser\r\nhttps://page.example/pic.png\r\n",
			imageSource: "data:image/png;base64,AAAA",
		});
		expect(loose).toHaveLength(1);
		expect(loose[0]?.url).toBe("https://page.example/pic.png");
		expect(loose[0]?.bytes?.size).toBe(3);
	});

	test("of several pictures without files or addresses gives each", () => {
		const { loose } = readDrop({ ...nothing, files: [pathless, { ...pathless, name: "b.png" }] });
		expect(loose.map(({ name }) => name)).toEqual(["pic.png", "b.png"]);
	});

	test("keeps an address without encryption", () => {
		expect(readDrop({ ...nothing, uriList: "http://example.com/a.png" }).loose).toEqual([
			{ name: "", url: "http://example.com/a.png" },
		]);
	});

	test.each([
		["a file that cannot be had", { ...nothing, files: [{ ...file("pic.png"), path: undefined }] }],
		["an inline picture that is none", { ...nothing, imageSource: "data:text/html,<b>" }],
	])("of %s says that there is no file", (_, source) => {
		const { paths, loose, refused } = readDrop(source);
		expect([paths, loose, refused[0]?.reason]).toEqual([[], [], "no-file"]);
	});

	test("of something else says that there was no picture", () => {
		const { refused } = readDrop({ ...nothing, uriList: "mailto:someone@example.com" });
		expect(refused).toEqual([{ reason: "nothing", name: "" }]);
	});
});

describe("what hovers", () => {
	test.each([
		[["Files"], 3, 3],
		[["Files"], 0, 0],
		[["text/uri-list", "text/html", "Files"], 3, 1],
		[["text/uri-list", "text/html"], 2, 1],
		[["text/plain"], 1, undefined],
		[["application/vnd.pdnd"], 1, undefined],
	])("as %j with %i items would bring %s references", (types, items, count) => {
		expect(countHovering(types, items)).toBe(count);
	});
});
