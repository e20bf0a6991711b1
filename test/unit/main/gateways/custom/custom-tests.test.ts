import { expect, test } from "vitest";
import { CustomGateway } from "../../../../../src/contract/custom-gateway.ts";
import { GatewayId } from "../../../../../src/contract/ids.ts";
import { customTests } from "../../../../../src/main/gateways/custom/custom-tests.ts";

const baseUrl = "https://api.example.com";
const context = { gatewayTitle: "Mine", model: "m", baseUrl, now: 0 };
const model = {
	...{ id: "seedream", title: "Seedream", sizes: "ratio", tiers: ["2K"] },
	...{ maxImages: 1, maxReferences: 0 },
};
const shared = { models: [model], submitPath: "/v1/images", tierField: "resolution" };
const specs = {
	sync: {
		...{ kind: "sync", ...shared, references: "none", count: "n" },
		...{ outputFormat: false, watermark: false, stream: false, responseFormat: false },
	},
	task: {
		...{ kind: "task", ...shared, references: "none", pollPath: "/v1/tasks/{id}" },
		...{ idPlace: "id", statusPlace: "status", resultPlace: "results[]", errorPlace: "error" },
		...{ doneWords: ["done"], failedWords: ["failed"], referencesField: "image_urls" },
	},
};
const testsOf = (kind: "sync" | "task") =>
	customTests({
		id: GatewayId.parse("custom-a"),
		title: "Mine",
		baseUrl,
		spec: CustomGateway.parse(specs[kind]),
	});
const reply = (status: number, body: unknown = { error: { message: "said" } }) => ({
	status,
	headers: {},
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const site = "<!doctype html><html><body>Welcome</body></html>";

test("the same question goes out with the key and without it", () => {
	for (const kind of ["sync", "task"] as const) {
		const [known, unknown] = testsOf(kind).buildTests(baseUrl);
		expect(known?.url).toBe(unknown?.url);
		expect([known?.auth?.header, unknown?.auth]).toEqual(["authorization", undefined]);
	}
	expect(testsOf("sync").buildTests(baseUrl)[0]?.url).toBe(`${baseUrl}/models`);
	expect(testsOf("task").buildTests(baseUrl)[0]?.url).toBe(`${baseUrl}/v1/tasks/seedcase-test`);
});

test("a key that makes a difference is proven, and models are told", () => {
	const list = reply(200, { data: [{ id: "seedream" }, { id: 7 }, null] });
	expect(testsOf("sync").readTests([list, reply(401)], context)).toEqual({
		proven: "key",
		models: ["seedream"],
	});
	expect(testsOf("task").readTests([reply(404), reply(401), list], context)).toEqual({
		proven: "key",
		models: ["seedream"],
	});
	const inBody = reply(200, { error: { code: 401, message: "no" } });
	expect(testsOf("task").readTests([reply(200, { code: 404 }), inBody], context).proven).toBe(
		"key",
	);
});

test.each([
	["the same answer without the key", [reply(200, { data: [] }), reply(200, { data: [] })]],
	["no such path, with or without it", [reply(404), reply(404)]],
	["a web page that says no such path", [reply(404, site), reply(404, site)]],
	["no second answer", [reply(404)]],
])("%s proves the address and no more", (_, replies) => {
	expect(testsOf("task").readTests(replies, context)).toEqual({ proven: "address" });
});

test.each([
	[reply(401), "key-rejected"],
	[reply(403), "key-rejected"],
	[reply(200, { error: { code: 401, message: "no" } }), "key-rejected"],
	[reply(402), "no-money"],
	[reply(429), "too-many-requests"],
	[reply(500), "gateway-busy"],
	[reply(503), "gateway-busy"],
	[reply(200, site), "address-not-found"],
	[reply(302, ""), "address-not-found"],
	[reply(403, site), "address-not-found"],
])("%o is %s, and never costs anything", (first, reason) => {
	for (const kind of ["sync", "task"] as const) {
		const { error, proven } = testsOf(kind).readTests([first, reply(401)], context);
		expect(error).toMatchObject({ reason, charged: "no" });
		expect(proven).toBeUndefined();
	}
});
