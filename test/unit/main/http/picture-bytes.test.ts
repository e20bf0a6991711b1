import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeFirstBytes } from "../../../../src/main/http/picture-bytes.ts";

function judged(bytes: Buffer, contentType: string, sizes: readonly number[] = []): boolean {
	const judge = judgeFirstBytes(contentType);
	let at = 0;
	try {
		for (const size of sizes) {
			judge.take(bytes.subarray(at, at + size));
			at += size;
		}
		judge.take(bytes.subarray(at));
		judge.end();
		return true;
	} catch {
		return false;
	}
}

const heads = {
	png: Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
	jpeg: Buffer.from("\xff\xd8\xff\xe0", "latin1"),
	webp: Buffer.from("RIFF1234WEBPVP8 ", "latin1"),
	gif: Buffer.from("GIF89a", "latin1"),
	tiff: Buffer.from("II*\0", "latin1"),
	avif: Buffer.from("\0\0\0\x20ftypavif", "latin1"),
};

test.each(Object.entries(heads))(
	"%s is known by its bytes, whatever the server calls it",
	(_, head) => {
		const bytes = Buffer.concat([head, Buffer.alloc(100)]);
		for (const type of ["", "text/html", "application/json", "image/png"]) {
			expect(judged(bytes, type)).toBe(true);
		}
	},
);

test.each([
	["<!doctype html>", "image/png"],
	["\uFEFF  <html>", "application/octet-stream"],
	['{"error":"gone"}', ""],
	["<?xml version='1.0'?>", "image/png"],
	["plain words", "text/plain"],
	["plain words", "application/json; charset=utf-8"],
	["", "image/png"],
])("%j called %j is no picture", (text, type) => {
	expect(judged(Buffer.from(text), type)).toBe(false);
});

test("bytes that nobody knows are left to the decoder", () => {
	expect(judged(Buffer.from([1, 2, 3, 4, 5]), "image/jxl")).toBe(true);
	expect(judged(Buffer.from([1, 2, 3, 4, 5]), "")).toBe(true);
});

test("how the bytes are cut up makes no difference", () => {
	const bytes = fc.oneof(
		fc.constantFrom(...Object.values(heads)).map((head) => Buffer.concat([head, Buffer.alloc(30)])),
		fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
		fc.string().map((text) => Buffer.from(`<${text}`)),
	);
	fc.assert(
		fc.property(
			bytes,
			fc.array(fc.nat(9)),
			fc.constantFrom("", "text/html"),
			(data, sizes, type) => {
				expect(judged(data, type, sizes)).toBe(judged(data, type));
			},
		),
	);
});
