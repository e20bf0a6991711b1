import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { HttpClient } from "../../../src/main/http/http-client.ts";
import { realSpoolDisk, type SpoolDisk } from "../../../src/main/http/spool-disk.ts";
import { failureOf, httpServer, options, post, testClient, testFolder } from "./http-bench.ts";
import { dyingDisk, fillingDisk } from "./staged-disk.ts";

test("a reply is on disk under its name, whole, and small ones are at hand", async () => {
	const folder = await testFolder();
	const base = await httpServer((_, response) => response.end('{"data":[]}'));
	const path = join(folder, "job.reply");
	const heads: number[] = [];
	const reply = await testClient().sendToFile(post(base), {
		...options(base),
		path,
		onHeaders: ({ status }) => heads.push(status),
	});
	expect(reply).toMatchObject({ status: 200, bytes: 11, path, text: '{"data":[]}' });
	expect(await readFile(path, "utf8")).toBe('{"data":[]}');
	expect(await readdir(folder)).toEqual(["job.reply"]);
	expect(heads).toEqual([200]);
});

test("a large reply goes to disk without being held", async () => {
	const folder = await testFolder();
	const chunk = Buffer.alloc(1_000_000, 65);
	const base = await httpServer(async (_, response) => {
		for (let i = 0; i < 30; i += 1) {
			if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
		}
		response.end();
	});
	const path = join(folder, "job.reply");
	const reply = await testClient().sendToFile(post(base), { ...options(base), path });
	expect(reply).toMatchObject({ bytes: 30_000_000, path });
	expect(reply.text).toBeUndefined();
	expect((await readFile(path)).length).toBe(30_000_000);
});

test.each([
	["in one piece", [10_000_000]],
	["in pieces of every size", [1, 70_000, 5, 9_000, 65_536, 300_000, 20, 1_000_000, 16_384, 4_000]],
	["packed", [10_000_000]],
])("a large reply is on disk byte by byte: %s", async (how, sizes) => {
	const body = randomBytes(10_000_000);
	const base = await httpServer(async (_, response) => {
		const packed = how === "packed";
		if (packed) response.setHeader("content-encoding", "gzip");
		const sent = packed ? gzipSync(body) : body;
		for (let at = 0, turn = 0; at < sent.length; turn += 1) {
			const size = sizes[turn % sizes.length] ?? 1;
			if (!response.write(sent.subarray(at, at + size))) await once(response, "drain");
			at += size;
		}
		response.end();
	});
	const path = join(await testFolder(), "job.reply");
	await testClient().sendToFile(post(base), { ...options(base), path });
	expect((await readFile(path)).equals(body)).toBe(true);
});

test("nothing is sent when the reply would have nowhere to go", async () => {
	const folder = await testFolder();
	let seen = 0;
	const base = await httpServer((_, response) => {
		seen += 1;
		response.end();
	});
	const path = join(folder, "gone", "job.reply");
	const failure = await failureOf(testClient().sendToFile(post(base), { ...options(base), path }));
	expect(failure).toMatchObject({ reason: "no-room-for-reply", kind: "storage", charged: "no" });
	expect(seen).toBe(0);
});

test.runIf(process.platform === "linux")(
	"a disk that is full when the reply comes does not lose what the reply says",
	async () => {
		const folder = await testFolder();
		await symlink("/dev/full", join(folder, "job.reply.part"));
		const base = await httpServer((_, response) => response.end('{"data":["paid"]}'));
		const path = join(folder, "job.reply");
		const reply = await testClient().sendToFile(post(base), { ...options(base), path });
		expect(reply).toMatchObject({ status: 200, text: '{"data":["paid"]}' });
		expect(reply.path).toBeUndefined();
		expect(await readdir(folder)).toEqual([]);
	},
);

const MB = 1024 * 1024;

