import { createServer } from "node:http";
import { createGzip } from "node:zlib";
import { expect, test } from "vitest";
import { listenAtDoor } from "../../simulator/door.ts";
import {
	failureOf,
	freePort,
	GATEWAY,
	httpServer,
	options,
	post,
	tcpServer,
	testClient,
} from "./http-bench.ts";

test("a reply is given back whole, whatever its status", async () => {
	const base = await httpServer((request, response) => {
		response.writeHead(418, { "X-Kind": "teapot", "set-cookie": ["a=1", "b=2"] });
		request.pipe(response);
	});
	const reply = await testClient().send(post(base), options(base));
	expect(reply).toMatchObject({
		status: 418,
		headers: { "x-kind": "teapot", "set-cookie": "a=1, b=2" },
		body: '{"prompt":"fog"}',
	});
});

test("a refused port means nothing was sent", async () => {
	const base = `http://127.0.0.1:${await freePort()}`;
	let sent = 0;
	const count = {
		onSent: () => {
			sent += 1;
		},
	};
	const failure = await failureOf(testClient().send(post(base), { ...options(base), ...count }));
	expect(failure).toMatchObject({
		reason: "unreachable",
		charged: "no",
		retry: "now",
		facts: { gateway: GATEWAY, code: "ECONNREFUSED" },
	});
	expect(sent).toBe(0);
});

test("a server that does not speak TLS gets no request", async () => {
	const port = await tcpServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
	const base = `https://localhost:${port}`;
	const failure = await failureOf(testClient().send(post(base), options(base)));
	expect(failure).toMatchObject({ reason: "unreachable", charged: "no" });
});

test("stopping while the connection is being made is immediate, and nothing was sent", async () => {
	const received: Buffer[] = [];
	let connected: () => void = () => {};
	const connection = new Promise<void>((resolve) => {
		connected = resolve;
	});
	const port = await tcpServer((socket) => {
		socket.on("data", (bytes) => {
			received.push(bytes);
			connected();
		});
	});
	const base = `https://localhost:${port}`;
	const stop = new AbortController();
	const sending = failureOf(testClient().send(post(base), options(base, { signal: stop.signal })));
	await connection;
	stop.abort();
	expect(await sending).toMatchObject({ reason: "cancelled", charged: "no" });
	// The TLS greeting went out; the prompt did not.
	expect(Buffer.concat(received).toString("latin1")).not.toContain("fog");
	// Giving up on the connection itself takes 20 s.
}, 15_000);

test.each(["http://pictures.example.com/v1", "ftp://127.0.0.1/v1", "nonsense", ""])(
	"the address %j is never asked",
	async (base) => {
		const failure = await failureOf(testClient().send(post(base), options(base)));
		expect(failure).toMatchObject({ reason: "unreachable", charged: "no" });
	},
);

test("a connection that breaks after the body may have cost", async () => {
	const base = await httpServer((request) => {
		request.resume().on("end", () => request.socket.resetAndDestroy());
	});
	const failure = await failureOf(testClient().send(post(base), options(base)));
	expect(failure).toMatchObject({ reason: "connection-lost", charged: "maybe", retry: "later" });
});

test("a connection that breaks inside a large body may have cost", async () => {
	const port = await tcpServer((socket) => {
		socket.once("data", () => socket.resetAndDestroy());
	});
	const base = `http://127.0.0.1:${port}`;
	const body = "x".repeat(20_000_000);
	const failure = await failureOf(testClient().send(post(base, { body }), options(base)));
	expect(failure).toMatchObject({ reason: "connection-lost", charged: "maybe" });
});

test("garbage for an answer may have cost", async () => {
	const port = await tcpServer((socket) => {
		socket.once("data", () => socket.end("\x16\x03\x01 this is no HTTP\r\n\r\n"));
	});
	const base = `http://127.0.0.1:${port}`;
	const failure = await failureOf(testClient().send(post(base), options(base)));
	expect(failure).toMatchObject({ reason: "connection-lost", charged: "maybe" });
});

