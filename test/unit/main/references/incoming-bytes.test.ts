import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v4 } from "uuid";
import { expect, test } from "vitest";
import { IncomingToken } from "../../../../src/contract/ids.ts";
import type { Clock } from "../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createIncomingBytes } from "../../../../src/main/references/incoming-bytes.ts";
import { temporaryFolder } from "../library/test-library.ts";
import { fullDisk } from "../store/failing-disk.ts";

const HOUR_MS = 60 * 60_000;

/** A clock whose sleepers wake when they are told to. */
function alarmClock(): Clock & { readonly ring: (ms: number) => void } {
	const sleepers: { readonly ms: number; readonly wake: () => void }[] = [];
	return {
		now: () => 0,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
				sleepers.push({ ms, wake: resolve });
			}),
		ring: (passed) => {
			for (const { ms, wake } of sleepers) if (ms <= passed) wake();
		},
	};
}

async function* chunks(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
	for (const part of parts) yield Buffer.from(part);
}

async function rig(more: Partial<Parameters<typeof createIncomingBytes>[0]> = {}) {
	const at = await temporaryFolder();
	const folder = join(at.path, "incoming");
	const clock = alarmClock();
	const make = () => createIncomingBytes({ folder, clock, log: silentLog, ...more });
	return { ...at, folder, clock, make, left: () => readdir(folder).catch(() => []) };
}

test("bytes can be taken once, by their token alone", async () => {
	await using at = await rig();
	const incoming = at.make();
	const token = await incoming.receive(chunks("one ", "picture"));
	const path = await incoming.takeIncoming(token);
	expect(await readFile(path, "utf8")).toBe("one picture");
	for (const used of [token, IncomingToken.parse(v4())]) {
		await expect(incoming.takeIncoming(used)).rejects.toMatchObject({ reason: "incoming-gone" });
	}
});

test("too many bytes are not read to their end, and nothing stays of them or of none", async () => {
	await using at = await rig({ maxBytes: 10_000 });
	const incoming = at.make();
	let given = 0;
	async function* endless() {
		for (;;) {
			given += 1;
			yield Buffer.alloc(4_000);
		}
	}
	await expect(incoming.receive(endless())).rejects.toMatchObject({
		reason: "reference-too-large",
	});
	expect(given).toBe(3);
	await expect(incoming.receive(chunks())).rejects.toMatchObject({
		reason: "reference-not-a-picture",
	});
	await expect(incoming.receive(broken())).rejects.toThrow();
	expect(await at.left()).toEqual([]);

	async function* broken() {
		yield Buffer.from("half");
		throw new Error("the page went away");
	}
});

test("what an earlier run left is swept at the start, and nobody's token reaches it", async () => {
	await using at = await rig();
	await mkdir(join(at.folder, "folder"), { recursive: true });
	const old = IncomingToken.parse(v4());
	await writeFile(join(at.folder, `${old}.part`), "old");
	const incoming = at.make();
	await incoming.ready;
	expect(await at.left()).toEqual([]);
	await expect(incoming.takeIncoming(old)).rejects.toMatchObject({ reason: "incoming-gone" });
});

test("what nobody takes within an hour, or before the app closes, is removed", async () => {
	await using at = await rig();
	const incoming = at.make();
	const late = await incoming.receive(chunks("late"));
	const taken = await incoming.takeIncoming(await incoming.receive(chunks("taken")));
	at.clock.ring(HOUR_MS - 1);
	expect(await at.left()).toHaveLength(2);
	at.clock.ring(HOUR_MS);
	await expect.poll(at.left).toHaveLength(1);
	await expect(incoming.takeIncoming(late)).rejects.toMatchObject({ reason: "incoming-gone" });
	await incoming.receive(chunks("never"));
	await incoming.close();
	expect(await at.left()).toEqual([taken.slice(at.folder.length + 1)]);
});

test("a full disk is told as one", async () => {
	await using at = await rig({ disk: fullDisk(0) });
	await expect(at.make().receive(chunks("x"))).rejects.toMatchObject({ reason: "disk-full" });
});
