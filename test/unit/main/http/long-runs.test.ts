import fc from "fast-check";
import { expect, test } from "vitest";
import { LongRuns } from "../../../../src/main/http/long-runs.ts";

const MARK = /\/([\da-f]{32})\/(\d+)\/(\d+)\//g;
const small = { long: 12, head: 5 };

/** Reads a body that arrives cut at these places; each is taken modulo its length. */
function shorten(body: Uint8Array, runs: LongRuns, cuts: readonly number[] = []): string {
	const places = [...new Set(cuts.map((cut) => cut % (body.length + 1)))].sort((a, b) => a - b);
	const pieces: Buffer[] = [];
	let at = 0;
	for (const place of [...places, body.length]) {
		// The chunk's memory is used for something else afterwards.
		const chunk = Buffer.from(body.subarray(at, place));
		pieces.push(...runs.take(chunk).map((piece) => Buffer.from(piece)));
		chunk.fill("!");
		at = place;
	}
	pieces.push(...runs.end().map((piece) => Buffer.from(piece)));
	return Buffer.concat(pieces).toString("latin1");
}

/** Puts back what the marks stand for. */
function expand(short: string, body: Uint8Array): string {
	const whole = Buffer.from(body).toString("latin1");
	return short.replaceAll(MARK, (_, _name, from, to) => whole.slice(Number(from), Number(to)));
}

const cuts = fc.array(fc.nat());
/** Text in which everything that matters to a run is common. */
const runText = fc
	.array(
		fc.oneof(
			fc.constantFrom("\\", "\\/", "/", "\\n", "\\u0041", '"', "=", "@", " ", "1", "\n", "é"),
			fc.stringMatching(/^[A-Za-z0-9+/_-]{1,40}$/),
			fc.stringMatching(/^(\\\/|[A-Z]){1,40}$/),
		),
	)
	.map((parts) => parts.join(""));

test("whatever the body and however it is cut, its short form holds all of it", () => {
	fc.assert(
		fc.property(runText, cuts, (text, places) => {
			const body = Buffer.from(text);
			const short = shorten(body, new LongRuns(small), places);
			expect(expand(short, body)).toBe(body.toString("latin1"));
		}),
		{ numRuns: 2_000 },
	);
});

test("no long run of base64 stays, and no short one is left out", () => {
	fc.assert(
		fc.property(runText, cuts, (text, places) => {
			const body = Buffer.from(text);
			const short = shorten(body, new LongRuns(small), places).replaceAll(MARK, "@");
			for (const [run] of short.matchAll(/(?:[\w+/-]|\\\/)+/g)) {
				const head = run.slice(0, small.head);
				if (!/^[\d+\-Ee]*$/.test(head)) expect(run.length).toBeLessThan(small.long + 2);
			}
			for (const [, from, to] of shorten(body, new LongRuns(small)).matchAll(
				/\/[\da-f]{32}\/(\d+)\/(\d+)\//g,
			)) {
				expect(Number(to) - Number(from)).toBeGreaterThanOrEqual(small.long - small.head - 1);
			}
		}),
		{ numRuns: 1_000 },
	);
});

/** A document as some serializers write it: each slash may have a backslash before it. */
const documents = fc
	.tuple(
		fc
			.jsonValue()
			.chain((value) => fc.tuple(fc.constant(value), fc.array(fc.tuple(fc.string(), runText)))),
		fc.boolean(),
		fc.constantFrom(undefined, "\t"),
	)
	.map(([[value, fields], escaped, indent]) => {
		const document = { value, list: fields, ...Object.fromEntries(fields) };
		const json = JSON.stringify(document, null, indent);
		return escaped ? json.replaceAll("/", "\\/") : json;
	});

test("a document stays a document in which only long strings differ, whatever strings it has", () => {
	fc.assert(
		fc.property(documents, cuts, (json, places) => {
			const body = Buffer.from(json);
			const short = Buffer.from(shorten(body, new LongRuns(small), places), "latin1").toString();
			// What a mark stands for is a piece of a JSON string as it is written.
			const back = JSON.stringify(JSON.parse(short)).replaceAll(MARK, (_, _name, from, to) =>
				body.subarray(Number(from), Number(to)).toString(),
			);
			expect(JSON.parse(back)).toEqual(JSON.parse(json));
		}),
		{ numRuns: 500 },
	);
});

test("a number stays a number, however long", () => {
	const body = Buffer.from(`{"a":${"1".repeat(200)},"b":-1.${"5".repeat(90)}E+10}`);
	expect(shorten(body, new LongRuns(small))).toBe(body.toString());
});

test("a value of one run is known by its mark; its part is everything between head and padding", () => {
	const runs = new LongRuns(small);
	const body = Buffer.from('{"b64_json":"iVBORw0KGgoAAAANSUhEUg=="}');
	const { b64_json } = JSON.parse(shorten(body, runs)) as { b64_json: string };
	expect(runs.markedRun(b64_json)).toEqual({
		head: "iVBOR",
		part: { from: 18, to: 35 },
		padding: "==",
	});
	expect(runs.markIn(b64_json)).toBe(true);
});

test("a mark of another body is none, nor is a value with something beside its run", () => {
	const runs = new LongRuns(small);
	const other = new LongRuns(small);
	const value = shorten(Buffer.from("iVBORw0KGgoAAAANSUhEUg=="), other);
	expect(other.markedRun(value)).toBeDefined();
	expect(runs.markedRun(value)).toBeUndefined();
	expect(runs.markIn(value)).toBe(false);
	expect(other.markedRun(`${value} and more`)).toBeUndefined();
	expect(other.markedRun(` ${value}`)).toBeUndefined();
	expect(other.markedRun(`${value.replace("==", "")}${value}`)).toBeUndefined();
});

test("of 40 MB that are one picture, next to nothing is handed on", () => {
	const runs = new LongRuns();
	let bytes = 0;
	const chunk = Buffer.alloc(1024 * 1024, "A");
	for (const piece of runs.take(Buffer.from('{"b64_json":"'))) bytes += piece.length;
	for (let megabyte = 0; megabyte < 40; megabyte += 1) {
		for (const piece of runs.take(chunk)) bytes += piece.length;
	}
	for (const piece of [...runs.take(Buffer.from('"}')), ...runs.end()]) bytes += piece.length;
	expect(bytes).toBeLessThan(5_000);
});
