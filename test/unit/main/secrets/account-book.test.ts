import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { AccountDraft, customGatewayId } from "../../../../src/contract/accounts.ts";
import { CustomGateway } from "../../../../src/contract/custom-gateway.ts";
import { GatewayId } from "../../../../src/contract/ids.ts";
import { AccountBook } from "../../../../src/main/secrets/account-book.ts";
import { AccountRecord } from "../../../../src/main/secrets/account-file.ts";
import type { SealedBox } from "../../../../src/main/secrets/sealed-box.ts";
import { createWeakBox } from "../../../../src/main/secrets/weak-box.ts";

const KEY = "sk-planted-0123456789-wxyz";
const built = {
	id: GatewayId.parse("inside"),
	title: "Inside",
	needsKey: false,
	builtInBaseUrl: "inside://x",
};
const hosted = {
	id: GatewayId.parse("hosted"),
	title: "Hosted",
	needsKey: true,
	defaultBaseUrl: "https://api.example.com/v1",
};

/** A key store that protects, as far as these tests can tell: it turns texts around. */
const keyring: SealedBox = {
	protects: async () => true,
	seal: async (text) => Buffer.from([...text].reverse().join("")).toString("base64"),
	open: async (sealed) => [...Buffer.from(sealed, "base64").toString()].reverse().join(""),
};
const noKeyring: SealedBox = {
	protects: async () => false,
	seal: () => Promise.reject(new Error("no key store")),
	open: () => Promise.reject(new Error("no key store")),
};

let disk: readonly AccountRecord[];
let folder: string;
let changes: { readonly customs: boolean }[];
beforeEach(async () => {
	disk = [];
	changes = [];
	folder = await mkdtemp(join(tmpdir(), "seedcase-accounts-"));
});

function openBook(box: SealedBox = keyring): AccountBook {
	return new AccountBook({
		file: {
			read: () => disk,
			write: (accounts) => {
				disk = structuredClone(accounts);
			},
		},
		box,
		weakBox: createWeakBox(join(folder, "weak-key")),
		gateways: [built, hosted],
		onChange: (_, changed) => changes.push(changed),
	});
}
const draft = (more: object = {}) =>
	AccountDraft.parse({
		gateway: "hosted",
		label: "Studio",
		baseUrl: hosted.defaultBaseUrl,
		...more,
	});
const withKey = (keeping: string) => draft({ key: { text: KEY, keeping } });
const echo = async (key: string | undefined) => key;

describe("accounts", () => {
	it("have the built-in gateway from the first start, once, and it cannot be removed", () => {
		openBook();
		const accounts = openBook().list();
		expect(accounts.map((account) => account.gateway)).toEqual(["inside"]);
		for (const { id } of accounts) expect(() => openBook().remove(id)).toThrow("built in");
	});

	it("show that a key exists and how it ends, and nothing else of it", async () => {
		const account = await openBook().save(withKey("sealed"));
		expect(account.key).toEqual({ keeping: "sealed", lastFour: "wxyz" });
		expect(JSON.stringify(openBook().list())).not.toContain("0123456789");
		expect(JSON.stringify(disk)).not.toContain(KEY);
	});

	it("show nothing of a key so short that four characters would give it away", async () => {
		const account = await openBook().save(draft({ key: { text: "12345678", keeping: "sealed" } }));
		expect(account.key?.lastFour).toBe("");
	});

	it("lend a sealed key after a restart", async () => {
		const { id } = await openBook().save(withKey("sealed"));
		expect(await openBook().lendKey(id, hosted.defaultBaseUrl, echo)).toBe(KEY);
	});

	it("keep a key of this run in memory alone", async () => {
		const book = openBook(noKeyring);
		const { id } = await book.save(withKey("session"));
		expect(await book.lendKey(id, hosted.defaultBaseUrl, echo)).toBe(KEY);
		expect(JSON.stringify(disk)).not.toContain("key");
		await expect(
			openBook(noKeyring).lendKey(id, hosted.defaultBaseUrl, echo),
		).rejects.toMatchObject({
			reason: "key-missing",
		});
	});

	it("keep a weakly protected key out of every file in the clear, and open it after a restart", async () => {
		const { id } = await openBook(noKeyring).save(withKey("weak"));
		expect(JSON.stringify(disk)).not.toContain(KEY);
		expect((await readFile(join(folder, "weak-key"))).includes(KEY)).toBe(false);
		expect(await openBook(noKeyring).lendKey(id, hosted.defaultBaseUrl, echo)).toBe(KEY);
	});

	it("refuse to call a key sealed where nothing seals", async () => {
		await expect(openBook(noKeyring).save(withKey("sealed"))).rejects.toMatchObject({
			reason: "key-store-missing",
		});
	});

	it("say that a key sealed elsewhere cannot be opened here", async () => {
		const { id } = await openBook().save(withKey("sealed"));
		await expect(
			openBook(noKeyring).lendKey(id, hosted.defaultBaseUrl, echo),
		).rejects.toMatchObject({
			reason: "key-unreadable",
		});
	});

	it("keep the key when the label changes, and drop it when the address does", async () => {
		const { id } = await openBook().save(withKey("sealed"));
		const renamed = await openBook().save(draft({ id, label: "Agency" }));
		expect(renamed.key?.lastFour).toBe("wxyz");
		const moved = await openBook().save(draft({ id, baseUrl: "https://other.example.com/v1" }));
		expect(moved.key).toBeUndefined();
	});

	it("never lend a key to an address it was not given for", async () => {
		const { id } = await openBook().save(withKey("sealed"));
		const elsewhere = openBook().lendKey(id, "https://other.example.com/v1", echo);
		await expect(elsewhere).rejects.toMatchObject({ reason: "account-changed" });
	});

	it.each([
		["http://api.example.com/v1", "address-not-https"],
		["ftp://api.example.com", "address-not-https"],
		["https://user:secret@api.example.com", "address-malformed"],
		["https://api.example.com/v1?key=1", "address-malformed"],
	])("refuse the address %s: %s", async (baseUrl, reason) => {
		await expect(openBook().save(draft({ baseUrl }))).rejects.toMatchObject({ reason });
	});

	it("take plain http for this computer, and drop a slash at the end", async () => {
		const account = await openBook().save(draft({ baseUrl: "http://127.0.0.1:8080/v1/" }));
		expect(account.baseUrl).toBe("http://127.0.0.1:8080/v1");
	});
});