test("silence ends after the request's own time, and may have cost", async () => {
	const base = await httpServer((request) => void request.resume());
	const failure = await failureOf(testClient().send(post(base, { timeoutMs: 300 }), options(base)));
	expect(failure).toMatchObject({ reason: "no-answer", charged: "maybe", facts: { minutes: 1 } });
});

test("the same faults on a question cost nothing, and say so", async () => {
	const client = testClient();
	const breaking = await httpServer((request) => request.socket.resetAndDestroy());
	const silent = await httpServer((request) => void request.resume());
	const ask = (base: string) =>
		failureOf(
			client.send(post(base, { method: "GET", body: undefined, timeoutMs: 300 }), options(base)),
		);
	expect(await ask(breaking)).toMatchObject({ reason: "asking-failed", charged: "no" });
	expect(await ask(silent)).toMatchObject({ reason: "asking-failed", charged: "no" });
});

test("stopping after the request left may have cost; stopping a question does not", async () => {
	const client = testClient();
	for (const [method, reason] of [
		["POST", "cancelled-while-sending"],
		["GET", "cancelled"],
	] as const) {
		const stop = new AbortController();
		const base = await httpServer(() => stop.abort());
		const request = post(base, { method, body: undefined });
		const failure = await failureOf(client.send(request, options(base, { signal: stop.signal })));
		expect(failure.reason).toBe(reason);
	}
});

test("a request is announced once, before the gateway sees it", async () => {
	const order: string[] = [];
	const base = await httpServer((_, response) => {
		order.push("seen");
		response.end();
	});
	await testClient().send(post(base), { ...options(base), onSent: () => order.push("sent") });
	expect(order).toEqual(["sent", "seen"]);
});

test("a request whose announcement fails is not sent", async () => {
	let seen = 0;
	const base = await httpServer((_, response) => {
		seen += 1;
		response.end();
	});
	const onSent = () => {
		throw new Error("the journal cannot be written");
	};
	const failure = await failureOf(testClient().send(post(base), { ...options(base), onSent }));
	expect(failure.charged).toBe("no");
	expect(seen).toBe(0);
});

test("every paid request has a connection of its own; questions share one", async () => {
	const ports: Record<string, Set<number | undefined>> = { POST: new Set(), GET: new Set() };
	const base = await httpServer((request, response) => {
		ports[request.method ?? ""]?.add(request.socket.remotePort);
		response.end("{}");
	});
	const client = testClient();
	for (let i = 0; i < 4; i += 1) {
		await client.send(post(base), options(base));
		await client.send(post(base, { method: "GET", body: undefined }), options(base));
	}
	expect(ports.POST?.size).toBe(4);
	expect(ports.GET?.size).toBe(1);
});

test("a gateway that hangs up kept connections does not disturb a paid request", async () => {
	// Answers one request a connection and hangs up without a word, as a stale keep-alive does.
	const port = await tcpServer((socket) => {
		socket.once("data", () => {
			socket.write("HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\n{}");
			socket.once("data", () => socket.destroy());
		});
	});
	const base = `http://127.0.0.1:${port}`;
	const client = testClient();
	for (let i = 0; i < 5; i += 1) {
		await expect(client.send(post(base), options(base))).resolves.toMatchObject({ status: 200 });
	}
});

test("a redirect is a reply, and the request does not follow it", async () => {
	let elsewhere = 0;
	const other = await httpServer((_, response) => {
		elsewhere += 1;
		response.end();
	});
	const base = await httpServer((_, response) => {
		response.writeHead(307, { location: other }).end();
	});
	expect(await testClient().send(post(base), options(base))).toMatchObject({ status: 307 });
	expect(elsewhere).toBe(0);
});

test("a packed reply is unpacked", async () => {
	const base = await httpServer((_, response) => {
		response.writeHead(200, { "content-encoding": "gzip" });
		const gzip = createGzip();
		gzip.pipe(response);
		gzip.end('{"data":[]}');
	});
	expect((await testClient().send(post(base), options(base))).body).toBe('{"data":[]}');
});

