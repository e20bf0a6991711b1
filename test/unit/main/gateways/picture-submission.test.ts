import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import type { ReplyContext } from "../../../../src/main/gateways/gateway-adapter.ts";
import { readPictureSubmission } from "../../../../src/main/gateways/picture-submission.ts";

const context: ReplyContext = {
	gatewayTitle: "Testgate",
	model: "Seedream 4.0",
	baseUrl: "https://api.example.com/v1",
	now: 0,
};
const read = (body: string, headers: Record<string, string> = {}) =>
	readPictureSubmission({ status: 200, headers, body }, context);
const readJson = (value: unknown) => read(JSON.stringify(value));
const link = "https://example.com/a.png";

/** Replies seen at relays and in their issue lists, and what is in them. */
test.each([
	[
		"the page's own example",
		{ created: 1, data: [{ url: link, b64_json: null, revised_prompt: "x" }] },
		["link"],
	],
	[
		"Ark's mixed set",
		{
			data: [
				{ url: link, size: "2720x1536" },
				{ error: { code: "OutputImageSensitiveContentDetected", message: "no" } },
				{ url: link },
			],
		},
		["link", "refused", "link"],
	],
	["a link in an object with its cost", { data: [{ url: { url: link, cost: 0.035 } }] }, ["link"]],
	["bare addresses", { data: [link, link] }, ["link", "link"]],
	["one bare address", { data: link }, ["link"]],
	["an object for a list", { data: { url: link } }, ["link"]],
	[
		"an error that is a string",
		{ data: [{ error: "blocked" }, { url: link }] },
		["refused", "link"],
	],
	[
		"an error and a picture in one entry",
		{ data: [{ url: link, error: { message: "late" } }] },
		["link"],
	],
	["nulls among pictures", { data: [null, { url: link }, null] }, ["refused", "link", "refused"]],
	[
		"numbers among pictures",
		{ data: [7, { url: 7 }, { b64_json: "QUJD" }] },
		["refused", "refused", "inline"],
	],
	["an empty link beside bytes", { data: [{ url: "", b64_json: "QUJD" }] }, ["inline"]],
	["a data URL", { data: [{ url: "data:image/jpeg;base64,QUJD" }] }, ["inline"]],
	["bytes with a data prefix", { data: [{ b64_json: "data:image/png;base64,QUJD" }] }, ["inline"]],
	["a message beside pictures", { code: 0, message: "ok", data: [{ url: link }] }, ["link"]],
	["usage in words", { data: [{ url: link }], usage: { generated_images: "one" } }, ["link"]],
	["an error object that says nothing", { error: {}, data: [{ url: link }] }, ["link"]],
])("%s", (_, reply, kinds) => {
	expect(readJson(reply).delivered.map((one) => one.kind)).toEqual(kinds);
});

test("bytes come out bare, whatever stood before them", () => {
	const { delivered } = readJson({ data: [{ b64_json: "data:image/png;base64,QUJD" }] });
	expect(delivered[0]).toEqual({ kind: "inline", base64: "QUJD" });
});

test("the reply's own id, or its header's, is kept for support", () => {
	expect(readJson({ id: "img_1", data: [{ url: link }] }).remoteId).toBe("img_1");
	const body = JSON.stringify({ data: [{ url: link }] });
	expect(read(body, { "x-oneapi-request-id": "2026x" }).remoteId).toBe("2026x");
});

test("a web page is known by its beginning or its name", () => {
	for (const [body, type] of [
		["<!DOCTYPE html><p>", "application/json"],
		["  <html>", ""],
		["welcome", "text/html"],
	]) {
		expect(() => read(body ?? "", { "content-type": type ?? "" })).toThrow(
			expect.objectContaining({ reason: "html-page" }),
		);
	}
});

test("what is no picture reply is kept with the job, short and without secrets", () => {
	const thrown = (() => {
		try {
			read(`oops sk-abcdef123456 ${"z".repeat(900)}`);
		} catch (error) {
			return error;
		}
	})();
	expect(thrown).toBeInstanceOf(AppError);
	const { failure } = thrown as AppError;
	expect(failure).toMatchObject({ reason: "not-json", charged: "maybe" });
	expect(failure.detail).toHaveLength(300);
	expect(failure.detail).not.toContain("abcdef");
});

test("no reply at all can make the reader fail in any other way than in words", () => {
	const bodies = fc.oneof(
		fc.string(),
		fc.json(),
		fc.record({ data: fc.anything(), error: fc.anything(), usage: fc.anything() }).map((value) => {
			try {
				return JSON.stringify(value) ?? "";
			} catch {
				return "";
			}
		}),
	);
	fc.assert(
		fc.property(bodies, (body) => {
			try {
				expect(read(body).delivered.length).toBeGreaterThan(0);
			} catch (error) {
				expect(error).toBeInstanceOf(AppError);
			}
		}),
		{ numRuns: 2_000 },
	);
});
