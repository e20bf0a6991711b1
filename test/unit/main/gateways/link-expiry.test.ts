import { expect, test } from "vitest";
import { epochMs, linkExpiry, resultExpiry } from "../../../../src/main/gateways/link-expiry.ts";

const at = (text: string) => Date.parse(text);

test.each([
	["Volcengine", "X-Tos-Date=20261121T093000Z&X-Tos-Expires=86400", "2026-11-22T09:30:00Z"],
	[
		"Amazon, in any order",
		"X-Amz-Expires=3600&x=1&X-Amz-Date=20261231T233000Z",
		"2027-01-01T00:30:00Z",
	],
	["Google", "X-Goog-Date=20261121T000000Z&X-Goog-Expires=60", "2026-11-21T00:01:00Z"],
	[
		"Alibaba, in lower case",
		"x-oss-date=20261121T000000Z&x-oss-expires=60",
		"2026-11-21T00:01:00Z",
	],
	["the older form with a date", "Expires=1795255200&Signature=a", "2026-11-21T10:00:00Z"],
])("a link signed by %s says when it dies", (_, query, expected) => {
	expect(linkExpiry(`https://bucket.example.com/a.png?${query}`)).toBe(at(expected));
});

test.each([
	["https://api.tokaify.com/assets/images/seedream-4-0-1.png"],
	["https://example.com/a.png?X-Tos-Date=20261121T093000Z"],
	["https://example.com/a.png?X-Tos-Expires=86400"],
	["https://example.com/a.png?X-Tos-Date=yesterday&X-Tos-Expires=86400"],
	["https://example.com/a.png?X-Tos-Date=20261341T093000Z&X-Tos-Expires=86400"],
	["https://example.com/a.png?X-Tos-Date=20261121T093000Z&X-Tos-Expires=-1"],
	["https://example.com/a.png?expires=3600"],
	["no link"],
])("%s does not say", (link) => {
	expect(linkExpiry(link)).toBeUndefined();
});

test.each([
	[1768467463, "2026-01-15T08:57:43Z"],
	[1768467463.5, "2026-01-15T08:57:43.500Z"],
	["1768467463", "2026-01-15T08:57:43Z"],
	[1768467463000, "2026-01-15T08:57:43Z"],
	["2026-01-15T16:57:43+08:00", "2026-01-15T08:57:43Z"],
])("%j is a time", (value, expected) => {
	expect(epochMs(value)).toBe(at(expected));
});

test.each([0, -1, 86_400, 1e300, Number.NaN, "", "soon", "0", null, undefined, {}, true])(
	"%j is no time",
	(value) => {
		expect(epochMs(value)).toBeUndefined();
	},
);

test("a signature of before 1970 says nothing", () => {
	const query = "X-Amz-Date=00010101T000000Z&X-Amz-Expires=60";
	expect(linkExpiry(`https://cdn.example.com/a.png?${query}`)).toBeUndefined();
});

const HOUR = 3_600_000;
const link = "https://cdn.example.com/a.png";
const sentAt = at("2026-11-21T10:00:00Z");
const now = at("2026-11-21T10:05:00Z");
const known = { hours: 72, sentAt, now };

test.each([
	["the reply's own word", { told: "2026-11-21T12:00:00Z" }, at("2026-11-21T12:00:00Z")],
	["no end before the beginning", { told: sentAt / 1000 - 60 }, sentAt + 72 * HOUR],
	["no end that is none", { told: 0 }, sentAt + 72 * HOUR],
	["the rule from the end of the work", { completed: now / 1000 - 60 }, now - 60_000 + 72 * HOUR],
	["a gateway whose clock is ahead", { completed: now / 1000 + 999 }, now + 72 * HOUR],
	["a gateway whose clock is behind", { completed: sentAt / 1000 - 999 }, sentAt + 72 * HOUR],
	["the rule from the request", {}, sentAt + 72 * HOUR],
])("a result link lives by %s", (_, more, expected) => {
	expect(resultExpiry(link, { ...known, ...more })).toBe(expected);
});

test("without any time the rule counts from now, and a signature is above all", () => {
	expect(resultExpiry(link, { hours: 24, now })).toBe(now + 24 * HOUR);
	const signed = `${link}?X-Tos-Date=20261121T100000Z&X-Tos-Expires=60`;
	expect(resultExpiry(signed, { ...known, told: now + HOUR })).toBe(sentAt + 60_000);
});
