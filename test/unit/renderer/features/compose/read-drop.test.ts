import { describe, expect, test } from "vitest";
import {
	countHovering,
	type DropSource,
	readDrop,
} from "../../../../../src/renderer/features/compose/read-drop.ts";

const nothing: DropSource = { files: [], uriList: "", imageSource: undefined };
const file = (name: string) => ({ name, path: `/pictures/${name}`, isFolder: false });

describe("a drop", () => {
	test("of files gives their paths, in order", () => {
		const contents = readDrop({ ...nothing, files: [file("b.png"), file("a.png")] });
		expect(contents).toEqual({
			paths: ["/pictures/b.png", "/pictures/a.png"],
			links: [],
			refused: [],
		});
	});

	test("of a folder beside files names the folder and keeps the files", () => {
		const folder = { name: "mood", path: "/pictures/mood", isFolder: true };
		const contents = readDrop({ ...nothing, files: [folder, file("a.png")] });
		expect(contents.paths).toEqual(["/pictures/a.png"]);
		expect(contents.refused).toEqual([{ reason: "folder", name: "mood" }]);
	});

	test("of a picture out of a page gives the picture's address, not that of the page it links to", () => {
		const contents = readDrop({
			files: [{ name: "pic.png", path: undefined, isFolder: false }],
			uriList: "https://page.example/article",
			imageSource: "https://cdn.example/pic.png",
		});
		expect(contents).toEqual({ paths: [], links: ["https://cdn.example/pic.png"], refused: [] });
	});

	test("of an inline picture inside a link gives the link", () => {
		const contents = readDrop({
			...nothing,
			uriList: "# from a browser\r\nhttps://page.example/pic.png\r\n",
			imageSource: "data:image/png;base64,AAAA",
		});
		expect(contents.links).toEqual(["https://page.example/pic.png"]);
	});

	test("keeps an address without encryption, so that the strip can say what is wrong with it", () => {
		expect(readDrop({ ...nothing, uriList: "http://example.com/a.png" }).links).toEqual([
			"http://example.com/a.png",
		]);
	});

	test.each([
		[
			"a picture that exists nowhere",
			{ ...nothing, files: [{ ...file("pic.png"), path: undefined }] },
		],
		["an inline picture", { ...nothing, imageSource: "data:image/png;base64,AAAA" }],
	])("of %s says that there is no file", (_, source) => {
		const { paths, links, refused } = readDrop(source);
		expect([paths, links, refused[0]?.reason]).toEqual([[], [], "no-file"]);
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
