import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { readArkEvent } from "../../../../../src/main/gateways/ark-event.ts";
import { arkStream, readStreamedOrPlain } from "../../../../../src/main/gateways/ark-stream.ts";
import type {
	Delivered,
	Delivery,
	ReplyContext,
	StreamPart,
} from "../../../../../src/main/gateways/gateway-adapter.ts";
import { placeOf } from "../../../../../src/main/gateways/stream-places.ts";

const context: ReplyContext = {
	gatewayTitle: "Testgate",
	model: "Seedream 4.5",
	baseUrl: "https://api.example.com/v1",
	now: 0,
};
const link = (name: string | number) => `https://example.com/${name}.png`;
const hear = (data: unknown, event = "message") =>
	readArkEvent({ event, data: typeof data === "string" ? data : JSON.stringify(data) }, context);

const type = (name: string) => `image_generation.${name}`;
const made = (index: number) => ({
	type: type("partial_succeeded"),
	model: "seedream",
	created: 1_757_396_757,
	image_index: index,
	url: link(index),
	size: "2496x1664",
});
const held = (index: number, code = "OutputImageSensitiveContentDetected") => ({
	type: type("partial_failed"),
	image_index: index,
	error: { code, message: "held back. Request id: 0217abcdef" },
});
const completed = (images: number) => ({
	type: type("completed"),
	usage: { generated_images: images, output_tokens: 1 },
});
const sse = (...events: readonly (object | string)[]) =>
	events
		.map((event) =>
			typeof event === "string"
				? `data: ${event}\n\n`
				: `event: ${"type" in event ? event.type : "error"}\ndata: ${JSON.stringify(event)}\n\n`,
		)
		.join("");
const read = (body: string, type = "text/event-stream"): Delivery =>
	readStreamedOrPlain({ status: 200, headers: { "content-type": type }, body }, context);
const kindsOf = ({ delivered }: Delivery) => delivered.map(({ kind }) => kind);
const reasonsOf = ({ delivered }: Delivery) =>
	delivered.flatMap((one) => (one.kind === "refused" ? one.error.reason : []));
const linkAt = (index: number): Delivered => ({ kind: "link", url: link(index) });

test("a frame that was made is a picture in its place", () => {
	expect(hear(made(3))).toEqual([{ kind: "picture", index: 3, delivered: linkAt(3) }]);
	const inline = { ...made(1), url: undefined, b64_json: "QUJD" };
	expect(hear(inline)).toEqual([
		{ kind: "picture", index: 1, delivered: { kind: "inline", base64: "QUJD" } },
	]);
});

test("a frame that failed is refused in its place, in words", () => {
	const [part, ...more] = hear(held(1));
	expect(more).toEqual([]);
	expect(part).toMatchObject({
		kind: "picture",
		index: 1,
		delivered: { kind: "refused", error: { reason: "result-refused", requestId: "0217abcdef" } },
	});
});

test("after a fault of the service no more frames come", () => {
	expect(hear(held(1, "InternalServiceError")).map(({ kind }) => kind)).toEqual([
		"picture",
		"ended",
	]);
});

test("the end says what was charged", () => {
	expect(hear(completed(2))).toEqual([{ kind: "ended", charged: { images: 2 } }]);
	expect(hear({ type: type("completed") })).toEqual([{ kind: "ended" }]);
});

test.each([
	[
		"an error object",
		{ error: { code: "InputTextSensitiveContentDetected", message: "no" } },
		"message",
	],
	["an error event", { code: "InputTextSensitiveContentDetected", message: "no" }, "error"],
	[
		"an error that calls itself one",
		{ type: "error", code: "InputTextSensitiveContentDetected", message: "no" },
		"message",
	],
])("%s fails the request as a whole", (_, data, event) => {
	const [part] = hear(data, event);
	expect(part).toMatchObject({ kind: "failed", error: { reason: "prompt-refused" } });
});

test("an error in plain words is shown, and may have cost", () => {
	const [part] = hear("upstream timed out", "error");
	const error = part?.kind === "failed" ? part.error.failure : undefined;
	expect(error).toMatchObject({ reason: "gateway-failed", charged: "maybe" });
	expect(error?.detail).toBe("upstream timed out");
});

test("a type in place of a code is understood", () => {
	const [part] = hear({ error: { code: "BadRequest", message: "size" } });
	expect(part).toMatchObject({ kind: "failed", error: { reason: "request-rejected" } });
});

test.each([
	["a draft", { type: type("partial_image"), partial_image_index: 0, b64_json: "QUJD" }],
	["a draft by its name alone", { b64_json: "QUJD" }],
	["the closing word", "[DONE]"],
	["nothing", ""],
	["a number", "7"],
	["news of progress", { type: type("in_progress"), progress: 40 }],
])("%s tells nothing", (_, data) => {
	expect(hear(data, type("partial_image"))).toEqual([]);
});

