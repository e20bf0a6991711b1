import fc from "fast-check";
import { expect, test } from "vitest";
import { multipartBody } from "../../../../src/main/gateways/multipart-body.ts";

const fileOf = (bytes: Uint8Array, name = "a.png") => ({
	field: "file",
	name,
	mime: "image/png",
	bytes,
});

/** Read by the reader of forms that comes with Node. */
async function read(form: { readonly contentType: string; readonly body: Uint8Array }) {
	const headers = { "content-type": form.contentType };
	return await new Response(Buffer.from(form.body), { headers }).formData();
}

test("fields come first and the file last, each whole", async () => {
	const form = multipartBody([["purpose", "generation"]], fileOf(Uint8Array.of(0, 13, 10, 255)));
	const data = await read(form);
	expect([...data.keys()]).toEqual(["purpose", "file"]);
	expect(data.get("purpose")).toBe("generation");
	const file = data.get("file") as File;
	expect([file.name, file.type]).toEqual(["a.png", "image/png"]);
	expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 13, 10, 255]);
});

test("bytes that hold a boundary get another one", async () => {
	const usual = multipartBody([], fileOf(new Uint8Array()));
	const bytes = Buffer.from(`\r\n--seedcase-part-1--\r\n seedcase-part-2`);
	const form = multipartBody([["note", "seedcase-part-3"]], fileOf(bytes));
	expect(form.contentType).not.toBe(usual.contentType);
	const file = (await read(form)).get("file") as File;
	expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
});

test("any bytes and any well-formed field come out as they went in", async () => {
	// A form's text has CR LF for every line break, so lone ones cannot survive any reader.
	const value = fc.string({ unit: "binary" }).filter((text) => !/[\r\n]/.test(text));
	await fc.assert(
		fc.asyncProperty(fc.uint8Array(), value, async (bytes, text) => {
			const form = multipartBody([["text", text]], fileOf(bytes, "夜 a.png"));
			const data = await read(form);
			const file = data.get("file") as File;
			expect(data.get("text")).toBe(text);
			expect(file.name).toBe("夜 a.png");
			expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([...bytes]);
		}),
	);
});

test("a name cannot break out of its line", () => {
	const name = 'a"\r\nx-evil: 1\r\n.png';
	const text = new TextDecoder().decode(multipartBody([], fileOf(new Uint8Array(), name)).body);
	expect(text).toContain('filename="a%22%0D%0Ax-evil: 1%0D%0A.png"');
});
