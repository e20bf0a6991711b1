import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
	type ReferenceHost,
	ReferenceHostDraft,
} from "../../../../src/contract/reference-hosts.ts";
import { HostBook } from "../../../../src/main/secrets/host-book.ts";
import { type HostRecord, readHostRecords } from "../../../../src/main/secrets/host-file.ts";
import type { SealedBox } from "../../../../src/main/secrets/sealed-box.ts";
import { createWeakBox } from "../../../../src/main/secrets/weak-box.ts";

const SECRET = "planted/0123456789+wxyz";

/** A key store that protects, as far as these tests can tell: it turns texts around. */
const keyring: SealedBox = {
	protects: async () => true,
	seal: async (text) => Buffer.from([...text].reverse().join("")).toString("base64"),
	open: async (sealed) => [...Buffer.from(sealed, "base64").toString()].reverse().join(""),
};

let disk: readonly HostRecord[];
let told: (readonly ReferenceHost[])[];
let folder: string;
beforeEach(async () => {
	disk = [];
	told = [];
	folder = await mkdtemp(join(tmpdir(), "seedcase-hosts-"));
});

function openBook(box: SealedBox = keyring): HostBook {
	return new HostBook({
		file: {
			read: () => readHostRecords(JSON.parse(JSON.stringify(disk))),
			write: (hosts) => {
				disk = structuredClone(hosts);
			},
		},
		box,
		weakBox: createWeakBox(join(folder, "weak-key")),
		onChange: (hosts) => told.push(hosts),
	});
}
const draft = (more: object = {}) =>
	ReferenceHostDraft.parse({
		...{ label: "Bucket", endpoint: "https://s3.example.com/", region: "auto", bucket: "b" },
		...{ prefix: "", pathStyle: false, accessKeyId: "AKIAONE" },
		...more,
	});
const withSecret = (keeping: string, more: object = {}) =>
	draft({ secret: { text: SECRET, keeping }, ...more });
const lend = (book: HostBook, id: ReferenceHost["id"]) =>
	book.lendSecret(book.address(id), async (secret) => secret);

describe("a reference host", () => {
	it("is kept without its secret in the clear, and told without it", async () => {
		const host = await openBook().save(withSecret("sealed"));
		expect(host).toMatchObject({ endpoint: "https://s3.example.com", key: { lastFour: "wxyz" } });
		for (const place of [disk, told, openBook().list()]) {
			expect(JSON.stringify(place)).not.toContain("0123456789");
		}
		expect(await lend(openBook(), host.id)).toBe(SECRET);
	});

	it("keeps a secret for this run, or weakly, as the designer chose", async () => {
		const book = openBook({ ...keyring, protects: async () => false });
		const session = await book.save(withSecret("session"));
		const weak = await book.save(withSecret("weak"));
		expect([session.key?.keeping, weak.key?.keeping]).toEqual(["session", "weak"]);
		expect(await lend(book, session.id)).toBe(SECRET);
		expect(await lend(openBook(), weak.id)).toBe(SECRET);
		await expect(lend(openBook(), session.id)).rejects.toThrow("has no key");
		await expect(book.save(withSecret("sealed"))).rejects.toThrow("no key store");
	});

	it("keeps its secret when only its name, bucket, region or folder change", async () => {
		const book = openBook();
		const { id } = await book.save(withSecret("sealed"));
		const changes = { label: "New", bucket: "other", region: "eu-west-1", prefix: "in/here" };
		const changed = await book.save(draft({ id, ...changes }));
		expect(changed).toMatchObject({ ...changes, key: { keeping: "sealed" } });
		expect(await lend(book, id)).toBe(SECRET);
		expect(book.list()).toHaveLength(1);
	});

	it.each(["session", "sealed"])(
		"loses a secret (%s) that belongs to another address or access key",
		async (keeping) => {
			for (const moved of [
				{ endpoint: "https://elsewhere.example.com" },
				{ accessKeyId: "AKIATWO" },
			]) {
				const book = openBook();
				const { id } = await book.save(withSecret(keeping));
				expect((await book.save(draft({ id, ...moved }))).key).toBeUndefined();
				await expect(lend(book, id)).rejects.toThrow("has no key");
			}
		},
	);

	it("does not lend a secret for an address it was not given with", async () => {
		const book = openBook();
		const { id } = await book.save(withSecret("sealed"));
		const other = { ...book.address(id), endpoint: "https://elsewhere.example.com" };
		await expect(book.lendSecret(other, async () => true)).rejects.toMatchObject({
			failure: { reason: "account-changed" },
		});
	});

	it.each([
		["http://s3.example.com", "address-not-https"],
		["https://user:pass@s3.example.com", "address-malformed"],
		["https://s3.example.com/?list", "address-malformed"],
	])("is not kept at %s", async (endpoint, reason) => {
		await expect(openBook().save(withSecret("sealed", { endpoint }))).rejects.toMatchObject({
			failure: { reason },
		});
		expect(disk).toEqual([]);
	});

	it.each(["http://localhost:9000", "http://127.0.0.1:9000"])(
		"may be on this computer: %s",
		async (endpoint) => {
			expect(await openBook().save(draft({ endpoint }))).toMatchObject({ endpoint });
		},
	);

	it.each([
		["/a//b/", "a/b"],
		["../../x/./y", "x/y"],
		["参考 / 图", "参考/图"],
		["///", ""],
	])("has its folder %j as %j", async (prefix, plain) => {
		expect((await openBook().save(draft({ prefix }))).prefix).toBe(plain);
	});

	it("that is removed is gone with its secret", async () => {
		const book = openBook();
		const { id } = await book.save(withSecret("session"));
		book.remove(id);
		expect(book.list()).toEqual([]);
		expect(told.at(-1)).toEqual([]);
		expect(() => book.address(id)).toThrow("no longer exists");
		await expect(book.save(draft({ id }))).rejects.toThrow("no longer exists");
	});

	it("that lies damaged on disk does not take the others with it", async () => {
		const { id } = await openBook().save(withSecret("sealed"));
		disk = [{ broken: true } as unknown as HostRecord, ...disk];
		expect(
			openBook()
				.list()
				.map((host) => host.id),
		).toEqual([id]);
	});
});
