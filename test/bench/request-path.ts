import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Client, type Dispatcher } from "undici";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import { createHttpClient, type HttpClient } from "../../src/main/http/http-client.ts";
import type { HttpRequest } from "../../src/main/http/http-message.ts";
import type { Benchmark } from "./benchmark.ts";
import { startLoopback } from "./loopback.ts";
import { interleave, result, type Side, timed } from "./measure.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const GOAL = 1.15;
const KEY = "sk-bench-0123456789abcdef";
const TIMEOUT_MS = 60_000;

/** Bytes sent and bytes answered; a reply that goes to a file may hold a picture, any other is short. */
const sizes = [
	{ title: "2 KB", bytes: 2_000, rounds: 400 },
	{ title: "5 MB", bytes: 5_000_000, rounds: 60 },
] as const;

/**
 * A POST through our client against the same POST by undici alone: both on a connection of their
 * own that ends with the reply, both with the reply read whole. Where ours puts the reply into a
 * file that survives a power cut, so does the floor, by the least that gives it: write, fsync the
 * file, fsync its folder.
 */
export const requestPath: Benchmark = {
	name: "request-path",
	compares: "a POST through our http client / the same by bare undici, fresh connection each",
	run: async () => {
		await using server = await startLoopback();
		await using folder = await temporaryFolder();
		const client = createHttpClient({ clock: systemClock, log: silentLog });
		const results = [];
		for (const { title, bytes, rounds } of sizes) {
			const plain = post(server.origin, { sends: bytes, gets: 2_000 });
			const counted = { rounds, warmUps: 10 };
			const sent = await interleave({ ...sendSides(client, plain, server.origin), ...counted });
			results.push(result(`request-path send ${title}`, sent, { goal: GOAL }));
			const paid = post(server.origin, { sends: bytes, gets: bytes });
			const sides = fileSides(client, paid, server.origin, folder.path);
			const spooled = await interleave({ ...sides, ...counted });
			results.push(result(`request-path to file ${title}`, spooled, { goal: GOAL }));
		}
		await client.close();
		return results;
	},
};

type Sides = { readonly ours: Side; readonly floor: Side };

function post(
	origin: string,
	size: { readonly sends: number; readonly gets: number },
): HttpRequest {
	return {
		method: "POST",
		url: `${origin}/reply/${size.gets}`,
		headers: { "content-type": "application/json" },
		auth: { header: "authorization", prefix: "Bearer " },
		body: JSON.stringify({ prompt: "fog over a harbour", image: "a".repeat(size.sends) }),
		timeoutMs: TIMEOUT_MS,
	};
}

const sendOptions = (baseUrl: string) => ({
	baseUrl,
	gatewayTitle: "Bench",
	key: KEY,
	signal: new AbortController().signal,
});

function sendSides(client: HttpClient, request: HttpRequest, origin: string): Sides {
	return {
		ours: () =>
			timed(async () => {
				const reply = await client.send(request, sendOptions(origin));
				check(reply.status, reply.body.length);
			}),
		floor: () => timed(() => bare(request, origin, async (body) => (await body.text()).length)),
	};
}

function fileSides(
	client: HttpClient,
	request: HttpRequest,
	origin: string,
	folder: string,
): Sides {
	const path = join(folder, "reply");
	const fresh = (work: () => Promise<unknown>) => async () => {
		await rm(path, { force: true });
		return timed(work);
	};
	return {
		ours: fresh(async () => {
			const reply = await client.sendToFile(request, { ...sendOptions(origin), path });
			check(reply.status, reply.bytes);
		}),
		floor: fresh(() =>
			bare(request, origin, async (body) => {
				const file = await open(path, "w");
				let bytes = 0;
				for await (const chunk of body as AsyncIterable<Buffer>) {
					bytes += chunk.length;
					await file.write(chunk);
				}
				await file.sync();
				await file.close();
				await syncFolder(folder);
				return bytes;
			}),
		),
	};
}

/** Windows cannot, and makes new names durable by itself. */
async function syncFolder(path: string): Promise<void> {
	if (process.platform === "win32") return;
	const folder = await open(path);
	await folder.sync();
	await folder.close();
}

/** One request by undici with nothing around it: one connection, one request, gone. */
async function bare(
	{ method, url, headers, body }: HttpRequest,
	origin: string,
	read: (body: Dispatcher.ResponseData["body"]) => Promise<number>,
): Promise<void> {
	const connection = new Client(origin);
	const reply = await connection.request({
		method,
		path: url.slice(origin.length),
		headers: { ...headers, authorization: `Bearer ${KEY}` },
		body,
	});
	check(reply.statusCode, await read(reply.body));
	void connection.destroy();
}

function check(status: number, bytes: number): void {
	if (status !== 200 || bytes === 0)
		throw new Error(`the server answered ${status}, ${bytes} bytes`);
}
