import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf } from "../../../../src/main/http/body-chunks.ts";

async function all(body: Readable) {
	const chunks: string[] = [];
	try {
		for await (const chunk of chunksOf(body)) chunks.push(Buffer.from(chunk).toString("latin1"));
		return { text: chunks.join("") };
	} catch (thrown) {
		return { text: chunks.join(""), thrown };
	}
}

test("a body is given whole and in order, however it was cut and however slow the reader is", async () => {
	const chunk = fc
		.string({ minLength: 1, maxLength: 9 })
		.map((text) => Buffer.from(text, "latin1"));
	await fc.assert(
		fc.asyncProperty(fc.array(chunk), fc.nat({ max: 3 }), async (chunks, pause) => {
			const given: Buffer[] = [];
			for await (const one of chunksOf(Readable.from(chunks))) {
				given.push(Buffer.from(one));
				for (let turn = 0; turn < pause; turn += 1) await new Promise(setImmediate);
			}
			expect(Buffer.concat(given)).toEqual(Buffer.concat(chunks));
		}),
	);
});

test("what had arrived before the break is given first, however late it is asked for", async () => {
	const body = new PassThrough();
	const chunks = chunksOf(body)[Symbol.asyncIterator]();
	body.write("first ");
	expect(await chunks.next()).toMatchObject({ value: Buffer.from("first ") });
	body.write("second");
	await new Promise(setImmediate);
	const reset = new Error("reset");
	body.destroy(reset);
	await new Promise(setImmediate);
	expect(await chunks.next()).toMatchObject({ value: Buffer.from("second") });
	await expect(chunks.next()).rejects.toBe(reset);
});

test("a body that closes before its end is broken off", async () => {
	const body = new PassThrough();
	body.write("half");
	const reading = all(body);
	await new Promise(setImmediate);
	body.destroy();
	expect(await reading).toMatchObject({ text: "half", thrown: expect.any(Error) });
	expect(await all(body)).toMatchObject({ text: "", thrown: expect.any(Error) });
});

test("an empty body ends at once", async () => {
	expect(await all(Readable.from([]))).toEqual({ text: "" });
});

test("a sender that is faster than the reader has to wait", async () => {
	const size = 256 * 1024;
	let sent = 0;
	const body = new Readable({
		read() {
			sent += 1;
			this.push(sent > 100 ? null : Buffer.alloc(size));
		},
	});
	const chunks = chunksOf(body)[Symbol.asyncIterator]();
	await chunks.next();
	for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
	expect(sent * size).toBeLessThan(3 * 1024 * 1024);
	let bytes = size;
	for (let next = await chunks.next(); !next.done; next = await chunks.next())
		bytes += next.value.length;
	expect(bytes).toBe(100 * size);
});

test("a reader that stops early lets the body go", async () => {
	const body = Readable.from([Buffer.from("a"), Buffer.from("b")]);
	for await (const chunk of chunksOf(body)) {
		expect(Buffer.from(chunk).toString()).toBe("a");
		break;
	}
	expect(body.destroyed).toBe(true);
});
