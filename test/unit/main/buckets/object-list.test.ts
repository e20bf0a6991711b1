import { describe, expect, it } from "vitest";
import { readObjectPage } from "../../../../src/main/buckets/object-list.ts";

const page = (inner: string) =>
	`<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`;
const entry = (key: string, bytes: string) =>
	`<Contents><Key>${key}</Key><ETag>&quot;abc&quot;</ETag><Size>${bytes}</Size></Contents>`;

describe("a page of a bucket's objects", () => {
	it("is read with its names, sizes and tags, and says whether there are more", () => {
		const more =
			"<IsTruncated>true</IsTruncated><NextContinuationToken>t/1=</NextContinuationToken>";
		expect(readObjectPage(page(entry("a/&amp;é 图.png", "12") + more))).toEqual({
			objects: [{ key: "a/&é 图.png", bytes: 12, etag: "abc" }],
			next: "t/1=",
		});
		expect(readObjectPage(page("<IsTruncated>false</IsTruncated>"))).toEqual({ objects: [] });
	});

	it.each([
		["a sign-in page", "<html><body>Welcome</body></html>"],
		["no markup", "OK"],
		["nothing", ""],
		["a page that was cut off", page(entry("a", "1")).slice(0, 150)],
		["a size that is none", page(entry("a", "many"))],
		["more without a way to it", page("<IsTruncated>true</IsTruncated>")],
	])("is not believed when it is %s", (_, text) => {
		expect(readObjectPage(text)).toBeUndefined();
	});
});
