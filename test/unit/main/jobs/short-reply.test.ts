import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTaskReply } from "../../../../src/contract/custom-reply.ts";
import type { Delivered } from "../../../../src/main/gateways/gateway-adapter.ts";
import { taskPictures } from "../../../../src/main/gateways/task-pictures.ts";
import { ShortReply } from "../../../../src/main/jobs/short-reply.ts";

/** A kept reply that is read through one buffer, `step` bytes at a time. */
function kept(body: string, step = 100_003) {
	const bytes = Buffer.from(body);
	return {
		text: async () => body,
		chunks: async function* ({ from, to } = { from: 0, to: bytes.length }) {
			const buffer = Buffer.alloc(step);
			for (let at = from; at < to; at += step) {
				const end = Math.min(to, at + step);
				bytes.copy(buffer, 0, at, end);
				yield buffer.subarray(0, end - at);
			}
		},
	};
}

const inline = (base64: string): Extract<Delivered, { kind: "inline" }> => ({
	kind: "inline",
	base64,
});

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const copies: Buffer[] = [];
	for await (const piece of pieces) copies.push(Buffer.from(piece));
	return Buffer.concat(copies);
}

async function readBack(body: string, step?: number) {
	const reply = new ShortReply(kept(body, step));
	const text = await reply.text();
	const { b64_json: base64 } = JSON.parse(text) as { b64_json: string };
	const delivered = inline(base64);
	return { reply, text, delivered };
}

test("the bytes of a picture come back as they were, however it is written and read", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				length: fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 0, max: 20 })),
				step: fc.integer({ min: 5_000, max: 300_000 }),
				urlSafe: fc.boolean(),
				escaped: fc.boolean(),
			}),
			async ({ length, step, urlSafe, escaped }) => {
				const bytes = randomBytes(length);
				const json = JSON.stringify({
					before: "x ".repeat(length % 7),
					b64_json: bytes.toString(urlSafe ? "base64url" : "base64"),
				});
				const body = escaped ? json.replaceAll("/", "\\/") : json;
				const { reply, text, delivered } = await readBack(body, step);
				expect(text.length).toBeLessThan(70_000);
				expect(reply.isEnough([delivered])).toBe(true);
				expect((await all(reply.bytesOf(delivered))).equals(bytes)).toBe(true);
			},
		),
		{ numRuns: 60 },
	);
});

test("base64 of an odd length is read as it is read in memory", async () => {
	for (const cut of [1, 2, 3, 4, 5]) {
		const base64 = randomBytes(150_000).toString("base64").slice(0, -cut);
		const { reply, delivered } = await readBack(JSON.stringify({ b64_json: base64 }));
		expect(await all(reply.bytesOf(delivered))).toEqual(Buffer.from(base64, "base64"));
	}
});

test("a long value that is no picture is not enough to be read by its mark", async () => {
	const long = "a".repeat(100_000);
	const { reply, delivered } = await readBack(JSON.stringify({ b64_json: long }));
	const picture = { ...delivered, revisedPrompt: "fog" };
	expect(reply.isEnough([picture])).toBe(true);
	expect(reply.isEnough([{ ...picture, revisedPrompt: delivered.base64 }])).toBe(false);
	expect(reply.isEnough([{ kind: "link", url: delivered.base64 }])).toBe(false);
	expect(reply.isEnough([inline(` ${delivered.base64}`)])).toBe(false);
	expect(reply.marked({ remoteId: delivered.base64 })).toBe(true);
	expect(reply.marked({ remoteId: "abc" })).toBe(false);
});

test("whoever looks for base64 finds it in its short form as well", async () => {
	const base64 = randomBytes(100_000).toString("base64");
	const reply = new ShortReply(kept(JSON.stringify({ status: "done", result: [base64] })));
	const body: unknown = JSON.parse(await reply.text());
	const { pictures } = readTaskReply(body, {
		...{ idPlace: "id", statusPlace: "status", resultPlace: "result[]", errorPlace: "error" },
		...{ doneWords: ["done"], failedWords: [] },
	});
	const short = { base64: expect.stringMatching(base64.slice(0, 4_000).replaceAll("+", "\\+")) };
	expect(pictures?.value).toEqual([short]);
	expect(taskPictures(body, [["result"]])).toEqual([{ picture: short }]);
	expect(reply.isAll([])).toBe(false);
	const [found] = pictures?.value ?? [];
	const delivered = inline(found !== undefined && "base64" in found ? found.base64 : "");
	expect(reply.isAll([delivered, delivered])).toBe(true);
	expect(await all(reply.bytesOf(delivered))).toEqual(Buffer.from(base64, "base64"));
});

test("in full, nothing is left out", async () => {
	const body = JSON.stringify({ b64_json: randomBytes(100_000).toString("base64") });
	const reply = new ShortReply(kept(body), true);
	expect(await reply.text()).toBe(body);
	expect((await all(reply.chunks())).toString()).toBe(body);
});

test("text beside pictures is read whole: a byte order mark, letters that were cut in two", async () => {
	const body = `\uFEFF${"é🦊".repeat(30_000)}`;
	expect(await new ShortReply(kept(body, 1_001)).text()).toBe(body);
});
