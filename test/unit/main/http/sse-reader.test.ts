import fc from "fast-check";
import { expect, test } from "vitest";
import { beginsStream, type SseEvent, SseReader } from "../../../../src/main/http/sse-reader.ts";

/** Reads a stream that arrives cut at these places; each is taken modulo the length. */
function read(bytes: Uint8Array, cuts: readonly number[] = [], maxEventChars?: number): SseEvent[] {
	const reader = new SseReader(maxEventChars);
	const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
	const events: SseEvent[] = [];
	let at = 0;
	for (const place of [...places, bytes.length]) {
		events.push(...reader.feed(bytes.subarray(at, place)));
		at = place;
	}
	return [...events, ...reader.end()];
}
const readText = (text: string) => read(Buffer.from(text));
const message = (data: string): SseEvent => ({ event: "message", data });

test.each([
	["line feeds", "\n"],
	["carriage returns and line feeds", "\r\n"],
	["carriage returns", "\r"],
])("events are read whose lines end with %s", (_, end) => {
	const lines = [
		": hello",
		"event: a",
		"id: 7",
		"data: 1",
		"",
		"retry: 5",
		"data: 2",
		"data: 3",
		"",
	];
	expect(readText(`${lines.join(end)}${end}`)).toEqual([
		{ event: "a", data: "1" },
		message("2\n3"),
	]);
});

test("a byte order mark before the first field is passed over", () => {
	expect(readText("\uFEFFdata: 1\n\n")).toEqual([message("1")]);
});

test("the last event counts although no blank line follows it", () => {
	expect(readText("data: 1\n\nevent: b\ndata: 2")).toEqual([
		message("1"),
		{ event: "b", data: "2" },
	]);
});

test("comments, unknown fields and indents are passed over", () => {
	expect(readText(": ping\n\nx-cache: hit\n   data: 1\nfoo\n\n")).toEqual([message("1")]);
	const wide = Buffer.from(`data: 1\n${" ".repeat(500)}{"x":2}\n\n`);
	expect(read(wide)).toEqual([message("1")]);
	expect(read(wide, [100, 250, 400])).toEqual([message("1")]);
});

const pretty = JSON.stringify({ type: "t", usage: { n: [1, -2] }, text: "少女" }, null, 2);
test.each([
	["after `data:`", `event: a\ndata: ${pretty}\n\n`],
	["without `data:`", `event: a\n${pretty}\n\n`],
	["with `data:` before each line", `event: a\ndata: ${pretty.replaceAll("\n", "\ndata: ")}\n\n`],
])("JSON over several lines %s is one event", (_, text) => {
	const [event, ...more] = readText(text);
	expect(more).toEqual([]);
	expect(event?.event).toBe("a");
	expect(JSON.parse(event?.data ?? "")).toEqual(JSON.parse(pretty));
});

test("a JSON body where a stream was to come is one event", () => {
	const body = '{"error":{"code":"InvalidParameter"}}';
	expect(readText(body)).toEqual([message(body)]);
	expect(readText(`data: 1\n\n${body}\n`)).toEqual([message("1"), message(body)]);
});

test("an event that is longer than is held is passed over, and the next is not", () => {
	const stream = Buffer.from(`data: 1\n\ndata: ${"x".repeat(60)}\ndata: y\n\ndata: 2\n\n`);
	expect(read(stream, [], 50)).toEqual([message("1"), message("2")]);
	expect(read(stream, [11, 30, 47, 48, 70], 50)).toEqual([message("1"), message("2")]);
	expect(read(stream, [], 80)).toHaveLength(3);
});

test("a picture of 40 MB in one event comes through unharmed", () => {
	const base64 = "QUJDREVG".repeat(5_000_000);
	const bytes = Buffer.from(`event: p\ndata: {"b64_json":"${base64}"}\n\n`);
	const cuts = Array.from({ length: 600 }, (_, index) => (index + 1) * 65_536);
	const [event, ...more] = read(bytes, cuts);
	expect(more).toEqual([]);
	expect(event?.event).toBe("p");
	// Not `toEqual`: on a difference it would print both.
	expect(JSON.parse(event?.data ?? "").b64_json === base64).toBe(true);
});

const piece = fc.oneof(
	fc.constantFrom("data:", "data: ", "event: ", "id: ", "retry: ", ":", "\n", "\n\n", "\r", "\r\n"),
	fc.constantFrom("{", "}", '"', " ", "\t", "da", "\uFEFF", "少", "😀", "[DONE]"),
	fc.string({ maxLength: 5 }),
	fc.json({ maxDepth: 1 }),
);
const bytesLikeAStream = fc
	.tuple(fc.array(piece, { maxLength: 30 }), fc.uint8Array({ maxLength: 4 }), fc.nat())
	.map(([pieces, noise, place]) => {
		const text = Buffer.from(pieces.join(""));
		const at = place % (text.length + 1);
		return Buffer.concat([text.subarray(0, at), noise, text.subarray(at)]);
	});
const cutPlaces = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

test("however a stream is cut on the way, the events are the same", () => {
	fc.assert(
		fc.property(bytesLikeAStream, cutPlaces, (bytes, cuts) => {
			expect(read(bytes, cuts)).toEqual(read(bytes));
		}),
		{ numRuns: 3_000 },
	);
});

test("however a stream is cut, the same events are too long", () => {
	fc.assert(
		fc.property(
			bytesLikeAStream,
			cutPlaces,
			fc.integer({ min: 1, max: 40 }),
			(bytes, cuts, most) => {
				const all = read(bytes);
				const some = read(bytes, cuts, most);
				expect(some).toEqual(read(bytes, [], most));
				for (const { data } of some) expect(data.length).toBeLessThanOrEqual(most);
				expect(some.length).toBeLessThanOrEqual(all.length);
			},
		),
		{ numRuns: 3_000 },
	);
});

test("garbage never makes the reader fail", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), cutPlaces, (bytes, cuts) => {
			for (const { event, data } of read(bytes, cuts)) {
				expect(typeof event).toBe("string");
				expect(typeof data).toBe("string");
			}
		}),
		{ numRuns: 2_000 },
	);
});

test("every event that is written is read", () => {
	const name = fc.stringMatching(/^[a-z_.]{1,12}$/);
	const event = fc.record({ event: name, value: fc.jsonValue() });
	fc.assert(
		fc.property(fc.array(event), cutPlaces, (events, cuts) => {
			const written = events.map((one) => ({ event: one.event, data: JSON.stringify(one.value) }));
			const stream = written.map((one) => `event: ${one.event}\ndata: ${one.data}\n\n`).join("");
			expect(read(Buffer.from(stream), cuts)).toEqual(written);
		}),
	);
});

test("text that was kept reads as its bytes do", () => {
	const text = 'event: a\r\ndata: {"x":"少女😀"}\r\n\r\ndata: 2';
	const reader = new SseReader();
	expect([...reader.feedText(text), ...reader.end()]).toEqual(readText(text));
});

test.each([
	['{"data":[]}', "text/event-stream", false],
	["\n  [1]", "text/event-stream", false],
	["<!doctype html>", "text/event-stream", false],
	["data: {}", "application/json", true],
	["\uFEFFevent: a", "", true],
	[": ping", "text/plain", true],
	["hello", "text/event-stream; charset=utf-8", true],
	["hello", "text/plain", false],
	["", "text/event-stream", undefined],
	["  \n", "text/event-stream", undefined],
	["dat", "text/event-stream", undefined],
])("a body that begins %j under the type %j is a stream: %j", (text, type, streams) => {
	expect(beginsStream(text, type)).toBe(streams);
});
