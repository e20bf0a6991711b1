import { link, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { realDisk, sha256OfFile } from "../../../../src/main/store/disk.ts";

let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "seedcase-disk-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe("the disk", () => {
	test("moves a file to a new name, and never over another one", async () => {
		await writeFile(at("from"), "new");
		await writeFile(at("taken"), "old");
		expect(await realDisk.moveToNew(at("from"), at("taken"))).toBe(false);
		expect(await readFile(at("taken"), "utf8")).toBe("old");
		expect(await realDisk.moveToNew(at("from"), at("free"))).toBe(true);
		expect((await readdir(folder)).sort()).toEqual(["free", "taken"]);
		await expect(realDisk.moveToNew(at("nothing"), at("else"))).rejects.toMatchObject({
			code: "ENOENT",
		});
	});

	test("finishes a move that was cut between its two steps", async () => {
		await writeFile(at("from"), "new");
		await link(at("from"), at("to"));
		expect(await realDisk.moveToNew(at("from"), at("to"))).toBe(false);
		await realDisk.remove(at("from"));
		expect(await readFile(at("to"), "utf8")).toBe("new");
	});

	test("hashes what it copies, and leaves nothing of a copy that breaks off", async () => {
		const pieces = async function* (breakOff: boolean) {
			yield Buffer.from("ab");
			yield Buffer.from("c");
			if (breakOff) throw new Error("unplugged");
		};
		// The example of FIPS 180-2, appendix B.1.
		const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
		expect(await realDisk.copyFrom(pieces(false), at("copy"))).toEqual({ bytes: 3, sha256 });
		expect(await sha256OfFile(at("copy"))).toBe(sha256);
		await expect(realDisk.copyFrom(pieces(true), at("broken"))).rejects.toThrow("unplugged");
		expect(await readdir(folder)).toEqual(["copy"]);
	});

	test("makes folders and removes files without minding what is there", async () => {
		await realDisk.makeFolder(at("a/b/c"));
		await realDisk.makeFolder(at("a/b/c"));
		await realDisk.writeFile(at("a/b/c/file"), "text");
		await realDisk.syncFile(at("a/b/c/file"));
		await realDisk.replace(at("a/b/c/file"), at("a/file"));
		await realDisk.remove(at("a/file"));
		await realDisk.remove(at("a/file"));
		expect((await readdir(folder, { recursive: true })).sort()).toEqual(
			["a", "a/b", "a/b/c"].map((p) => join(p)),
		);
	});
});
