import { constants } from "node:buffer";
import { readdir, readFile, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { HttpRequest } from "../../../src/main/http/http-message.ts";
import { MAX_SPOOL_BYTES } from "../../../src/main/http/reply-reading.ts";
import { failureOf, httpServer, options, post, testClient, testFolder } from "./http-bench.ts";
import { bottomlessDisk, slowDisk } from "./staged-disk.ts";

const half = '{"data":[{"url":"https://cdn.example.com/1.png"},{"url":"https://cdn.ex';

/** Sends to a server that gives `half` of a reply and then does `next`. */
async function sendForHalf(
	next: (response: ServerResponse, path: string) => void,
	changes: {
		status?: number;
		text?: string;
		request?: Partial<HttpRequest>;
		stop?: AbortSignal;
	} = {},
) {
	const { status = 200, text = half, request = {}, stop } = changes;
	const folder = await testFolder();
	const path = join(folder, "job.reply");
	const base = await httpServer((_, response) => {
		response.writeHead(status, { "content-length": 1000 }).flushHeaders();
		if (text === "") next(response, path);
		else response.write(text, () => next(response, path));
	});
	const sending = testClient().sendToFile(post(base, request), {
		...options(base, stop === undefined ? {} : { signal: stop }),
		path,
	});
	return { folder, failure: await failureOf(sending) };
}

async function expectHalfKept(folder: string) {
	expect(await readdir(folder)).toEqual(["job.reply.broken"]);
	expect(await readFile(join(folder, "job.reply.broken"), "utf8")).toBe(half);
}

test.each([
	["closes", (response: ServerResponse) => void response.socket?.destroy()],
	["resets", (response: ServerResponse) => void response.socket?.resetAndDestroy()],
])("when the gateway %s inside a reply, what arrived is kept as broken", async (_, next) => {
	const { folder, failure } = await sendForHalf(next);
	expect(failure).toMatchObject({ reason: "connection-lost", charged: "maybe" });
	await expectHalfKept(folder);
});

test("when a reply stalls, what arrived is kept as broken", async () => {
	const { folder, failure } = await sendForHalf(() => {}, { request: { timeoutMs: 1_000 } });
	expect(failure).toMatchObject({ reason: "no-answer", charged: "maybe" });
	await expectHalfKept(folder);
});

test("when a job is stopped inside a reply, what arrived is kept as broken", async () => {
	const stop = new AbortController();
	const onDisk = async (path: string) => {
		await vi.waitFor(async () => expect((await stat(`${path}.part`)).size).toBe(half.length));
		stop.abort();
	};
	const { folder, failure } = await sendForHalf((_, path) => void onDisk(path), {
		stop: stop.signal,
	});
	expect(failure).toMatchObject({ reason: "cancelled-while-sending", charged: "maybe" });
	await expectHalfKept(folder);
});

test("bytes that come right before the break are kept although the disk is slow", async () => {
	const folder = await testFolder();
	const path = join(folder, "job.reply");
	const writing = Promise.withResolvers<void>();
	const broken = Promise.withResolvers<void>();
	const slow = slowDisk(() => writing.resolve(), broken.promise);
	const base = await httpServer(async (request, response) => {
		if (request.method === "GET") {
			response.end("{}");
			return;
		}
		response.writeHead(200, { "content-length": 1000 }).write("first ");
		await writing.promise;
		response.write("second", () => response.socket?.destroy());
		response.on("close", async () => {
			// Whoever has this answer has heard of the break before.
			await testClient().send(post(base, { method: "GET", body: undefined }), options(base));
			broken.resolve();
		});
	});
	await failureOf(testClient({}, slow).sendToFile(post(base), { ...options(base), path }));
	expect(await readFile(`${path}.broken`, "utf8")).toBe("first second");
});

test("of a refusal that breaks off nothing is kept", async () => {
	const { folder, failure } = await sendForHalf((response) => response.socket?.destroy(), {
		status: 502,
	});
	expect(failure.reason).toBe("connection-lost");
	expect(await readdir(folder)).toEqual([]);
});

test("of a reply without a byte nothing is kept", async () => {
	const { folder, failure } = await sendForHalf((response) => response.socket?.destroy(), {
		text: "",
	});
	expect(failure.reason).toBe("connection-lost");
	expect(await readdir(folder)).toEqual([]);
});

test("a reply that broke off does not hide the whole one that comes after it", async () => {
	const folder = await testFolder();
	const path = join(folder, "job.reply");
	let asked = 0;
	const base = await httpServer((_, response) => {
		asked += 1;
		if (asked === 2) response.end("{}");
		else response.writeHead(200).write(half, () => response.socket?.destroy());
	});
	const client = testClient();
	await failureOf(client.sendToFile(post(base), { ...options(base), path }));
	await client.sendToFile(post(base), { ...options(base), path });
	expect(await readFile(path, "utf8")).toBe("{}");
	expect(await readFile(`${path}.broken`, "utf8")).toBe(half);
});

test("the largest reply that is taken still fits into one string", () => {
	expect(MAX_SPOOL_BYTES).toBeLessThan(constants.MAX_STRING_LENGTH);
});

test("of a reply above the limit the part below it is kept as broken", async () => {
	const chunk = Buffer.alloc(1_000_000, 65);
	let ended = false;
	onTestFinished(() => expect(ended).toBe(true));
	const endless = async function* () {
		try {
			for (;;) yield chunk;
		} finally {
			ended = true;
		}
	};
	const { disk, sizes } = bottomlessDisk();
	const client = testClient(
		{ "demo:": async () => ({ status: 200, headers: {}, body: endless() }) },
		disk,
	);
	const base = "demo://studio";
	const failure = await failureOf(
		client.sendToFile(post(base), { ...options(base), path: "/replies/job.reply" }),
	);
	expect(failure).toMatchObject({ reason: "answer-too-large", facts: { limit: "480 MB" } });
	expect([...sizes.keys()]).toEqual(["/replies/job.reply.broken"]);
	const kept = sizes.get("/replies/job.reply.broken") ?? 0;
	expect(kept).toBeLessThanOrEqual(MAX_SPOOL_BYTES);
	expect(kept).toBeGreaterThan(MAX_SPOOL_BYTES - chunk.length);
});
