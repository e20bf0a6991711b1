import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSample } from "../../../src/contract/read-sample.ts";

const places = {
	idPlace: "id",
	statusPlace: "status",
	resultPlace: "results[]",
	errorPlace: "error",
	doneWords: ["completed"],
	failedWords: ["failed"],
};
const read = (text: string) => {
	const reading = readSample(text, places, undefined);
	if (reading.kind !== "read") throw new Error(reading.kind);
	return reading.task;
};

// From the pages and the reference, as they stand there.
const evolinkDone = `{"created":1756817821,"id":"task-unified-1756817821-4x3rx6ny","model":"…","progress":100,
 "results":["https://files.example/1.jpg"],"status":"completed","task_info":{"can_cancel":false},"type":"image"}`;

test("a sample of a finished task gives its id, its state and its pictures", () => {
	expect(read(evolinkDone)).toMatchObject({
		id: { value: "task-unified-1756817821-4x3rx6ny", own: true },
		status: { value: "completed", own: true },
		phase: "done",
		pictures: { value: [{ link: "https://files.example/1.jpg" }], own: true },
		progress: 100,
	});
});

test("what stands at another place than the designer's is found there, and said so", () => {
	const body = {
		data: {
			task_id: "t-1",
			status: "submitted",
			result: { images: [{ url: ["https://a.example/1"] }] },
		},
	};
	expect(read(JSON.stringify(body))).toMatchObject({
		id: { value: "t-1", place: "data.task_id", own: false },
		status: { value: "submitted", place: "data.status", own: false },
		phase: "working",
		known: true,
		pictures: { place: "data.result.images[].url", own: false },
	});
});

test("a failure shows its code and its words", () => {
	const body = '{"id":"t","status":"failed","error":{"code":20002,"message":"Missing prompt"}}';
	expect(read(body)).toMatchObject({
		phase: "failed",
		error: { value: { code: "20002", message: "Missing prompt" } },
	});
});

describe("a page's sample need not be exact JSON", () => {
	test.each([
		['Response:\n{ "id": "t-1" }\nmore text', "t-1"],
		['{ "id": "t-1", // the task\n  "status": "queued", }', "t-1"],
		['[{"id":"t-1"}]', undefined],
	])("%j", (text, id) => {
		expect(read(text).id?.value).toBe(id);
	});

	test.each([
		["", "empty"],
		["  \n", "empty"],
		["no braces", "not-json"],
		["{", "not-json"],
		["7", "not-json"],
	])("%j is %s", (text, kind) => {
		expect(readSample(text, places, undefined).kind).toBe(kind);
	});
});

test("an upload's reply shows its link when an upload is described", () => {
	const text = '{"success":true,"data":{"url":"https://files.example/a.jpg"}}';
	expect(readSample(text, places, "data.url")).toMatchObject({
		upload: { value: "https://files.example/a.jpg", own: true },
	});
	expect(readSample(text, places, undefined)).not.toHaveProperty("upload");
});

test("a word, an id or a sentence is never taken for a picture", () => {
	const results = [
		"queued",
		"task_0123456789abcdef",
		"x".repeat(63),
		"a sentence of more than sixty-four characters, with its spaces and all",
	];
	expect(read(JSON.stringify({ results })).pictures).toBeUndefined();
});

test("nothing that can be pasted makes it fail", () => {
	const own = fc.string();
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.json()), own, own, own, own, (text, a, b, c, d) => {
			const some = { ...places, idPlace: a, statusPlace: b, resultPlace: c, errorPlace: d };
			expect(["empty", "not-json", "read"]).toContain(readSample(text, some, d).kind);
		}),
	);
});
