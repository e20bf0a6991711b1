import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReferenceHostTest } from "../../../src/contract/reference-hosts.ts";
import { Settings } from "../../../src/contract/settings.ts";
import { hostsHandlers } from "../../../src/main/ipc/handlers/hosts-handlers.ts";
import { type HostRig, startHostRig } from "./host-rig.ts";
import { type S3Server, s3Error, startS3 } from "./s3-server.ts";

let s3: S3Server;
let rig: HostRig;
let settings: Settings;
beforeEach(async () => {
	[s3, rig] = await Promise.all([startS3(), startHostRig()]);
	settings = Settings.parse({});
});
afterEach(async () => {
	await rig.close();
	await s3.close();
});

const handlers = () =>
	hostsHandlers({
		...rig,
		settings: () => settings,
		change: async (change) => {
			settings = Settings.parse(JSON.parse(JSON.stringify({ ...settings, ...change }), dropNull));
			return settings;
		},
	});
const dropNull = (_: string, value: unknown) => (value === null ? undefined : value);
const caller = { windowId: 1 };
const test = async (changes: object = {}): Promise<ReferenceHostTest> =>
	handlers()["hosts.test"]({ ...s3.draft, ...changes }, caller);

describe("a test of a bucket", () => {
	it("puts a picture, fetches it by its link, removes it, and warns that gateways cannot come here", async () => {
		expect(await test({ prefix: "参考/图" })).toEqual({ notice: "inside-network" });
		expect([s3.count("PUT"), s3.count("GET"), s3.count("DELETE")]).toEqual([1, 1, 1]);
		expect(await s3.objects()).toEqual([]);
	});

	it("does not need the secret again once it is kept, unless it would go with another key or place", async () => {
		const { id } = await handlers()["hosts.save"](s3.draft, caller);
		expect((await test({ id, secret: undefined })).error).toBeUndefined();
		expect((await test({ id, secret: undefined, region: "auto" })).error).toBeUndefined();
		const moved = { id, secret: undefined, endpoint: "http://127.0.0.1:9" };
		expect((await test(moved)).error?.reason).toBe("account-changed");
		const other = { id, secret: undefined, accessKeyId: "AKIAOTHER" };
		expect((await test(other)).error?.reason).toBe("account-changed");
		expect((await test({ secret: undefined })).error?.reason).toBe("key-missing");
	});

	it.each([
		["an address that is not safe", { endpoint: "http://s3.example.com" }, "address-not-https"],
		["an address with a query", { endpoint: "https://s3.example.com/?a=b" }, "address-malformed"],
		["a wrong secret", { secret: { text: "wrong", keeping: "session" } }, "host-rejected"],
		["a bucket that is not there", { bucket: "nowhere" }, "host-bucket-missing"],
		["an address where nobody answers", { endpoint: "http://127.0.0.1:9" }, "unreachable"],
	])("tells of %s", async (_, changes, reason) => {
		expect((await test(changes)).error?.reason).toBe(reason);
	});

	it.each([
		["refused", s3Error(403, "AccessDenied")],
		[
			"a web page",
			{ status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
		],
		["sent elsewhere", { status: 302, headers: { location: "https://example.com" }, body: "" }],
	])(
		"tells of a link that does not give the picture (%s), and leaves nothing behind",
		async (_, reply) => {
			s3.answerNext("GET", reply);
			const { error } = await test();
			expect(error).toMatchObject({ reason: "host-link-dead", facts: { status: reply.status } });
			expect(await s3.objects()).toEqual([]);
		},
	);

	it("tells of keys that may not remove", async () => {
		s3.answerNext("DELETE", s3Error(403, "AccessDenied"));
		expect((await test()).error?.reason).toBe("host-cannot-remove");
	});
});

it("a bucket that is removed is no longer the one that pictures go to", async () => {
	const { id } = await handlers()["hosts.save"](s3.draft, caller);
	const other = await handlers()["hosts.save"]({ ...s3.draft, label: "Other" }, caller);
	settings = Settings.parse({ referenceHost: { kind: "bucket", host: id } });
	await handlers()["hosts.remove"](other.id, caller);
	expect(settings.referenceHost).toBeDefined();
	await handlers()["hosts.remove"](id, caller);
	expect(settings.referenceHost).toBeUndefined();
	expect(await handlers()["hosts.list"](undefined, caller)).toEqual([]);
});
