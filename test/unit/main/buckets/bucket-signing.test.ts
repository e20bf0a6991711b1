import { describe, expect, it } from "vitest";
import { putObject, signedLink } from "../../../../src/main/buckets/bucket-signing.ts";
import { newHostId } from "../../../../src/main/foundation/new-id.ts";
import type { BucketAddress } from "../../../../src/main/secrets/host-book.ts";

/** The keys and the moment of Amazon's own examples. */
const signer = (changes: Partial<BucketAddress>) => ({
	bucket: {
		...{ id: newHostId(), label: "Bucket", endpoint: "https://s3.amazonaws.com" },
		...{ region: "us-east-1", bucket: "examplebucket", prefix: "", pathStyle: false },
		accessKeyId: "AKIAIOSFODNN7EXAMPLE",
		...changes,
	},
	secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	now: Date.parse("2013-05-24T00:00:00Z"),
});
const linkOf = async (changes: Partial<BucketAddress>, key = "a.png") =>
	new URL(await signedLink(signer(changes), key, 3600));

describe("a signed link", () => {
	it.each([
		[{}, "https://examplebucket.s3.amazonaws.com/a.png"],
		[{ pathStyle: true }, "https://s3.amazonaws.com/examplebucket/a.png"],
		[
			{ endpoint: "https://s3.example.com:9000" },
			"https://examplebucket.s3.example.com:9000/a.png",
		],
		[{ endpoint: "https://example.com/s3" }, "https://examplebucket.example.com/s3/a.png"],
		[
			{ endpoint: "https://example.com/s3", pathStyle: true },
			"https://example.com/s3/examplebucket/a.png",
		],
		// There is no such thing as a bucket below an address of numbers.
		[{ endpoint: "http://127.0.0.1:9000" }, "http://127.0.0.1:9000/examplebucket/a.png"],
		[{ endpoint: "http://[::1]:9000" }, "http://[::1]:9000/examplebucket/a.png"],
	] as const)("of %j leads to %s", async (changes, address) => {
		const link = await linkOf(changes);
		expect(`${link.origin}${link.pathname}`).toBe(address);
		expect(link.searchParams.get("X-Amz-Credential")).toBe(
			"AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request",
		);
		expect(link.searchParams.get("X-Amz-Expires")).toBe("3600");
	});

	it("never lives longer than a signature can", async () => {
		const link = new URL(await signedLink(signer({}), "a.png", 99_999_999));
		expect(link.searchParams.get("X-Amz-Expires")).toBe("604800");
	});

	it("is the same for the same moment and another for another secret", async () => {
		expect((await linkOf({})).href).toBe((await linkOf({})).href);
		const other = await signedLink({ ...signer({}), secret: "another" }, "a.png", 3600);
		expect(other).not.toBe((await linkOf({})).href);
	});
});

it("a request that puts has its type, the hash of its bytes, and no host of its own", async () => {
	const bytes = Buffer.from("Welcome to Amazon S3.");
	const request = await putObject(signer({}), { key: "test$file.text", bytes, mime: "image/png" });
	expect(request).toMatchObject({
		method: "PUT",
		url: "https://examplebucket.s3.amazonaws.com/test%24file.text",
		free: true,
		body: bytes,
		headers: {
			"content-type": "image/png",
			// Of Amazon's example "PUT Object" (Signature Version 4, "Examples: Signature Calculations").
			"x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
			"x-amz-date": "20130524T000000Z",
		},
	});
	expect(Object.keys(request.headers)).not.toContain("host");
	expect(request.headers.authorization).toContain("SignedHeaders=content-type;host;");
});
