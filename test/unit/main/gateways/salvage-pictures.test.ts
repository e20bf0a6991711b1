import fc from "fast-check";
import { expect, test } from "vitest";
import { salvagePictures } from "../../../../src/main/gateways/salvage-pictures.ts";

test("wherever a reply is cut, exactly the pictures that were whole are found", () => {
	const picture = fc.oneof(
		fc.webUrl({ withQueryParameters: true }).map((url) => ({ url, b64_json: null })),
		fc.base64String({ minLength: 4 }).map((b64_json) => ({ url: null, b64_json })),
	);
	fc.assert(
		fc.property(fc.array(picture, { minLength: 1, maxLength: 6 }), fc.nat(), (data, place) => {
			const whole = JSON.stringify({ created: 1, data });
			const cut = whole.slice(0, place % (whole.length + 1));
			const found = salvagePictures(cut).map((one) => ("link" in one ? one.link : one.base64));
			const all = data.map((one) => one.url ?? one.b64_json);
			expect(found).toEqual(all.slice(0, found.length));
			const complete = all.filter((value) => {
				const end = whole.indexOf(JSON.stringify(value)) + JSON.stringify(value).length;
				return end <= cut.length;
			});
			expect(found.length).toBeGreaterThanOrEqual(new Set(complete).size);
		}),
	);
});

test("escaped addresses come out as they are meant", () => {
	const body = String.raw`{"data":[{"url":"https:\/\/example.com\/a.png?x=1\u0026y=\"2\""},{"url":"https://ex`;
	expect(salvagePictures(body)).toEqual([{ link: 'https://example.com/a.png?x=1&y="2"' }]);
});

test("ten megabytes in one string are found without running out of stack", () => {
	const base64 = "QUJD".repeat(2_500_000);
	expect(salvagePictures(`{"data":[{"b64_json":"${base64}"},{"b64_json":"QU`)).toEqual([
		{ base64 },
	]);
});
