import { expect, test } from "vitest";
import type { HttpRequest } from "../../../src/main/http/http-message.ts";
import {
	failureOf,
	freePort,
	httpServer,
	options,
	post,
	tcpServer,
	testClient,
} from "./http-bench.ts";

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
const free = { free: true, body: bytes } as const satisfies Partial<HttpRequest>;
const ways = [
	["a POST that is free", { ...free, method: "POST" }],
	["a PUT", { method: "PUT", body: bytes }],
	["a PUT that is free", { ...free, method: "PUT" }],
	["a DELETE", { method: "DELETE", body: undefined }],
] as const;

test.each(["POST", "PUT"] as const)("bytes go out by %s as they are", async (method) => {
	const base = await httpServer((request, response) => {
		response.writeHead(200, {
			"x-method": request.method,
			"x-length": request.headers["content-length"],
		});
		const chunks: Buffer[] = [];
		request.on("data", (chunk) => chunks.push(chunk));
		request.on("end", () => response.end(Buffer.concat(chunks).toString("hex")));
	});
	const reply = await testClient().send(post(base, { ...free, method }), options(base));
	expect(reply.headers).toMatchObject({ "x-method": method, "x-length": "256" });
	expect(reply.body).toBe(Buffer.from(bytes).toString("hex"));
});

test.each(ways)("%s that breaks off has cost nothing, and says so", async (_, changes) => {
	const breaking = await httpServer((request) => {
		request.resume().on("end", () => request.socket.resetAndDestroy());
	});
	const failure = await failureOf(testClient().send(post(breaking, changes), options(breaking)));
	expect(failure).toMatchObject({ reason: "asking-failed", charged: "no" });
	expect(failure.message).not.toMatch(/may have/);
});

test.each(ways)("%s that is never answered has cost nothing", async (_, changes) => {
	const silent = await httpServer((request) => void request.resume());
	const asked = post(silent, { ...changes, timeoutMs: 300 });
	const failure = await failureOf(testClient().send(asked, options(silent)));
	expect(failure).toMatchObject({ reason: "asking-failed", charged: "no" });
});

test.each(ways)("%s that is answered with garbage has cost nothing", async (_, changes) => {
	const port = await tcpServer((socket) => {
		socket.once("data", () => socket.end("this is no HTTP\r\n\r\n"));
	});
	const base = `http://127.0.0.1:${port}`;
	const failure = await failureOf(testClient().send(post(base, changes), options(base)));
	expect(failure).toMatchObject({ reason: "asking-failed", charged: "no" });
});

test.each(ways)("%s that is stopped on its way is simply stopped", async (_, changes) => {
	const stop = new AbortController();
	const base = await httpServer(() => stop.abort());
	const sending = testClient().send(post(base, changes), options(base, { signal: stop.signal }));
	expect(await failureOf(sending)).toMatchObject({ reason: "cancelled", charged: "no" });
});

test.each(ways)("%s to nobody was not sent", async (_, changes) => {
	const base = `http://127.0.0.1:${await freePort()}`;
	const failure = await failureOf(testClient().send(post(base, changes), options(base)));
	expect(failure).toMatchObject({ reason: "unreachable", charged: "no" });
});

test.each(ways)("an endless answer to %s has cost nothing", async (_, changes) => {
	const base = await httpServer((request, response) => {
		request.resume();
		response.writeHead(200);
		const more = () => {
			while (response.write(Buffer.alloc(65_536, 32)));
		};
		response.on("drain", more);
		more();
	});
	const failure = await failureOf(testClient().send(post(base, changes), options(base)));
	expect(failure).toMatchObject({ reason: "asking-failed", charged: "no" });
});
