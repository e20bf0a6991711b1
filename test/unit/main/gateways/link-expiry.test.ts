import { expect, test } from "vitest";
import { linkExpiry } from "../../../../src/main/gateways/link-expiry.ts";

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
