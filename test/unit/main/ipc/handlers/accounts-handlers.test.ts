import { beforeEach, describe, expect, test } from "vitest";
import { AccountDraft, NEW_CUSTOM_GATEWAY } from "../../../../../src/contract/accounts.ts";
import { CustomGateway } from "../../../../../src/contract/custom-gateway.ts";
import { appError } from "../../../../../src/contract/errors.ts";
import { type AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import { createGatewayRegistry } from "../../../../../src/main/gateways/registry.ts";
import type { HttpReply, HttpRequest } from "../../../../../src/main/http/http-message.ts";
import { accountsHandlers } from "../../../../../src/main/ipc/handlers/accounts-handlers.ts";
import { AccountBook } from "../../../../../src/main/secrets/account-book.ts";
import type { AccountRecord } from "../../../../../src/main/secrets/account-file.ts";
import type { SealedBox } from "../../../../../src/main/secrets/sealed-box.ts";

const KEY = "sk-planted-0123456789-wxyz";
const box: SealedBox = {
	protects: async () => true,
	seal: async (text) => Buffer.from(text).toString("hex"),
	open: async (sealed) => Buffer.from(sealed, "hex").toString(),
};
const caller = { windowId: 1 };

type Sent = { readonly request: HttpRequest; readonly key: string | undefined };
let sent: Sent[];
let answer: (request: HttpRequest) => HttpReply;
let inUse: ReadonlySet<AccountId>;

function openHandlers() {
	let disk: readonly AccountRecord[] = [];
	const accounts = new AccountBook({
		file: { read: () => disk, write: (next) => (disk = next) },
		box,
		weakBox: box,
		gateways: createGatewayRegistry(() => []).adapters(),
		onChange: () => {},
	});
	const registry = createGatewayRegistry(() => accounts.customs());
	const http = {
		send: async (request: HttpRequest, { key }: { readonly key?: string | undefined }) => {
			sent.push({ request, key });
			return answer(request);
		},
	};
	const handlers = accountsHandlers({
		...{ accounts, registry, http, clock: { now: () => 0 } },
		isInUse: (id) => inUse.has(id),
	});
	return { accounts, handlers };
}

const json = (body: unknown, status = 200): HttpReply => ({
	status,
	headers: {},
	body: JSON.stringify(body),
});
beforeEach(() => {
	sent = [];
	inUse = new Set();
	answer = ({ url }) => {
		if (url.endsWith("/models")) return json({ data: [{ id: "doubao-seedream-4-0-250828" }] });
		return url.endsWith("/subscription")
			? json({ hard_limit_usd: 30 })
			: json({ total_usage: 1050 });
	};
});

const tokaify = (more: object = {}) =>
	AccountDraft.parse({
		...{ gateway: "tokaify", label: "Studio", baseUrl: "https://api.example.com/v1" },
		...{ key: { text: KEY, keeping: "sealed" }, ...more },
	});
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
const custom = (more: Partial<AccountDraft> = {}) =>
	tokaify({ gateway: NEW_CUSTOM_GATEWAY, label: "Mine", custom: spec, ...more });

describe("the balance of an account", () => {
	test("is asked for with the kept key", async () => {
		const { handlers } = openHandlers();
		const { id } = await handlers["accounts.save"](tokaify(), caller);
		const found = await handlers["accounts.balance"](id, caller);
		expect(found.error).toBeUndefined();
		expect(found.balance?.amount).toBe(19.5);
		expect(sent.every(({ key }) => key === KEY)).toBe(true);
	});

	test("is nothing where the gateway does not tell, and nobody is asked", async () => {
		const { handlers } = openHandlers();
		const { id } = await handlers["accounts.save"](custom(), caller);
		expect(await handlers["accounts.balance"](id, caller)).toEqual({});
		expect(sent).toEqual([]);
	});

	test("that cannot be had is said inside the answer", async () => {
		const { handlers, accounts } = openHandlers();
		const { id } = await handlers["accounts.save"](tokaify(), caller);
		answer = () => {
			throw appError("unreachable", { gateway: "Tokaify" });
		};
		expect(await handlers["accounts.balance"](id, caller)).toMatchObject({
			error: { reason: "unreachable" },
		});
		accounts.remove(id);
		expect(await handlers["accounts.balance"](id, caller)).toMatchObject({
			error: { reason: "account-not-found" },
		});
	});
});

describe("a test", () => {
	test("of a custom gateway asks as the form describes it, before it is saved", async () => {
		const { handlers } = openHandlers();
		answer = () => json({ error: { message: "who are you" } }, 401);
		expect(await handlers["accounts.test"](custom(), caller)).toMatchObject({
			error: { reason: "key-rejected" },
		});
		expect(sent[0]).toMatchObject({
			key: KEY,
			request: { url: "https://api.example.com/v1/models" },
		});
	});

	test("never sends the kept key to another address", async () => {
		const { handlers } = openHandlers();
		const { id } = await handlers["accounts.save"](tokaify(), caller);
		const moved = tokaify({ id, baseUrl: "https://evil.example/v1", key: undefined });
		await handlers["accounts.test"](moved, caller);
		expect(sent.map(({ key }) => key)).not.toContain(KEY);
	});

	test("of a gateway this version does not know is an answer in words", async () => {
		const { handlers } = openHandlers();
		const unknown = tokaify({ gateway: GatewayId.parse("tomorrow") });
		expect(await handlers["accounts.test"](unknown, caller)).toMatchObject({
			error: { reason: "not-supported" },
		});
	});
});

test("the list of gateways has what was saved a moment ago", async () => {
	const { handlers } = openHandlers();
	const { gateway } = await handlers["accounts.save"](custom(), caller);
	const infos = await handlers["gateways.list"](undefined, caller);
	expect(infos.at(-1)).toMatchObject({ id: gateway, title: "Mine", custom: true });
});

test("an account that unfinished jobs need stays until they have ended", async () => {
	const { handlers } = openHandlers();
	const { id } = await handlers["accounts.save"](tokaify(), caller);
	inUse = new Set([id]);
	expect(() => handlers["accounts.remove"](id, caller)).toThrow(
		expect.objectContaining({ reason: "account-in-use" }),
	);
	inUse = new Set();
	await handlers["accounts.remove"](id, caller);
	const left = await handlers["accounts.list"](undefined, caller);
	expect(left.map((account) => account.id)).not.toContain(id);
});

const taskGateway = CustomGateway.parse({
	...{ kind: "task", models: spec.models, references: "none" },
	...{ submitPath: "/v1/images/generations", pollPath: "/v1/tasks/{id}" },
	...{ idPlace: "id", statusPlace: "status", resultPlace: "results", errorPlace: "error" },
	...{ doneWords: ["completed"], failedWords: ["failed"] },
	...{ tierField: "resolution", referencesField: "image_urls" },
});

test("a custom gateway stays of its kind while jobs need it", async () => {
	const { handlers } = openHandlers();
	const { id, gateway, custom: sync } = await handlers["accounts.save"](custom(), caller);
	inUse = new Set([id]);
	const asTask = custom({ id, gateway, custom: taskGateway, key: undefined });
	expect(() => handlers["accounts.save"](asTask, caller)).toThrow(
		expect.objectContaining({ reason: "account-in-use" }),
	);
	const renamed = custom({ id, gateway, custom: sync, label: "Other", key: undefined });
	expect(await handlers["accounts.save"](renamed, caller)).toMatchObject({ label: "Other" });
	inUse = new Set();
	expect(await handlers["accounts.save"](asTask, caller)).toMatchObject({
		custom: { kind: "task" },
	});
});
