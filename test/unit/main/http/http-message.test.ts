import { expect, test } from "vitest";
import { retryAfterMs } from "../../../../src/main/http/http-message.ts";

const now = Date.parse("2026-11-21T10:00:00Z");
const read = (value: string) => retryAfterMs({ headers: { "retry-after": value } }, now);

test.each([
	["7", 7_000],
	[" 0.5 ", 500],
	["Sat, 21 Nov 2026 10:00:30 GMT", 30_000],
	["Sat, 21 Nov 2026 09:00:00 GMT", 0],
	["soon", undefined],
	["-3x", undefined],
	["", undefined],
	["9".repeat(400), undefined],
])("Retry-After %j is %s ms", (value, expected) => {
	expect(read(value)).toBe(expected);
});

test("no header is no advice", () => {
	expect(retryAfterMs({ headers: {} }, now)).toBeUndefined();
});
