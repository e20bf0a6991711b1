import { describe, expect, test } from "vitest";
import { scrub, withoutKey } from "../../../../src/main/foundation/log.ts";
import { threadMs } from "../../../thread-time.ts";

describe("scrub", () => {
	test.each([
		["Incorrect API key provided: sk-abcdef123456, sorry", "sk-abcdef123456"],
		["Incorrect API key provided: ark-3f2a9c1e-77aa, or so", "ark-3f2a9c1e-77aa"],
		[
			"ark-3f2a9c1e-77aa-4b1c-9d2e-1234567890ab-0f1e2",
			"3f2a9c1e-77aa-4b1c-9d2e-1234567890ab-0f1e2",
		],
		["the key arkitect gave: ark-Qm9iIGlzIHlvdXIgdW5jbGU1", "ark-Qm9iIGlzIHlvdXIgdW5jbGU1"],
		["signed by AKLTYWJjZGVmZ2hpamtsbW5v", "AKLTYWJjZGVmZ2hpamtsbW5v"],
		["or AKLTxxxx123456", "AKLTxxxx123456"],
		["AKIAIOSFODNN7EXAMPLE is not active", "AKIAIOSFODNN7EXAMPLE"],
		["AK3f9d8e7c6b5a4f3e2d1c is not active", "AK3f9d8e7c6b5a4f3e2d1c"],
		["token tky.9f8e7d6c5b4a39281706 is disabled", "tky.9f8e7d6c5b4a39281706"],
		["the key rk_live_9f8e7d6c5b4a was revoked", "rk_live_9f8e7d6c5b4a"],
		['{"api_key":"abcd1234efgh"}', "abcd1234efgh"],
		['{"apiKey": "letmein"}', "letmein"],
		['{"said":"{\\"api_key\\":\\"abcd1234efgh\\"}"}', "abcd1234efgh"],
		['{"key": "9f8e7d6c5b4a3928"}', "9f8e7d6c5b4a3928"],
		['{"secret_key":"hush-hush"}', "hush-hush"],
		['{"access_token":"open.sesame"}', "open.sesame"],
		["x-api-key: 9f8e7d6c5b4a", "9f8e7d6c5b4a"],
		["X-Goog-Api-Key: 9f8e7d6c5b4a", "9f8e7d6c5b4a"],
		["api_key=9f8e7d6c5b4a&model=x", "9f8e7d6c5b4a"],
		["Invalid API key: 9f8e7d6c5b4a.", "9f8e7d6c5b4a"],
		["Authorization: Bearer 9f8e7d6c5b4a", "9f8e7d6c5b4a"],
		['{"authorization":"Basic dXNlcjpwYXNz"}', "dXNlcjpwYXNz"],
		["bearer 9f8e7d6c5b4a", "9f8e7d6c5b4a"],
		["https://a.example/1.png?X-Tos-Credential=AKxyz%2F1&x=1", "AKxyz%2F1"],
		["https://a.example/1.png?x=1&X-Tos-Signature=abcdef", "abcdef"],
		["https://a.example/1.png?OSSAccessKeyId=LTAI12345&Signature=q", "LTAI12345"],
	])("%s loses its secret", (text, secret) => {
		const scrubbed = scrub(text);
		expect(scrubbed).not.toContain(secret);
		expect(scrubbed).toContain("[removed]");
	});

	test.each([
		"Incorrect API key provided: please check it.",
		"Invalid API key: make sure that the key belongs to this account.",
		"The API key is missing",
		'{"key": "size", "message": "unknown key"}',
		'{"keys":["a","b"],"monkey":"banana","keyboard":"qwerty12"}',
		"https://ark.cn-beijing.volces.com/api/v3/images/generations",
		"https://ark-content-generation-v2-cn-beijing.tos-cn-beijing.volces.com/a/b.jpeg?x=1",
		"an ark-shaped boat, akin to a risk-averse task-runner in tky",
		"tky.example.com",
		"Request id: 0217654321abcdef0123456789abcdef",
		"job 01980c4e-7b1a-7c3f-9d2e-1234567890ab failed after 12 s: ECONNRESET",
		'{"total_tokens":4160,"output_tokens":4160,"max_tokens":8}',
		"doubao-seedream-4-0-250828 has no field akimbo",
		"/home/designer/Pictures/Seedcase/2026-11-21 fog over key west.png",
		"token limit: 4096, secret garden, key: value",
	])("%s stays as it is", (text) => {
		expect(scrub(text)).toBe(text);
	});

	test("what is around a secret stays readable", () => {
		expect(scrub('{"api_key":"abcd1234efgh","model":"m"}')).toBe(
			'{"api_key":"[removed]","model":"m"}',
		);
		expect(scrub("Authorization: Bearer 9f8e7d6c5b4a, then")).toBe(
			"Authorization: Bearer [removed], then",
		);
		expect(scrub("https://a.example/1.png?X-Tos-Signature=abc&x=1")).toBe(
			"https://a.example/1.png?X-Tos-Signature=[removed]&x=1",
		);
	});

	test("a megabyte of almost-keys takes no time to speak of", () => {
		for (const part of ["ark-", "key ", "?x-", "api_key", "authorization: ", '\\"key', "AK1"]) {
			const started = threadMs();
			scrub(part.repeat(250_000));
			expect(threadMs() - started, part).toBeLessThan(2_000);
		}
	});
});

describe("withoutKey", () => {
	const key = "k+3/9f8e=7d6c";

	test("every occurrence of the key is removed, whatever it is written like", () => {
		const base64 = Buffer.from(key).toString("base64");
		for (const form of [
			key,
			encodeURIComponent(key),
			encodeURIComponent(key).replaceAll(/%../g, (octet) => octet.toLowerCase()),
			base64,
			base64.replace(/=+$/, ""),
			Buffer.from(key).toString("base64url"),
			key.replaceAll("/", "\\/"),
		]) {
			expect(withoutKey(`<${form}> and <${form}>`, key)).toBe("<[removed]> and <[removed]>");
		}
	});

	test("a key with quotes is found inside JSON", () => {
		const odd = 'nine"lives\\left';
		expect(withoutKey(JSON.stringify({ said: odd }), odd)).toBe('{"said":"[removed]"}');
	});

	test("blanks that came with a pasted key do not hide it", () => {
		expect(withoutKey("you sent 9f8e7d6c5b4a", "  9f8e7d6c5b4a\n")).toBe("you sent [removed]");
	});

	test("a key that could be any word is left alone: a paid reply must stay whole", () => {
		expect(withoutKey('{"data":[]}', "data")).toBe('{"data":[]}');
		expect(withoutKey('{"data":[]}', "")).toBe('{"data":[]}');
		expect(withoutKey('{"data":[]}', undefined)).toBe('{"data":[]}');
	});
});