test("a picture beside an error is a picture", () => {
	expect(hear({ ...held(2), url: link(2) })).toEqual([
		{ kind: "picture", index: 2, delivered: linkAt(2) },
	]);
});

test("a plain reply inside one event is read as such", () => {
	const reply = { data: [{ url: link(0) }, { url: link(1) }], usage: { generated_images: 2 } };
	expect(hear(reply)).toEqual([
		{ kind: "picture", index: 0, delivered: linkAt(0) },
		{ kind: "picture", index: 1, delivered: linkAt(1) },
		{ kind: "ended", charged: { images: 2 } },
	]);
});

test("a list at the end is not the pictures once more", () => {
	expect(hear({ ...completed(2), data: [{ url: link(0) }] })).toEqual([
		{ kind: "ended", charged: { images: 2 } },
	]);
});

test("values that stand one under the other without a blank line are all read", () => {
	const both = `${JSON.stringify(made(0), null, 1)}\n${JSON.stringify(made(1))}\n[DONE]`;
	expect(hear(both).map((part) => part.kind === "picture" && part.index)).toEqual([0, 1]);
});

test("an event that was cut short gives its picture if that is whole", () => {
	const whole = JSON.stringify(made(5));
	const afterLink = whole.indexOf('","size"');
	expect(hear(whole.slice(0, afterLink + 3))).toEqual([
		{ kind: "picture", index: 5, delivered: linkAt(5) },
	]);
	expect(hear(whole.slice(0, afterLink))).toEqual([]);
});

test("a link's own end is read out of it", () => {
	const signed = `${link("a")}?X-Tos-Date=20261121T000000Z&X-Tos-Expires=86400`;
	const [part] = hear({ ...made(0), url: signed });
	expect(part).toMatchObject({ delivered: { expiresAt: Date.UTC(2026, 10, 22) } });
});

test("pictures without a place, or with one that is taken, go to the first free one", () => {
	expect(placeOf(2, [])).toBe(2);
	expect(placeOf(undefined, [0, 2])).toBe(1);
	expect(placeOf(0, [0, 1])).toBe(2);
	for (const odd of [-1, 0.5, Number.NaN, 1e9]) expect(placeOf(odd, [0])).toBe(1);
});

test("a whole stream is read as its events are", () => {
	const delivery = read(sse(made(0), held(1), made(2), completed(2), "[DONE]"));
	expect(kindsOf(delivery)).toEqual(["link", "refused", "link"]);
	expect(delivery).toMatchObject({ charged: { images: 2 } });
});

test("frames that come out of order have their own places", () => {
	const { delivered } = read(sse(made(2), made(0), made(1), completed(3)));
	expect(delivered).toEqual([linkAt(0), linkAt(1), linkAt(2)]);
});

test("a place that nothing came for is empty, and says so", () => {
	const delivery = read(sse(made(2), made(0), completed(2)));
	expect(kindsOf(delivery)).toEqual(["link", "refused", "link"]);
	expect(reasonsOf(delivery)).toEqual(["empty-answer"]);
});

test("plain JSON is read as such, whatever its type says, and a stream too", () => {
	const plain = JSON.stringify({ data: [{ url: link(0) }] });
	expect(read(plain).delivered).toEqual([linkAt(0)]);
	expect(read(sse(made(0), "[DONE]"), "application/json").delivered).toEqual([linkAt(0)]);
	expect(read(sse(made(0), "[DONE]"), "").delivered).toEqual([linkAt(0)]);
});

test("an error after pictures stands beside them", () => {
	const delivery = read(sse(made(0), { error: { code: "ServerOverloaded", message: "busy" } }));
	expect(kindsOf(delivery)).toEqual(["link", "refused"]);
	expect(reasonsOf(delivery)).toEqual(["gateway-busy"]);
});

test("an error without pictures is the answer", () => {
	const body = sse({ error: { code: "OutputImageSensitiveContentDetected", message: "no" } });
	expect(() => read(body)).toThrow(expect.objectContaining({ reason: "result-refused" }));
});

test("a stream without a picture is an empty answer", () => {
	for (const body of [sse(completed(0), "[DONE]"), ": ping\n\n", "data:"]) {
		expect(() => read(body)).toThrow(expect.objectContaining({ reason: "empty-answer" }));
	}
});

test("pictures in events nobody knows are found when there are no others", () => {
	const list = { ...completed(2), data: [{ url: link(0) }, { url: link(1) }] };
	expect(read(sse(list)).delivered).toEqual([linkAt(0), linkAt(1)]);
	const draft = { type: type("partial_image"), b64_json: "QUJD" };
	expect(() => read(sse(draft, completed(0)))).toThrow(AppError);
});

