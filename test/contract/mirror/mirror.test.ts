import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type S3Server, s3Error, startS3 } from "../references/s3-server.ts";
import {
	blobPuts,
	contentOf,
	fill,
	type Machine,
	newFolder,
	removeFolder,
	someLibrary,
	startMachine,
} from "./mirror-rig.ts";

let s3: S3Server;
let folder: string;
let machines: Machine[];
beforeEach(async () => {
	[s3, folder] = await Promise.all([startS3(), newFolder()]);
	machines = [];
});
afterEach(async () => {
	for (const machine of machines) await machine.close();
	await s3.close();
	await removeFolder(folder);
});

async function machine(name: string, more: { draft?: object; ahead?: number } = {}) {
	const draft = { ...s3.draft, ...more.draft };
	const made = await startMachine({ ...more, folder: join(folder, name), draft, name });
	machines.push(made);
	return made;
}
const puts = () => s3.count("PUT");
const libraryOf = async (one: Machine, name: string) => {
	const found = (await one.mirror.libraries()).find((library) => library.machine === name);
	if (found === undefined) throw new Error(`no library of ${name}`);
	return found;
};

describe("mirroring", () => {
	it("keeps the libraries of two computers in one bucket, and gives each back bit for bit", async () => {
		const [north, south] = [await machine("North"), await machine("South")];
		await fill(north.library, { ...someLibrary("a"), "2026-11/shared.png": "the same" });
		await fill(south.library, { ...someLibrary("b"), "2026-09/again.png": "the same" });
		const runs = await Promise.all([north.run(), south.run()]);
		expect(runs.map(({ state, problemCount }) => [state, problemCount])).toEqual([
			["done", 0],
			["done", 0],
		]);
		for (const [name, one] of [
			["North", north],
			["South", south],
		] as const) {
			const { id, own, pictures } = await libraryOf(north, name);
			expect([own, pictures]).toEqual([name === "North", 12]);
			const target = join(folder, `copy of ${name}`);
			expect(await north.fetch(id, target)).toMatchObject({ state: "done", problemCount: 0 });
			expect(await contentOf(target)).toEqual(await contentOf(one.library));
			const marker = await readFile(join(target, ".seedcase/teammate.json"), "utf8");
			expect(JSON.parse(marker)).toMatchObject({ name });
		}
		expect(await north.mirror.status()).toMatchObject({ files: 24, mirrored: 24 });
	});

	it("sends nothing when nothing has changed, and only what has when something did", async () => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a"));
		await one.run();
		const before = puts();
		await one.run();
		expect(puts()).toBe(before);
		await fill(one.library, { "2026-11/05-new/01.png": "new", "boards/a.json": "changed" });
		await one.run();
		// Two blobs, the lists of two parts, the manifest and the head.
		expect(puts()).toBe(before + 6);
	});

	it("keeps apart two computers with a copy of the same library", async () => {
		const north = await machine("North");
		await fill(north.library, someLibrary("a"));
		await north.run();
		await fill(join(folder, "South/library"), {
			...someLibrary("a"),
			"library.json": await readFile(join(north.library, "library.json"), "utf8"),
			"boards/a.json": "changed in the south",
		});
		const south = await machine("South");
		await south.run();
		await fill(north.library, { "boards/b.json": "new in the north" });
		await north.run();
		for (const [name, one] of [
			["North", north],
			["South", south],
		] as const) {
			const target = join(folder, `copy of ${name}`);
			await north.fetch((await libraryOf(north, name)).id, target);
			expect(await contentOf(target)).toEqual(await contentOf(one.library));
		}
	});

	it("finds an object that was lost or damaged, and mends it", async () => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a"));
		await one.run();
		const [lost = "", cut = "", other = ""] = [...blobPuts(s3).keys()].map((hash) =>
			s3.pathOf(`seedcase/blobs/${hash}`),
		);
		await rm(lost);
		await writeFile(cut, "half");
		await writeFile(other, (await readFile(other, "utf8")).replace(/^./, "?"));
		await rm(`${other}.md5`);
		expect(await one.run()).toMatchObject({ state: "done", problemCount: 0 });
		const target = join(folder, "copy");
		const { id } = await libraryOf(one, "North");
		expect(await one.fetch(id, target)).toMatchObject({ problemCount: 0 });
		expect(await contentOf(target)).toEqual(await contentOf(one.library));
	});

	it("never takes anything out of the bucket, whatever goes from the library", async () => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a"));
		await one.run();
		const before = await s3.objects();
		await rm(join(one.library, "2026-10"), { recursive: true });
		await one.run();
		expect(await s3.objects()).toEqual(expect.arrayContaining([...before]));
		expect(s3.count("DELETE")).toBe(0);
		const target = join(folder, "copy");
		await one.fetch((await libraryOf(one, "North")).id, target);
		expect(await contentOf(target)).toEqual(await contentOf(one.library));
	});

	it("goes on where it was when the server goes away in the middle and comes back", async () => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a", 30));
		const running = one.run();
		await expect.poll(() => blobPuts(s3).size, { interval: 1 }).toBeGreaterThan(10);
		const gone = await s3.vanish();
		expect(await running).toMatchObject({ state: "failed", error: { kind: "network" } });
		await gone.again();
		expect(await one.run()).toMatchObject({ state: "done", problemCount: 0 });
		expect(Math.max(...blobPuts(s3).values())).toBeLessThanOrEqual(2);
		const target = join(folder, "copy");
		await one.fetch((await libraryOf(one, "North")).id, target);
		expect(await contentOf(target)).toEqual(await contentOf(one.library));
	});
});

describe("a bucket that does not take it", () => {
	it.each([
		[
			"a wrong key",
			{ draft: { secret: { text: "wrong-secret", keeping: "session" } } },
			"host-rejected",
		],
		["a bucket that is gone", { draft: { bucket: "nothing-here" } }, "host-bucket-missing"],
		["a clock that is an hour ahead", { ahead: 3_600_000 }, "host-clock-wrong"],
	] as const)("is told in a sentence: %s", async (_, more, reason) => {
		const one = await machine("North", more);
		await fill(one.library, someLibrary("a", 1));
		expect(await one.run()).toMatchObject({ state: "failed", error: { reason } });
		expect(await one.mirror.status()).toMatchObject({ mirrored: 0 });
	});

	it.each([
		["full", s3Error(507, "XMinioStorageFull"), "bucket-full", 1],
		["busy for good", s3Error(503, "SlowDown"), "bucket-busy", 40],
		[
			"a sign-in page",
			{ status: 200, headers: { "content-type": "text/html" }, body: "<html>Welcome</html>" },
			"bucket-strange",
			1,
		],
	] as const)("is told in a sentence: %s", async (_, reply, reason, times) => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a", 1));
		for (let time = 0; time < times; time += 1) s3.answerNext("PUT", reply);
		expect(await one.run()).toMatchObject({ state: "failed", error: { reason } });
		const left = await s3.objects();
		expect(left.filter((key) => key.includes("/heads/")).length).toBeLessThanOrEqual(1);
	});

	it("is waited for when it is busy for a moment", async () => {
		const one = await machine("North");
		await fill(one.library, someLibrary("a", 1));
		for (let time = 0; time < 4; time += 1) s3.answerNext("PUT", s3Error(503, "SlowDown"));
		expect(await one.run()).toMatchObject({ state: "done", problemCount: 0 });
	});
});
