import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type S3Server, startS3 } from "../references/s3-server.ts";
import type { MirrorOrders } from "./mirror-app.ts";
import {
	blobPuts,
	contentOf,
	fill,
	newFolder,
	removeFolder,
	someLibrary,
	startMachine,
} from "./mirror-rig.ts";

const app = fileURLToPath(new URL("mirror-app.ts", import.meta.url));

let s3: S3Server;
let folder: string;
beforeEach(async () => {
	[s3, folder] = await Promise.all([startS3(), newFolder()]);
});
afterEach(async () => {
	await s3.close();
	await removeFolder(folder);
});

/** One life of a computer. @param killWhen true: it is killed now; absent: it lives to the end */
async function live(orders: Partial<MirrorOrders>, killWhen?: () => boolean): Promise<unknown> {
	// The first life compiles the app's code for all that follow.
	const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
	const child = fork(app, { serialization: "advanced", env });
	const exit = once(child, "exit");
	let said: unknown;
	child.on("message", (message) => {
		said = message;
	});
	child.send({ folder: join(folder, "north"), draft: s3.draft, ...orders });
	const looking = setInterval(() => {
		if (killWhen?.() === true) child.kill("SIGKILL");
	}, 1);
	await exit;
	clearInterval(looking);
	return said;
}

describe("an app that is killed with -9", () => {
	it("in the middle of mirroring loses nothing and sends nothing twice that was seen there", {
		timeout: 120_000,
	}, async () => {
		const library = join(folder, "north/library");
		await fill(library, someLibrary("a", 40));
		const blobs = 122 + 1;
		for (const share of [0.1, 0.5, 0.9]) {
			await live({}, () => blobPuts(s3).size > blobs * share);
		}
		expect(await live({})).toEqual({ state: "done", problems: 0 });
		const counts = [...blobPuts(s3).values()];
		// Three were on their way at each kill; a server that takes half an object gets it again.
		expect(counts.filter((count) => count > 1).length).toBeLessThanOrEqual(9);
		const sent = s3.count("PUT");
		expect(await live({})).toEqual({ state: "done", problems: 0 });
		expect(s3.count("PUT")).toBe(sent);

		const south = await startMachine({
			...{ folder: join(folder, "south"), draft: s3.draft, name: "South" },
		});
		const [{ id = "" } = {}] = await south.mirror.libraries();
		const target = join(folder, "copy");
		const gets = s3.count("GET");
		const orders = { folder: join(folder, "south-too"), fetch: { id, target } };
		await live(orders, () => s3.count("GET") > gets + 50);
		expect(await live(orders)).toEqual({ state: "done", problems: 0 });
		expect(await contentOf(target)).toEqual(await contentOf(library));
		// What was there and whole was not brought again.
		expect(s3.count("GET") - gets).toBeLessThan(blobs + 60);
		await south.close();
	});
});
