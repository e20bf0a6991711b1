import { randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";

/** Below every system's range of ports given to outgoing connections, so that nobody is given a shut door's port. */
const FIRST = 20_000;
/** Test processes that run beside each other have a lane each, so that nobody moves in behind a door that is shut. */
const LANES = 6;
const LANE = 2_000;

// Both runners count the processes that run beside each other.
const { VITEST_POOL_ID, TEST_PARALLEL_INDEX } = process.env;
const lane = Number(VITEST_POOL_ID ?? TEST_PARALLEL_INDEX ?? 0) % LANES;
let last = randomInt(LANE);

/**
 * The next port to try. A port comes again only after all others of the lane: a client's pool that
 * was cut off from one simulator may not have noticed when the next one listens at its port.
 */
function nextDoorPort(): number {
	last = (last + 1) % LANE;
	return FIRST + lane * LANE + last;
}

/** A listening port that can be shut and opened again. */
export function createDoor(
	answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
	const server = createServer((request, response) => {
		// Whoever asked has gone; there is nobody to tell.
		answer(request, response).catch(() => response.destroy());
	});
	let port: number | undefined;
	return {
		origin: () => `http://127.0.0.1:${port}`,
		open: async (): Promise<void> => {
			if (server.listening) return;
			port = port === undefined ? await listenAtDoor(server) : await listenAt(server, port);
		},
		shut: (): Promise<void> =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Listens at the next port of the lane that nobody has, and says which. */
export async function listenAtDoor(server: Server): Promise<number> {
	for (let attempt = 0; attempt < 50; attempt += 1) {
		try {
			return await listenAt(server, nextDoorPort());
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
		}
	}
	return listenAt(server, 0);
}

export function listenAt(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			server.off("error", reject);
			resolve((server.address() as AddressInfo).port);
		});
	});
}
