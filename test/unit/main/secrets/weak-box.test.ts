import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWeakBox } from "../../../../src/main/secrets/weak-box.ts";

let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "seedcase-weak-"));
});
afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});
const keyFile = () => join(folder, "inside", "weak-key");

describe("a weak box", () => {
	test("opens what it sealed, in a later run too, and keeps nothing in the clear", async () => {
		const sealed = await createWeakBox(keyFile()).seal("sk-planted-key");
		expect(await createWeakBox(keyFile()).open(sealed)).toBe("sk-planted-key");
		expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("planted");
		expect(await readFile(keyFile())).toHaveLength(32);
		expect(await readdir(join(folder, "inside"))).toEqual(["weak-key"]);
	});

	test.skipIf(process.platform === "win32")("is readable by its user alone", async () => {
		await createWeakBox(keyFile()).seal("secret");
		expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
	});

	test("seals the same text differently each time", async () => {
		const box = createWeakBox(keyFile());
		expect(await box.seal("secret")).not.toBe(await box.seal("secret"));
	});

	test("keeps one key when several first seals come at once, in one box and in two", async () => {
		const boxes = [createWeakBox(keyFile()), createWeakBox(keyFile())];
		const texts = Array.from({ length: 20 }, (_, n) => `key ${n}`);
		const sealed = await Promise.all(
			texts.map((text, n) => boxes[n % 2]?.seal(text) ?? Promise.reject(new Error("no box"))),
		);
		const later = createWeakBox(keyFile());
		expect(await Promise.all(sealed.map((one) => later.open(one)))).toEqual(texts);
		expect(await readdir(join(folder, "inside"))).toEqual(["weak-key"]);
	});

	test.each([
		["an empty", 0],
		["a short", 7],
		["a long", 33],
	])("replaces %s key file at the next seal, and refuses to open until then", async (_, length) => {
		const old = await createWeakBox(keyFile()).seal("lost");
		await writeFile(keyFile(), Buffer.alloc(length, 1));
		const box = createWeakBox(keyFile());
		await expect(box.open(old)).rejects.toThrow("damaged");
		const fresh = await box.seal("new");
		expect(await box.open(fresh)).toBe("new");
		await expect(box.open(old)).rejects.toThrow();
		expect(await readFile(keyFile())).toHaveLength(32);
	});

	test("reads its key file once for any number of openings", async () => {
		const box = createWeakBox(keyFile());
		const sealed = await Promise.all(["first", "second"].map((text) => box.seal(text)));
		await rm(keyFile());
		expect(await Promise.all(sealed.map((one) => box.open(one)))).toEqual(["first", "second"]);
		await expect(createWeakBox(keyFile()).open(sealed[0] ?? "")).rejects.toThrow("missing");
	});

	test("seals by what the file says now, so that a later run opens it", async () => {
		const box = createWeakBox(keyFile());
		await box.open(await box.seal("kept in memory"));
		await rm(keyFile());
		const sealed = await box.seal("after the file was gone");
		expect(await createWeakBox(keyFile()).open(sealed)).toBe("after the file was gone");
	});

	test("opens what another box has sealed since the file was replaced", async () => {
		const box = createWeakBox(keyFile());
		await box.open(await box.seal("old"));
		await rm(keyFile());
		const sealed = await createWeakBox(keyFile()).seal("new");
		expect(await box.open(sealed)).toBe("new");
	});

	test("makes no key file for opening", async () => {
		const sealed = await createWeakBox(keyFile()).seal("secret");
		await rm(keyFile());
		await expect(createWeakBox(keyFile()).open(sealed)).rejects.toThrow("missing");
		expect(await readdir(join(folder, "inside"))).toEqual([]);
	});

	test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
		"leaves a key file alone that it may not read",
		async () => {
			await createWeakBox(keyFile()).seal("secret");
			await chmod(keyFile(), 0o000);
			await expect(createWeakBox(keyFile()).seal("more")).rejects.toThrow("EACCES");
		},
	);
});
