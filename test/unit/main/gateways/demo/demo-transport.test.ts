import { describe, expect, test } from "vitest";
import { AppError, type ErrorReason } from "../../../../../src/contract/errors.ts";
import { PaintSpec } from "../../../../../src/contract/paint-spec.ts";
import { demoAdapter } from "../../../../../src/main/gateways/demo/demo-adapter.ts";
import { demoPainter } from "../../../../../src/main/gateways/demo/demo-models.ts";
import {
	createDemoTransport,
	type DemoPorts,
} from "../../../../../src/main/gateways/demo/demo-transport.ts";
import type { DemoBody } from "../../../../../src/main/gateways/demo/demo-wire.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";
import { deliveryOf } from "../delivery-of.ts";

const picture = Uint8Array.from({ length: 40 }, (_, index) => index);
const context = { gatewayTitle: "Demo", model: "Demo painter", baseUrl: "demo://studio", now: 0 };

/** A studio whose painter gives fixed bytes, whose clock does not wait, and whose seeds count up. */
function studio(ports: Partial<DemoPorts> = {}) {
	const painted: PaintSpec[] = [];
	const slept: number[] = [];
	let seed = 0;
	const transport = createDemoTransport({
		paint: async (spec) => {
			painted.push(spec);
			return picture;
		},
		palette: async (url) => (url.endsWith("red") ? ["#ff0000", "#880000"] : ["#0000ff"]),
		clock: {
			now: () => 1_758_000_000_000,
			sleep: async (ms) => {
				slept.push(ms);
			},
		},
		newSeed: () => seed++,
		...ports,
	});
	const ask = (
		method: string,
		url: string,
		body?: string | Uint8Array,
		signal = new AbortController().signal,
	) => transport({ method, url, headers: {}, body, signal });
	return {
		painted,
		slept,
		get: async (url: string) => {
			const reply = await ask("GET", url);
			return { ...reply, bytes: await whole(reply.body) };
		},
		submit: async (order: Partial<DemoBody>, signal?: AbortSignal): Promise<HttpReply> => {
			const body = { model: "demo-painter", prompt: "a heron", size: "2K", ...order };
			const url = "demo://studio/images/generations";
			const reply = await ask("POST", url, JSON.stringify(body), signal);
			return { ...reply, body: new TextDecoder().decode(await whole(reply.body)) };
		},
		ask,
	};
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const set = (count: number) =>
	({
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: count },
	}) as const;

const delivered = (reply: HttpReply) =>
	deliveryOf(demoAdapter.readSubmit(reply, context)).delivered;
const links = (reply: HttpReply) =>
	delivered(reply).flatMap((one) => (one.kind === "link" ? [one.url] : []));

/** What the adapter makes of a reply that is none. */
function reasonOf(reply: HttpReply): ErrorReason {
	if (reply.status >= 300) return demoAdapter.readError(reply, context).reason;
	try {
		demoAdapter.readSubmit(reply, context);
	} catch (error) {
		return AppError.from(error).reason;
	}
	throw new Error("The reply holds pictures.");
}

