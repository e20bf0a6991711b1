import { readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failureOf, httpServer, options, post, testClient, testFolder } from "./http-bench.ts";

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

test("a reply that breaks off leaves no file that could be taken for a whole one", async () => {
	const folder = await testFolder();
	const base = await httpServer((_, response) => {
		response.writeHead(200, { "content-length": 1000 });
		response.write('{"data":[', () => response.socket?.destroy());
	});
	const path = join(folder, "job.reply");
	const failure = await failureOf(testClient().sendToFile(post(base), { ...options(base), path }));
	expect(failure).toMatchObject({ reason: "connection-lost", charged: "maybe" });
	expect(await readdir(folder)).toEqual([]);
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

test.runIf(process.platform === "linux")(
	"a full disk and a reply too large to hold is an error that says it was paid",
	async () => {
		const folder = await testFolder();
		await symlink("/dev/full", join(folder, "job.reply.part"));
		const base = await httpServer((_, response) => response.end(Buffer.alloc(6_000_000, 65)));
		const path = join(folder, "job.reply");
		const failure = await failureOf(
			testClient().sendToFile(post(base), { ...options(base), path }),
		);
		expect(failure).toMatchObject({ reason: "disk-full", charged: "yes" });
	},
);