/** A client whose gateway answers with these bytes in pieces, and whose replies go to `disk`. */
function answering(body: () => AsyncIterable<Uint8Array>, disk: SpoolDisk) {
	return testClient({ "demo:": async () => ({ status: 200, headers: {}, body: body() }) }, disk);
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function sendTo(client: HttpClient) {
	const folder = await testFolder();
	const path = join(folder, "job.reply");
	const sending = client.sendToFile(post("demo://studio"), { ...options("demo://studio"), path });
	return { folder, path, sending };
}

test("a disk that fills up in the middle of a large reply loses no byte of it", async () => {
	const reply = Buffer.from(randomBytes(20 * MB).toString("base64"));
	const client = answering(() => inPieces(reply), fillingDisk(10 * MB + 123));
	const { folder, sending } = await sendTo(client);
	const { text, path, bytes } = await sending;
	expect(bytes).toBe(reply.length);
	expect(path).toBeUndefined();
	expect(text === reply.toString()).toBe(true);
	// The pictures themselves need the room.
	expect(await readdir(folder)).toEqual([]);
});

test("a reply that cannot be named at the end is given back as text", async () => {
	const reply = Buffer.from(randomBytes(6 * MB).toString("base64"));
	const disk = { ...realSpoolDisk, rename: () => Promise.reject(new Error("EPERM")) };
	const { sending } = await sendTo(answering(() => inPieces(reply), disk));
	const { text, path } = await sending;
	expect(path).toBeUndefined();
	expect(text === reply.toString()).toBe(true);
});

test("above 256 MB a full disk is an error that says it was paid, and its part is kept", async () => {
	const chunk = Buffer.alloc(MB, 65);
	let given = 0;
	const endless = async function* () {
		for (;;) {
			given += 1;
			yield chunk;
		}
	};
	const { folder, sending } = await sendTo(answering(endless, fillingDisk(5 * MB)));
	expect(await failureOf(sending)).toMatchObject({ reason: "disk-full", charged: "yes" });
	expect(given).toBe(257);
	expect((await stat(join(folder, "job.reply.broken"))).size).toBe(5 * MB);
});

test("a large reply whose part cannot be read again is an error that says it was paid", async () => {
	const reply = Buffer.alloc(6 * MB, 65);
	const { sending } = await sendTo(answering(() => inPieces(reply), dyingDisk(5 * MB)));
	expect(await failureOf(sending)).toMatchObject({ reason: "disk-full", charged: "yes" });
});

test("a small reply survives even a disk that can be neither written nor read", async () => {
	const { sending } = await sendTo(answering(() => inPieces(Buffer.from("[1]")), dyingDisk(1)));
	expect(await sending).toMatchObject({ text: "[1]" });
});

test("a reply that breaks off after the disk filled up keeps what is on the disk", async () => {
	const breaking = async function* () {
		yield* inPieces(Buffer.alloc(8 * MB, 65));
		throw new Error("the easel fell over");
	};
	const { folder, sending } = await sendTo(answering(breaking, fillingDisk(5 * MB)));
	await failureOf(sending);
	expect((await stat(join(folder, "job.reply.broken"))).size).toBe(5 * MB);
});

test("with less than 32 MB free nothing is sent", async () => {
	let asked = 0;
	const nothing = async function* () {
		asked += 1;
		yield Buffer.from("{}");
	};
	const withFree = (bytes: number | undefined) =>
		sendTo(answering(nothing, { ...realSpoolDisk, freeBytes: () => Promise.resolve(bytes) }));
	const { folder, sending } = await withFree(32 * MB - 1);
	const failure = await failureOf(sending);
	expect(failure).toMatchObject({ reason: "no-room-for-reply", charged: "no" });
	expect(failure.message).not.toMatch(/…|undefined/);
	expect(await readdir(folder)).toEqual([]);
	expect(asked).toBe(0);
	await (await withFree(32 * MB)).sending;
	await (await withFree(undefined)).sending;
	expect(asked).toBe(2);
});

test("free space is known for a real folder, and unknown where the system does not say", async () => {
	expect(await realSpoolDisk.freeBytes(await testFolder())).toBeGreaterThan(0);
	expect(await realSpoolDisk.freeBytes("/nowhere/at/all")).toBeUndefined();
});

test.runIf(process.platform === "linux")("a file system without a size has room", async () => {
	expect(await realSpoolDisk.freeBytes("/proc")).toBeUndefined();
});
