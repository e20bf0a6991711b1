import { expect, test } from "vitest";
import { HostId } from "../../../../src/contract/ids.ts";
import { createMirrorBook, moveMirror } from "../../../../src/main/mirror/mirror-book.ts";

const library = "0b2c0c86-6c0e-4d43-9f51-0d6f3b6a4a11";
const host = HostId.parse("019a0000-0000-7000-8000-000000000001");
const settings = { host, prefix: "", machine: "North", automatic: true };

test("the mirror of a library that moves goes on from its new place alone", () => {
	let rows: unknown = [];
	const file = {
		read: () => rows,
		write: (next: unknown) => {
			rows = next;
		},
	};
	const book = createMirrorBook(file);
	const { mirror } = book.save("/old", library, settings);
	book.save("/other", library, settings);
	moveMirror(file, "/old", "/new");
	expect(book.find("/new", library)?.mirror).toBe(mirror);
	expect(book.find("/old", library)).toBeUndefined();
	expect(book.find("/other", library)).toBeDefined();
	moveMirror(file, "/unknown", "/other");
	expect(book.find("/other", library)).toBeDefined();
});
