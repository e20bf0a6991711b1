import { createServer, type IncomingMessage } from "node:http";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createHttpClient } from "../../../../src/main/http/http-client.ts";
import { createEagle } from "../../../../src/main/partners/eagle.ts";
import { listenAtDoor } from "../../../simulator/door.ts";

const http = createHttpClient({ clock: systemClock, log: silentLog });
afterAll(() => http.close());

type Asked = { readonly path: string; readonly body: string };

/** Answers as Eagle does on its own port. */
async function eagleAt(answer: (asked: Asked) => unknown, status = 200) {
	const asked: Asked[] = [];
	const server = createServer(async (request, reply) => {
		const one = { path: `${request.method} ${request.url}`, body: await textOf(request) };
		asked.push(one);
		reply.writeHead(status, { "content-type": "application/json" });
		reply.end(JSON.stringify(answer(one)));
	});
	const port = await listenAtDoor(server);
	return {
		asked,
		eagle: createEagle({ http, url: `http://127.0.0.1:${port}` }),
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString("utf8");
}

const item = (number: number) => ({
	...{ path: `/pictures/${number}.png`, name: `少女 ${number}` },
	...{ tags: ["spring"], annotation: "A shoe\non a beach" },
});

test("says which Eagle runs, and that none does", async () => {
	const data = { version: "4.0.0", platform: "darwin" };
	const one = await eagleAt(() => ({ status: "success", data }));
	expect(await one.eagle.status()).toEqual({ running: true, version: "4.0.0" });
	expect(one.asked).toEqual([{ path: "GET /api/application/info", body: "" }]);
	await one.close();
	expect(await one.eagle.status()).toEqual({ running: false });
	await expect(one.eagle.send([item(1)])).rejects.toMatchObject({ reason: "eagle-not-running" });
});

test("hands files over with name, tags and words, some at a time", async () => {
	const one = await eagleAt(() => ({ status: "success" }));
	const items = Array.from({ length: 60 }, (_, number) => item(number));
	expect(await one.eagle.send(items)).toBe(60);
	expect(one.asked.map(({ path }) => path)).toEqual([
		"POST /api/item/addFromPaths",
		"POST /api/item/addFromPaths",
	]);
	const sent = one.asked.flatMap(({ body }) => JSON.parse(body).items);
	expect(sent).toEqual(items.map((each) => ({ ...each, website: "" })));
	await one.close();
});

test("tells what Eagle says when it does not take them", async () => {
	const one = await eagleAt(() => ({ status: "error", message: "no library is open" }), 500);
	await expect(one.eagle.send([item(1)])).rejects.toMatchObject({
		reason: "eagle-refused",
		failure: { facts: { said: "no library is open" } },
	});
	await one.close();
});
