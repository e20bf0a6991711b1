import { expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { evolinkUploads as uploads } from "../../../../../src/main/gateways/evolink/evolink-uploads.ts";

const context = {
	gatewayTitle: "EvoLink",
	model: "",
	baseUrl: "https://files-api.evolink.ai",
	now: Date.parse("2026-11-21T10:00:00Z"),
};
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
	uploads.readUpload(
		{ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) },
		context,
	);
const failureOf = (...args: Parameters<typeof read>) => {
	try {
		read(...args);
	} catch (error) {
		if (error instanceof AppError) return error.failure;
	}
	throw new Error("nothing was thrown");
};
const data = {
	file_id: "file_abc123",
	file_name: "avatar.png",
	file_url: "https://files.evolink.ai/avatars/avatar.png",
	download_url: "https://files.evolink.ai/api/v1/files/download/file_abc123",
	expires_at: "2026-11-24T18:00:00+08:00",
};

test.each([
	["https://api.evolink.ai", "https://files-api.evolink.ai"],
	["https://API.evolink.ai/v1", "https://files-api.evolink.ai"],
	["http://127.0.0.1:7001", "http://127.0.0.1:7001"],
	["http://127.0.0.1:7001/v1", "http://127.0.0.1:7001"],
	["https://proxy.example.com/evolink/v1", "https://proxy.example.com"],
])("files of an account at %s go to %s", (base, expected) => {
	expect(uploads.baseUrl(base)).toBe(expected);
});

test("a file goes out whole, under its own name, and costs nothing", async () => {
	const file = { bytes: Uint8Array.of(1, 2, 3), mime: "image/png" as const, name: "ab12.png" };
	const { method, url, headers, body, free, auth } = uploads.buildUpload(file, "https://f.example");
	expect([method, url, free]).toEqual([
		"POST",
		"https://f.example/api/v1/files/upload/stream",
		true,
	]);
	expect(auth).toEqual({ header: "authorization", prefix: "Bearer " });
	const form = await new Response(Buffer.from(body ?? ""), { headers }).formData();
	expect([...form.keys()].sort()).toEqual(["file", "file_name"]);
	expect(form.get("file_name")).toBe("ab12.png");
	const sent = form.get("file") as File;
	expect([sent.name, sent.type, sent.size]).toEqual(["ab12.png", "image/png", 3]);
});

test("the link, its end and the id of a file are read", () => {
	expect(read(200, { success: true, code: 200, msg: "ok", data })).toEqual({
		url: data.file_url,
		id: "file_abc123",
		expiresAt: Date.parse("2026-11-24T10:00:00Z"),
	});
	expect(read(201, { data: { download_url: data.download_url } })).toEqual({
		url: data.download_url,
	});
});

test("a file is taken away by its id", () => {
	expect(uploads.buildRemove?.("file/1", "https://f.example")).toMatchObject({
		method: "DELETE",
		url: "https://f.example/api/v1/files/file%2F1",
	});
});

test.each([
	[200, { success: false, code: 40003, msg: "quota full" }, "uploads-full"],
	[400, { success: false, code: 40003, msg: "quota full" }, "uploads-full"],
	[200, { success: false, code: 40001, msg: "too large" }, "upload-failed"],
	[200, { success: false, code: 40002, msg: "type not allowed", data }, "upload-failed"],
	[200, { success: false, code: 401, msg: "bad key" }, "key-rejected"],
	[200, { success: false, code: 500, msg: "storage" }, "upload-failed"],
	[401, { success: false, code: 401, msg: "bad key" }, "key-rejected"],
	[402, "", "no-money"],
	[500, { success: false, code: 50001, msg: "storage" }, "upload-failed"],
	[502, "<html>", "upload-failed"],
	[200, "<html>", "upload-failed"],
	[200, "", "upload-failed"],
	[200, { success: true, data: {} }, "upload-failed"],
	[200, { success: true, data: { file_url: "file:///etc/passwd" } }, "upload-failed"],
])("%i %j is %s and costs nothing", (status, body, reason) => {
	expect(failureOf(status, body)).toMatchObject({ reason, charged: "no" });
});

test("the gateway's words and its wish to wait are kept", () => {
	expect(failureOf(200, { success: false, code: 40002, msg: "type not allowed" })).toMatchObject({
		facts: { host: "EvoLink", said: "type not allowed" },
		gatewayCode: "40002",
	});
	expect(failureOf(429, "", { "retry-after": "9" })).toMatchObject({
		reason: "too-many-requests",
		retryAfterMs: 9_000,
	});
});
