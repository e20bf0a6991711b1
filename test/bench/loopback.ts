import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";

/**
 * Starts `loopback-server.ts` beside us.
 * @param picturePath the picture it serves
 * @returns its origin, such as `http://127.0.0.1:41234`
 */
export async function startLoopback(
	picturePath?: string,
): Promise<AsyncDisposable & { readonly origin: string }> {
	const args = picturePath === undefined ? [] : [picturePath];
	const child = fork(join(import.meta.dirname, "loopback-server.ts"), args, { stdio: "inherit" });
	const [port] = await once(child, "message");
	return {
		origin: `http://127.0.0.1:${z.int().parse(port)}`,
		[Symbol.asyncDispose]: async () => {
			const ended = once(child, "exit");
			child.disconnect();
			await ended;
		},
	};
}