test("the request's id comes from the head", () => {
	const reply = {
		status: 200,
		headers: { "x-request-id": "0217" },
		body: sse(made(0), completed(1)),
	};
	expect(readStreamedOrPlain(reply, context).remoteId).toBe("0217");
});

const frame = fc.oneof(
	fc.record({ kind: fc.constant("link" as const), text: fc.webUrl() }),
	fc.record({ kind: fc.constant("inline" as const), text: fc.base64String({ minLength: 4 }) }),
	fc.record({ kind: fc.constant("refused" as const), text: fc.constant("x") }),
);
const frames = fc.array(frame, { minLength: 1, maxLength: 8 });
type Frame = typeof frame extends fc.Arbitrary<infer Value> ? Value : never;

function eventOf({ kind, text }: Frame, index: number, pretty: boolean, numbered: boolean): string {
	const place = numbered ? { image_index: index } : {};
	const value =
		kind === "refused"
			? { type: type("partial_failed"), ...place, error: { code: "X", message: text } }
			: { type: type("partial_succeeded"), ...place, [kind === "link" ? "url" : "b64_json"]: text };
	const json = pretty ? JSON.stringify(value, null, 2) : `data: ${JSON.stringify(value)}`;
	return `event: ${value.type}\n${json}\n\n`;
}
const textOf = (one: Delivered | undefined) =>
	one?.kind === "link" ? one.url : one?.kind === "inline" ? one.base64 : undefined;

test("wherever a stream is cut, the pictures that were whole are delivered in their places", () => {
	fc.assert(
		fc.property(frames, fc.nat(), fc.boolean(), fc.boolean(), (list, place, pretty, numbered) => {
			const events = list.map((one, index) => eventOf(one, index, pretty, numbered));
			const body = events.join("");
			const cut = body.slice(0, place % (body.length + 1));
			const ends = events.map((_, index) => events.slice(0, index + 1).join("").length);
			const whole = ends.filter((end) => end <= cut.length).length;
			let delivered: readonly Delivered[] = [];
			try {
				delivered = read(cut).delivered;
			} catch (thrown) {
				expect(thrown).toBeInstanceOf(AppError);
			}
			for (const [index, { kind, text }] of list.slice(0, whole).entries()) {
				expect(delivered[index]?.kind).toBe(kind);
				if (kind !== "refused") expect(textOf(delivered[index])).toBe(text);
			}
			// At most the one that was cut, and the word that the rest did not come.
			expect(delivered.length).toBeLessThanOrEqual(whole + 2);
			const said = delivered.at(-1);
			if (delivered.length > 0) {
				expect(said).toMatchObject({ kind: "refused", error: { reason: "connection-lost" } });
			}
		}),
		{ numRuns: 1_000 },
	);
});

test("live and afterwards, the same events have the same places", () => {
	const value = fc.oneof(
		fc.integer({ min: 0, max: 5 }).map((index) => made(index)),
		fc.integer({ min: 0, max: 5 }).map((index) => held(index)),
		fc.constant({ url: link("x") }),
	);
	fc.assert(
		fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
			const live = new Map<number, Delivered>();
			for (const part of values.flatMap((one): readonly StreamPart[] => hear(one))) {
				if (part.kind !== "picture") continue;
				live.set(placeOf(part.index, live.keys()), part.delivered);
			}
			const { delivered } = read(sse(...values, completed(1)));
			for (const [place, one] of live) expect(delivered[place]).toEqual(one);
		}),
	);
});

test("no event at all makes the reader fail in any other way than in words", () => {
	const data = fc.oneof(
		fc.string(),
		fc.json(),
		fc
			.record({
				type: fc.constantFrom(type("partial_succeeded"), type("completed"), "error", 7),
				url: fc.anything(),
				b64_json: fc.anything(),
				data: fc.anything(),
				error: fc.anything(),
				image_index: fc.anything(),
				usage: fc.anything(),
			})
			.map((value) => {
				try {
					return JSON.stringify(value) ?? "";
				} catch {
					return "";
				}
			}),
	);
	fc.assert(
		fc.property(data, fc.constantFrom("message", "error", type("completed")), (text, name) => {
			for (const part of arkStream.readEvent({ event: name, data: text }, context)) {
				if (part.kind === "failed") expect(part.error).toBeInstanceOf(AppError);
			}
			try {
				expect(read(`event: ${name}\ndata: ${text}\n\n`).delivered.length).toBeGreaterThan(0);
			} catch (error) {
				expect(error).toBeInstanceOf(AppError);
			}
		}),
		{ numRuns: 2_000 },
	);
});
