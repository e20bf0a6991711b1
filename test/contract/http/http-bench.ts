import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { AppError, type Failure } from "../../../src/contract/errors.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import { createHttpClient, type HttpClient } from "../../../src/main/http/http-client.ts";
import type { HttpRequest } from "../../../src/main/http/http-message.ts";
import { realSpoolDisk, type SpoolDisk } from "../../../src/main/http/spool-disk.ts";
import type { Transport } from "../../../src/main/http/transport.ts";
import { listenAtDoor } from "../../simulator/door.ts";

export const GATEWAY = "Testgate";

/** A client that is closed when the test is over. */
export function testClient(
	transports: Readonly<Record<string, Transport>> = {},
	spoolDisk: SpoolDisk = realSpoolDisk,
): HttpClient {
	const clock = { now: () => 0, sleep: () => Promise.resolve() };
	const client = createHttpClient({ clock, log: silentLog, transports, spoolDisk });
	onTestFinished(() => client.close());
	return client;
}

/** A folder that is removed when the test is over. */
export async function testFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "seedcase-http-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

/** An HTTP server on this computer. @returns its origin */
export async function httpServer(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	onTestFinished(() => server.closeAllConnections());
	return `http://127.0.0.1:${await listen(server)}`;
}

/** A server that speaks whatever `onConnection` says. @returns its port */
export async function tcpServer(onConnection: (socket: Socket) => void): Promise<number> {
	const sockets = new Set<Socket>();
	const server = createTcpServer((socket) => {
		sockets.add(socket.on("error", () => {}));
		onConnection(socket);
	});
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
	});
	return listen(server);
}

async function listen(server: Server): Promise<number> {
	onTestFinished(() => {
		server.close();
	});
	return listenAtDoor(server);
}

/** A port that nobody listens on, nor will soon. */
export async function freePort(): Promise<number> {
	const server = createServer();
	const port = await listenAtDoor(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}

export function post(baseUrl: string, changes: Partial<HttpRequest> = {}): HttpRequest {
	return {
		method: "POST",
		url: `${baseUrl}/images/generations`,
		headers: { "content-type": "application/json" },
		body: '{"prompt":"fog"}',
		timeoutMs: 20_000,
		...changes,
	};
}

/** Options for one send; the signal never fires unless one is given. */
export function options(baseUrl: string, changes: { key?: string; signal?: AbortSignal } = {}) {
	return {
		baseUrl,
		gatewayTitle: GATEWAY,
		signal: new AbortController().signal,
		...changes,
	};
}

/** What a promise that must reject with an AppError says. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	const outcome = await promise.then(
		(value) => ({ value }),
		(thrown: unknown) => ({ thrown }),
	);
	if ("thrown" in outcome && outcome.thrown instanceof AppError) return outcome.thrown.failure;
	throw new Error(`expected an AppError, got ${JSON.stringify(outcome)}`);
}