describe("custom gateways", () => {
	const spec = CustomGateway.parse({
		kind: "sync",
		models: [
			{
				...{ id: "seedream", title: "Seedream", sizes: "tier-or-pixels", tiers: ["2K"] },
				...{ maxImages: 1, maxReferences: 0 },
			},
		],
		...{ submitPath: "/images/generations", tierField: "resolution", references: "none" },
		...{ count: "n", outputFormat: false, watermark: false, stream: false, responseFormat: false },
	});
	const address = "https://mine.example.com/v1";
	const customDraft = (more: object = {}) =>
		draft({
			...{ gateway: "custom", baseUrl: address, custom: spec },
			...{ key: { text: KEY, keeping: "sealed" }, ...more },
		});

	it("belong to one account, are kept with it, and take its key", async () => {
		const account = await openBook().save(customDraft());
		expect(account).toMatchObject({ gateway: customGatewayId(account.id), custom: spec });
		const again = openBook();
		expect(again.get(account.id)).toEqual(account);
		expect(again.customs()).toEqual([
			{ id: account.gateway, title: "Studio", spec, baseUrl: address },
		]);
		expect(await again.lendKey(account.id, address, echo)).toBe(KEY);
	});

	it("keep description and key when only the label changes", async () => {
		const { id, gateway } = await openBook().save(customDraft());
		const renamed = draft({ id, gateway, label: "Agency", baseUrl: address });
		const account = await openBook().save(renamed);
		expect(account).toMatchObject({ gateway, label: "Agency", custom: spec });
		expect(account.key?.lastFour).toBe("wxyz");
	});

	it("drop the key when the address changes", async () => {
		const { id, gateway } = await openBook().save(customDraft());
		const moved = await openBook().save(
			draft({ id, gateway, baseUrl: "https://other.example.com" }),
		);
		expect(moved.key).toBeUndefined();
	});

	it("are refused without a description", async () => {
		await expect(openBook().save(customDraft({ custom: undefined }))).rejects.toMatchObject({
			reason: "input-invalid",
		});
		expect(disk.map((record) => record.gateway)).toEqual(["inside"]);
	});

	it("tell when they come, change and go, and other accounts do not", async () => {
		const book = openBook();
		const other = await book.save(withKey("sealed"));
		const { id } = await book.save(customDraft());
		book.remove(id);
		book.remove(other.id);
		expect(changes.map(({ customs }) => customs)).toEqual([false, true, true, false]);
	});

	it("stay in the list when their description is damaged, and can be described anew or removed", async () => {
		const { id, gateway } = await openBook().save(customDraft());
		disk = disk.map((record) =>
			AccountRecord.parse(record.id === id ? { ...record, custom: { kind: "magic" } } : record),
		);
		const book = openBook();
		expect(book.customs()).toEqual([]);
		expect(book.get(id)).toMatchObject({ label: "Studio", key: { lastFour: "wxyz" } });
		const mended = await book.save(draft({ id, gateway, baseUrl: address, custom: spec }));
		expect(mended).toMatchObject({ custom: spec, key: { lastFour: "wxyz" } });
		book.remove(id);
		expect(book.customs()).toEqual([]);
	});
});

it("an account of a gateway that only a later version knows can still be removed", async () => {
	const { id } = await openBook().save(withKey("sealed"));
	disk = disk.map((record) =>
		record.id === id ? { ...record, gateway: GatewayId.parse("tomorrow") } : record,
	);
	openBook().remove(id);
	expect(disk.map((record) => record.gateway)).toEqual(["inside"]);
});