describe("an order", () => {
	test("is answered with links after a believable time, and painted when a link is fetched", async () => {
		const { submit, get, painted, slept } = studio();
		const reply = await submit({ n: 2 });
		expect(slept).toEqual([1_600]);
		expect(painted).toEqual([]);
		const [first, second, ...none] = links(reply);
		expect(none).toEqual([]);
		const fetched = await get(first ?? "");
		expect(fetched).toMatchObject({
			status: 200,
			headers: { "content-type": "image/png", "content-length": "40" },
			bytes: picture,
		});
		await get(second ?? "");
		expect(painted.map(({ seed, frame, frames }) => ({ seed, frame, frames }))).toEqual([
			{ seed: 0, frame: 1, frames: 1 },
			{ seed: 1, frame: 1, frames: 1 },
		]);
	});

	test("is read from bytes as from text", async () => {
		const { ask } = studio();
		const order = JSON.stringify({ model: "demo-painter", prompt: "雾", size: "2K", n: 2 });
		const url = "demo://studio/images/generations";
		const reply = await ask("POST", url, new TextEncoder().encode(order));
		const body = new TextDecoder().decode(await whole(reply.body));
		expect(links({ ...reply, body })).toHaveLength(2);
	});

	test("of a set shares the seed and numbers its frames", async () => {
		const { submit, get, painted } = studio();
		for (const link of links(await submit(set(3)))) await get(link);
		expect(painted.map(({ seed, frame, frames }) => [seed, frame, frames])).toEqual([
			[0, 1, 3],
			[0, 2, 3],
			[0, 3, 3],
		]);
	});

	test("a link needs no memory: another studio paints the very same", async () => {
		const here = studio();
		const there = studio();
		const [link = ""] = links(await here.submit({ watermark: false, output_format: "webp" }));
		await here.get(link);
		await there.get(link);
		expect(there.painted).toEqual(here.painted);
		expect(there.painted[0]).toMatchObject({ watermark: false, format: "webp", prompt: "a heron" });
	});

	test("keeps the prompt out of the part of a link that is logged", async () => {
		const { submit } = studio();
		const [link = ""] = links(await submit({ prompt: "secret campaign" }));
		const { pathname } = new URL(link);
		expect(pathname).toMatch(/^\/results\/demo-[0-9a-f-]+-1\.png$/);
	});

	test("pixels are taken as they are, a tier lets the prompt choose the shape", async () => {
		const { submit, get, painted } = studio();
		const orders = [
			{ size: "2848x1600" },
			{ size: "1K" },
			{ size: "4K", prompt: "wide panorama of dunes" },
			{ size: "2K", prompt: "电影海报" },
			{ size: "2K", prompt: "一张竖版封面" },
		];
		for (const order of orders) {
			for (const link of links(await submit(order))) await get(link);
		}
		expect(painted.map(({ width, height }) => `${width}x${height}`)).toEqual([
			"2848x1600",
			"1024x1024",
			"5504x3040",
			"2848x1600",
			"1728x2304",
		]);
	});

	test("takes its colours from all references in turn; links and bad pictures lend none", async () => {
		const palette = async (url: string) => {
			if (url.endsWith("bad")) throw new Error("damaged");
			return url.endsWith("red") ? ["#ff0000", "#880000"] : ["#0000ff"];
		};
		const { submit, get, painted } = studio({ palette });
		const image = ["data:,red", "https://example.com/red", "data:,bad", "data:,blue"];
		for (const link of links(await submit({ image }))) await get(link);
		expect(painted[0]?.palette).toEqual(["#ff0000", "#0000ff", "#880000"]);
	});

	test("a prompt of any length makes a link that fits", async () => {
		const { submit, get, painted } = studio();
		const [link = ""] = links(await submit({ prompt: "🐼".repeat(4_000) }));
		expect(link.length).toBeLessThan(2_500);
		await get(link);
		expect(PaintSpec.safeParse(painted[0]).success).toBe(true);
	});

	test.each([
		["5 separate pictures", { n: 5 }],
		["a set of 16", set(16)],
		["15 references", { image: Array.from({ length: 15 }, () => "data:,red") }],
		["references and pictures above 15", { image: ["data:,a", "data:,b"], ...set(14) }],
		["a tier it does not have", { size: "8K" }],
		["too few pixels", { size: "100x100" }],
		["too stretched", { size: "8192x256" }],
		["too long a prompt", { prompt: "x".repeat(4_001) }],
		["an empty prompt", { prompt: "" }],
	] as const)("for %s is rejected, as at a real gateway", async (_, order) => {
		const { submit, slept } = studio();
		const reply = await submit(order as Partial<DemoBody>);
		expect(reasonOf(reply)).toBe("request-rejected");
		expect(slept).toEqual([]);
	});

	test("for another model, at another address or in no JSON is refused too", async () => {
		const { submit, ask } = studio();
		expect(reasonOf(await submit({ model: "x" }))).toBe("model-not-found");
		for (const url of [
			"demo://studio/else",
			"demo://elsewhere/models",
			"demo://studio/results/x",
		]) {
			expect((await ask("GET", url)).status).toBe(404);
		}
		const broken = await ask("POST", "demo://studio/images/generations", "{");
		expect(broken.status).toBe(400);
	});

	test("ends with the signal's reason, before and while it waits", async () => {
		const { submit } = studio();
		await expect(submit({}, AbortSignal.abort("stop"))).rejects.toBe("stop");
		const controller = new AbortController();
		const waiting = studio({
			clock: {
				now: () => 0,
				sleep: (_, signal) =>
					new Promise((_resolve, reject) => {
						signal?.addEventListener("abort", () => reject(signal.reason));
					}),
			},
		});
		const order = waiting.submit({}, controller.signal);
		controller.abort("later");
		await expect(order).rejects.toBe("later");
	});
});