test("an answer without end is given up", async () => {
	const base = await httpServer((_, response) => {
		response.writeHead(200);
		const more = () => {
			while (response.write(Buffer.alloc(65_536, 32)));
		};
		response.on("drain", more);
		more();
	});
	const client = testClient();
	expect(await failureOf(client.send(post(base), options(base)))).toMatchObject({
		reason: "answer-too-large",
		charged: "maybe",
		message: expect.stringContaining("4 MB"),
	});
	const question = post(base, { method: "GET", body: undefined });
	expect(await failureOf(client.send(question, options(base)))).toMatchObject({ charged: "no" });
});

const auth = { header: "authorization", prefix: "Bearer " };

test("the key goes into the header the adapter names", async () => {
	const base = await httpServer((request, response) => response.end(request.headers.authorization));
	const reply = await testClient().send(post(base, { auth }), options(base, { key: " sk-abc \n" }));
	expect(reply.body).toBe("Bearer sk-abc");
});

test.each(["sk-a\nx-evil: 1", "sk-密钥", "sk-\u0000", "sk-“quoted”"])(
	"a key that no header can carry, %j, is rejected before anything is sent",
	async (key) => {
		let seen = 0;
		const base = await httpServer((_, response) => {
			seen += 1;
			response.end();
		});
		const failure = await failureOf(
			testClient().send(post(base, { auth }), options(base, { key })),
		);
		expect(failure).toMatchObject({ reason: "key-rejected", charged: "no" });
		expect(seen).toBe(0);
	},
);

test("a missing key is said before anything is sent", async () => {
	const base = `http://127.0.0.1:${await freePort()}`;
	const failure = await failureOf(testClient().send(post(base, { auth }), options(base)));
	expect(failure.reason).toBe("key-missing");
});

test("the key never goes to another origin than the account's", async () => {
	let seen = 0;
	const other = await httpServer((_, response) => {
		seen += 1;
		response.end();
	});
	const base = `http://127.0.0.1:${await freePort()}`;
	const failure = await failureOf(
		testClient().send(post(other, { auth }), options(base, { key: "sk-abcdef" })),
	);
	expect(failure.reason).toBe("internal");
	expect(seen).toBe(0);
});

test("a scheme with a transport needs no network, and failing there costs nothing", async () => {
	const asked: unknown[] = [];
	const client = testClient({
		"demo:": async ({ method, url, body, signal }) => {
			asked.push({ method, url, body });
			signal.throwIfAborted();
			if (url.endsWith("/broken")) throw new Error("the easel fell over");
			return { status: 200, headers: {}, body: chunks("pain", "ted") };
		},
	});
	const base = "demo://studio";
	const reply = await client.send(post(base), options(base));
	expect(reply).toEqual({ status: 200, headers: {}, body: "painted" });
	expect(asked).toEqual([
		{ method: "POST", url: "demo://studio/images/generations", body: '{"prompt":"fog"}' },
	]);
	const broken = await failureOf(client.send(post(base, { url: `${base}/broken` }), options(base)));
	expect(broken.charged).toBe("no");
});

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
	for (const text of texts) yield Buffer.from(text);
}

test("many requests at once all come through", async () => {
	const base = await httpServer((request, response) => request.pipe(response));
	const client = testClient();
	const replies = await Promise.all(
		Array.from({ length: 60 }, (_, i) =>
			client.send(post(base, { body: String(i) }), options(base)),
		),
	);
	expect(replies.map((reply) => reply.body)).toEqual(
		Array.from({ length: 60 }, (_, i) => String(i)),
	);
});

test("closing the client ends what is open", async () => {
	const server = createServer((_, response) => response.end("{}"));
	const base = `http://127.0.0.1:${await listenAtDoor(server)}`;
	const client = testClient();
	await client.send(post(base, { method: "GET", body: undefined }), options(base));
	await client.close();
	// A server that still had a connection open would not finish closing.
	await new Promise((resolve) => server.close(resolve));
});
