import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBucket } from "../../../src/main/buckets/bucket-client.ts";
import { systemClock } from "../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import { createHttpClient } from "../../../src/main/http/http-client.ts";
import { objectNames } from "../../../src/main/mirror/object-names.ts";
import { type S3Server, startS3 } from "../references/s3-server.ts";
import {
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
let north: Machine;
let target: string;
beforeEach(async () => {
	[s3, folder] = await Promise.all([startS3(), newFolder()]);
	target = join(folder, "targets/copy");
	north = await startMachine({ folder: join(folder, "north"), draft: s3.draft, name: "North" });
	await fill(north.library, someLibrary("a"));
});
afterEach(async () => {
	await north.close();
	await s3.close();
	await removeFolder(folder);
});

const hashOf = (bytes: string) => createHash("sha256").update(bytes).digest("hex");
const ownId = async () => (await north.mirror.libraries()).find(({ own }) => own)?.id ?? "";

/** A mirror that a stranger has put into the bucket, of these files, so many bytes as it says. */
async function strangersMirror(
	files: readonly (readonly [string, string, number])[],
	total = files.reduce((sum, [, , bytes]) => sum + bytes, 0),
) {
	const http = createHttpClient({ clock: systemClock, log: silentLog });
	const [host] = north.hosts.list();
	if (host === undefined) throw new Error("no host");
	const address = north.hosts.address(host.id);
	const bucket = createBucket(address, { http, hosts: north.hosts, clock: systemClock });
	const names = objectNames("seedcase");
	const put = async (name: (sha256: string) => string, text: string) => {
		const bytes = Buffer.from(text);
		const md5 = createHash("md5").update(bytes).digest("base64");
		const sha256 = hashOf(text);
		const object = { bytes, md5, sha256, mime: "application/json" };
		await bucket.put(name(sha256), object, new AbortController().signal);
		return { sha256, bytes: bytes.length };
	};
	await put(names.blob, "good");
	const list = await put(names.blob, JSON.stringify(files));
	const [library, mirror] = [randomUUID(), randomUUID()];
	const of = { version: 1, library, mirror, machine: "Stranger", title: "x", count: 1 };
	const counted = { files: files.length, total, pictures: 1 };
	const manifest = { ...of, writtenAt: 1, lists: [{ part: "2026-11/01", ...list, ...counted }] };
	const put1 = (sha256: string) => names.manifest(library, mirror, 1, sha256);
	const { sha256, bytes } = await put(put1, JSON.stringify(manifest));
	const head = { ...of, manifest: sha256, bytes, pictures: 1, total, changedAt: 1 };
	await put(() => names.head(library, mirror), JSON.stringify(head));
	await http.close();
	return mirror;
}

describe("fetching a mirrored library", () => {
	it("writes nothing outside of its folder, whatever a stranger's manifest names", async () => {
		await north.run();
		const good = hashOf("good");
		const paths = [
			"../outside.png",
			"2026-11/../../outside.png",
			"/tmp/outside.png",
			"C:/outside.png",
			"2026-11\\..\\..\\outside.png",
			"2026-11//x.png",
			".seedcase/teammate.json",
			".SeedCase/index.db",
			"2026-11/nul.png",
			"2026-11/COM1",
			"2026-11/01-a/x.png:stream",
			"2026-11/01-a/dot./x.png",
			`2026-11/${"x".repeat(300)}.png`,
			"2026-11/01-A/GOOD.png",
		];
		const mirror = await strangersMirror([
			["2026-11/01-a/good.png", good, 4],
			...paths.map((path) => [path, good, 4] as const),
			["2026-11/01-a/longer.png", good, 3],
			["2026-11/01-a/none.png", hashOf("nowhere"), 4],
		]);
		const before = await readdir(folder, { recursive: true });
		const ended = await north.fetch(mirror, target);
		expect(ended).toMatchObject({ state: "done", problemCount: paths.length + 2 });
		const reasons = new Set(ended.problems.map(({ error }) => error.reason));
		expect([...reasons].sort()).toEqual(
			expect.arrayContaining(["mirror-file-lost", "mirror-name-unusable"]),
		);
		const copied = Object.keys(await contentOf(target));
		expect(copied).toHaveLength(1);
		expect(copied[0]?.toLowerCase()).toBe("2026-11/01-a/good.png");
		const marker = JSON.parse(await readFile(join(target, ".seedcase/teammate.json"), "utf8"));
		expect(marker).toMatchObject({ name: "Stranger" });
		const after = await readdir(folder, { recursive: true });
		const added = after.filter((path) => !before.includes(path) && !/mirrors/.test(path));
		expect(added.filter((path) => !path.startsWith("targets"))).toEqual([]);
	});

	it("takes nothing from a manifest whose lists are too long or were changed", async () => {
		await north.run();
		// The second takes more room than was asked for.
		for (const [bytes, said] of [
			[1e15, 4],
			[4, 1],
		] as const) {
			const mirror = await strangersMirror([["01-a/x.png", hashOf("good"), bytes]], said);
			const place = join(target, String(bytes));
			const ended = await north.fetch(mirror, place);
			expect(ended).toMatchObject({
				problemCount: 1,
				problems: [{ error: { reason: "mirror-damaged" } }],
			});
			expect(await contentOf(place)).toEqual({});
		}
	});

	it("brings what is new, moves what was moved and sets aside what is gone or in the way", async () => {
		await north.run();
		const id = await ownId();
		await north.fetch(id, target);
		const [day = ""] = (await readdir(join(north.library, "2026-10"))).sort();
		const job = join("2026-10", day);
		await mkdir(join(north.library, "trash/pictures/b"), { recursive: true });
		await rename(
			join(north.library, job, "01.png"),
			join(north.library, "trash/pictures/b/01.png"),
		);
		await rm(join(north.library, "boards/a.json"));
		await fill(north.library, {
			[`${job}/recipe.json`]: "a new recipe",
			"references/shelf.json": "a new shelf",
		});
		await north.run();
		await writeFile(join(target, "references/shelf.json"), "my own words");
		const gets = s3.seen().filter((one) => one.startsWith("GET") && one.includes("/blobs/")).length;
		expect(await north.fetch(id, target)).toMatchObject({ state: "done", problemCount: 0 });
		const { "set-aside": _, ...rest } = { "set-aside": "", ...(await contentOf(target)) };
		const aside = Object.entries(rest).filter(([path]) => path.startsWith("set-aside/"));
		const kept = Object.entries(rest).filter(([path]) => !path.startsWith("set-aside/"));
		expect(Object.fromEntries(kept)).toEqual(await contentOf(north.library));
		expect(aside.map(([path, hash]) => [path.split("/").slice(2).join("/"), hash]).sort()).toEqual([
			["boards/a.json", hashOf('{"board":"a"}')],
			["references/shelf.json", hashOf("my own words")],
		]);
		// Two files and the lists of what changed; the moved picture was here already.
		const now = s3.seen().filter((one) => one.startsWith("GET") && one.includes("/blobs/")).length;
		const lists = new Set(Object.keys(await contentOf(north.library)).map((path) => dirname(path)));
		expect(now - gets).toBeLessThanOrEqual(2 + lists.size);
		expect(north.fetched).toEqual([target, target]);
	});

	it("leaves alone a folder that holds something else, and the library's own", async () => {
		await north.run();
		const id = await ownId();
		await fill(target, { "mine.txt": "mine" });
		expect(await north.fetch(id, target)).toMatchObject({ error: { reason: "folder-not-empty" } });
		expect(await contentOf(target)).toEqual({ "mine.txt": hashOf("mine") });
		await expect(north.fetch(id, join(north.library, "inside"))).rejects.toMatchObject({
			reason: "folder-inside-library",
		});
		await expect(north.fetch(randomUUID(), target)).rejects.toMatchObject({
			reason: "mirror-not-found",
		});
	});

	it("gives back the bytes of one lost picture for repairing", async () => {
		await north.run();
		const path = join(folder, "again.png");
		const { signal } = new AbortController();
		const bytes = "picture a 0 one";
		const file = { sha256: hashOf(bytes), path };
		expect(await north.mirror.has(file.sha256)).toBe(true);
		expect(await north.mirror.has(hashOf("?"))).toBe(false);
		expect(await north.mirror.recover(file, signal)).toBe(true);
		expect(await readFile(path, "utf8")).toBe(bytes);
		expect(await north.mirror.recover({ ...file, sha256: hashOf("?") }, signal)).toBe(false);
	});
});

describe("mirroring by itself", () => {
	it("follows new pictures, waits while there is no network, and leaves other libraries alone", async () => {
		const south = await startMachine({
			...{ folder: join(folder, "south"), draft: s3.draft, name: "South", automatic: true },
		});
		const mirrored = async () => (await south.mirror.status()).mirrored;
		await expect.poll(mirrored).toBe(1);
		south.network.report({ online: false });
		await fill(south.library, { "2026-11/02-new-aaaaaa/01.png": "new" });
		const image = { file: "2026-11/02-new-aaaaaa/01.png" };
		const hear = () => south.mirror.hear("library.added", [image] as never);
		hear();
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(await mirrored()).toBe(1);
		south.network.report({ online: true });
		await expect.poll(mirrored).toBe(2);
		await south.mirror.settled();
		await south.mirror.save(null);
		await fill(south.library, { "2026-11/02-new-aaaaaa/02.png": "newer" });
		hear();
		const before = s3.count("PUT");
		await south.mirror.settled();
		expect(s3.count("PUT")).toBe(before);
		expect(await south.mirror.status()).toMatchObject({ files: 0, mirrored: 0 });
		// Another library in the place of the one that was mirrored has no mirror.
		await north.run();
		await writeFile(
			join(north.library, "library.json"),
			JSON.stringify({ version: 1, id: randomUUID() }),
		);
		expect(await north.mirror.status()).toMatchObject({ files: 0, mirrored: 0 });
		await south.close();
	});
});
