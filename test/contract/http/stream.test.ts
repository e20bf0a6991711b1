import { readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import { expect, test } from "vitest";
import type { SseEvent } from "../../../src/main/http/sse-reader.ts";
import { failureOf, httpServer, options, post, testClient, testFolder } from "./http-bench.ts";

const sse = { "content-type": "text/event-stream" };
const event = (data: string) => `event: picture\ndata: ${data}\n\n`;

/** A server that answers as `answer` says; `next` waits until so many events have been heard. */
async function ask(
	answer: (response: ServerResponse, heardSoFar: (count: number) => Promise<void>) => unknown,
	onEvent?: (event: SseEvent) => void,
) {
	const path = join(await testFolder(), "job.reply");
	const heard: string[] = [];
	const waiting: { count: number; go: () => void }[] = [];
	const heardSoFar = (count: number) =>
		new Promise<void>((go) => {
			if (heard.length >= count) go();
			else waiting.push({ count, go });
		});
	const base = await httpServer((request, response) => {
		request.resume().on("end", () => void answer(response, heardSoFar));
	});
	const sending = testClient().sendToFile(post(base), {
		...options(base),
		path,
		onEvent: (one) => {
			heard.push(one.data);
			for (const { count, go } of waiting) if (heard.length >= count) go();
			onEvent?.(one);
		},
	});
	return { path, heard, sending };
}

test("events are heard as they come, while the reply goes on, and the file has them all", async () => {
	const { path, heard, sending } = await ask(async (response, heardSoFar) => {
		response.writeHead(200, sse).write(event("1"));
		// The second is not sent before the first was heard.
		await heardSoFar(1);
		response.write(event("2"));
		await heardSoFar(2);
		response.end("data: 3");
	});
	expect(await sending).toMatchObject({ status: 200, path });
	expect(heard).toEqual(["1", "2", "3"]);
	expect(await readFile(path, "utf8")).toBe(`${event("1")}${event("2")}data: 3`);
});

test("a stream without its name is heard, and plain JSON with that name is not", async () => {
	const unnamed = await ask((response) => response.writeHead(200).end(event("1")));
	await unnamed.sending;
	expect(unnamed.heard).toEqual(["1"]);
	const plain = await ask((response) => response.writeHead(200, sse).end('{"data":[]}'));
	expect((await plain.sending).text).toBe('{"data":[]}');
	expect(plain.heard).toEqual([]);
});

test("a packed stream is heard", async () => {
	const { heard, sending } = await ask((response) => {
		response.writeHead(200, { ...sse, "content-encoding": "gzip" });
		const gzip = createGzip();
		gzip.pipe(response);
		gzip.end(event("1"));
	});
	await sending;
	expect(heard).toEqual(["1"]);
});

test("an error that calls itself a stream is not heard", async () => {
	const { heard, sending } = await ask((response) => response.writeHead(429, sse).end(event("1")));
	expect((await sending).status).toBe(429);
	expect(heard).toEqual([]);
});

test("a listener that fails loses nothing of the reply", async () => {
	const { path, heard, sending } = await ask(
		(response) => response.writeHead(200, sse).end(event("1") + event("2")),
		() => {
			throw new Error("the journal cannot be written");
		},
	);
	expect(await sending).toMatchObject({ status: 200, path });
	expect(heard).toEqual(["1"]);
	expect(await readFile(path, "utf8")).toBe(event("1") + event("2"));
});

test("of a stream that breaks off the whole events are heard, and all that came is kept", async () => {
	const cut = 'data: {"url":"https://exam';
	const { path, heard, sending } = await ask(async (response, heardSoFar) => {
		response.writeHead(200, sse).write(event("1") + cut);
		await heardSoFar(1);
		response.socket?.resetAndDestroy();
	});
	expect(await failureOf(sending)).toMatchObject({ reason: "connection-lost", charged: "maybe" });
	expect(heard).toEqual(["1"]);
	expect(await readFile(`${path}.broken`, "utf8")).toBe(event("1") + cut);
});

test("the headers may take as long as the first picture", async () => {
	const folder = await testFolder();
	const base = await httpServer((request, response) => {
		request.resume();
		// Longer than one round of undici's own timer, which counts in seconds, and less than the request allows.
		const timer = setTimeout(() => response.writeHead(200, sse).end(event("1")), 1_500);
		response.on("close", () => clearTimeout(timer));
	});
	const heard: string[] = [];
	const reply = await testClient().sendToFile(post(base, { timeoutMs: 10_000 }), {
		...options(base),
		path: join(folder, "job.reply"),
		onEvent: ({ data }) => heard.push(data),
	});
	expect(reply.status).toBe(200);
	expect(heard).toEqual(["1"]);
	expect(await readdir(folder)).toEqual(["job.reply"]);
});