describe("a rehearsal", () => {
	test.each([
		["prompt-refused", "prompt-refused"],
		["wrong-key", "key-rejected"],
		["no-money", "no-money"],
		["too-many-requests", "too-many-requests"],
		["server-error", "gateway-failed"],
		["not-json", "not-json"],
		["html-page", "html-page"],
	] as const)("of %s reads as %s", async (rehearse, reason) => {
		expect(reasonOf(await studio().submit({ rehearse }))).toBe(reason);
	});

	test("of too many requests says when to come back", async () => {
		const reply = await studio().submit({ rehearse: "too-many-requests" });
		expect(demoAdapter.readError(reply, context).failure.retryAfterMs).toBe(5_000);
	});

	test("of a refused frame keeps the others, and alone it is an error", async () => {
		const { submit } = studio();
		const some = await submit({ rehearse: "refused-frame", ...set(3) });
		expect(delivered(some).map(({ kind }) => kind)).toEqual(["link", "refused", "link"]);
		expect(deliveryOf(demoAdapter.readSubmit(some, context)).charged).toEqual({ images: 2 });
		expect(reasonOf(await submit({ rehearse: "refused-frame" }))).toBe("result-refused");
	});

	test("of a lost connection breaks off after the order was taken", async () => {
		await expect(studio().submit({ rehearse: "connection-lost" })).rejects.toMatchObject({
			failure: { reason: "connection-lost", charged: "maybe" },
		});
	});

	test("of a dead link gives links that lead nowhere", async () => {
		const { submit, get, painted } = studio();
		for (const link of links(await submit({ rehearse: "dead-link" }))) {
			expect((await get(link)).status).toBe(404);
		}
		expect(painted).toEqual([]);
	});

	test("of a broken picture sends half of it and calls it whole", async () => {
		const { submit, get } = studio();
		const [link = ""] = links(await submit({ rehearse: "broken-picture" }));
		expect(await get(link)).toMatchObject({
			status: 200,
			headers: { "content-length": "20" },
			bytes: picture.subarray(0, 20),
		});
	});

	test("of slowness takes 20 seconds and goes well", async () => {
		const { submit, slept } = studio();
		expect(links(await submit({ rehearse: "slow" }))).toHaveLength(1);
		expect(slept).toEqual([20_000]);
	});

	test("a painter that fails makes the link fail for now, not for ever", async () => {
		const { submit, get } = studio({ paint: () => Promise.reject(new Error("no canvas")) });
		const [link = ""] = links(await submit({}));
		expect((await get(link)).status).toBe(500);
	});
});

test("the list of models names the one there is", async () => {
	const { get } = studio();
	const { bytes, status } = await get("demo://studio/models");
	const reply = { status, headers: {}, body: new TextDecoder().decode(bytes) };
	expect(demoAdapter.readTests([reply], context)).toEqual({ models: [demoPainter.model] });
});
