import fc from "fast-check";
import { expect, it } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { arkStream } from "../../../../src/main/gateways/ark-stream.ts";
import type { ReplyContext, StreamReading } from "../../../../src/main/gateways/gateway-adapter.ts";
import { type PlacedPicture, StreamTale } from "../../../../src/main/jobs/stream-tale.ts";

const context: ReplyContext = { gatewayTitle: "Ark", model: "m", baseUrl: "https://x", now: 0 };
const tell = (stream: StreamReading = arkStream) => new StreamTale(stream, () => context);
const frame = (index: number | undefined, url: string) =>
	`event: image_generation.partial_succeeded\ndata: ${JSON.stringify({
		type: "image_generation.partial_succeeded",
		...(index !== undefined && { image_index: index }),
		url,
	})}\n\n`;

async function heard(body: Uint8Array, cuts: readonly number[]) {
	const tale = tell();
	const pieces = async function* () {
		let at = 0;
		for (const cut of [...cuts].sort((a, b) => a - b)) {
			if (cut <= at || cut >= body.length) continue;
			yield body.subarray(at, cut);
			at = cut;
		}
		yield body.subarray(at);
	};
	const found: PlacedPicture[] = [];
	for await (const placed of tale.hearAll(pieces())) found.push(placed);
	return { tale, found };
}

it("gives each picture one place, and the same one however the bytes were cut", async () => {
	const indexes = fc.array(fc.option(fc.nat(20), { nil: undefined }), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(indexes, fc.array(fc.nat(4_000)), async (given, cuts) => {
			const body = Buffer.from(
				given.map((index, at) => frame(index, `https://x/${at}.png`)).join(""),
			);
			const [whole, cut] = [await heard(body, []), await heard(body, cuts)];
			expect(cut.found).toEqual(whole.found);
			expect(whole.found).toHaveLength(given.length);
			expect(new Set(whole.found.map(({ index }) => index)).size).toBe(given.length);
		}),
	);
});

it("is over with its last event, or with [DONE] alone", async () => {
	const body = frame(0, "https://x/0.png");
	expect((await heard(Buffer.from(body), [])).tale.over).toBe(false);
	expect((await heard(Buffer.from(`${body}data: [DONE]\n\n`), [])).tale.over).toBe(true);
	const { tale } = await heard(
		Buffer.from(
			`${body}data: {"type":"image_generation.completed","usage":{"generated_images":1}}\n\n`,
		),
		[],
	);
	expect(tale).toMatchObject({ over: true, charged: { images: 1 } });
});

it("a fault in one event costs no other its pictures", () => {
	let calls = 0;
	const tale = tell({
		readEvent: () => {
			calls += 1;
			if (calls === 1) throw new TypeError("a bug");
			return [{ kind: "picture", delivered: { kind: "link", url: "https://x/1.png" } }];
		},
	});
	expect(tale.hear({ event: "message", data: "{}" })).toEqual([]);
	expect(tale.hear({ event: "message", data: "{}" })).toMatchObject([{ index: 0 }]);
});

it("keeps why the request failed, and what came before it", () => {
	const error = appError("prompt-refused", { gateway: "Ark" });
	const parts = [
		[{ kind: "picture", index: 2, delivered: { kind: "link", url: "https://x/2.png" } }],
		[{ kind: "failed", error }],
	] as const;
	let at = 0;
	const tale = tell({ readEvent: () => parts[at++] ?? [] });
	expect(tale.hear({ event: "message", data: "{}" })).toMatchObject([{ index: 2 }]);
	expect(tale.hear({ event: "message", data: "{}" })).toEqual([]);
	expect(tale).toMatchObject({ over: true, failed: error });
});
