import { expect, test } from "vitest";
import { watchEvents } from "../../../../src/main/http/event-watch.ts";

function watched(chunks: readonly string[], type = "text/event-stream", failAt = Infinity) {
	const heard: string[] = [];
	const faults: unknown[] = [];
	const onEvent = ({ data }: { data: string }) => {
		heard.push(data);
		if (heard.length === failAt) throw new Error("no room");
	};
	const watch = watchEvents(type, onEvent, (thrown) => faults.push(thrown));
	for (const chunk of chunks) watch.take(Buffer.from(chunk, "latin1"));
	watch.end();
	return { heard, faults };
}

test("events are handed on as they come, the last without its blank line too", () => {
	expect(watched(["data: 1\n", "\ndata: 2\n\nda", "ta: 3"]).heard).toEqual(["1", "2", "3"]);
});

test("a stream under another name is known by its beginning, wherever that is cut", () => {
	for (const cut of [1, 2, 3, 4, 5, 6]) {
		const text = "event: a\ndata: 1\n\n";
		const chunks = [text.slice(0, cut), text.slice(cut)];
		expect(watched(chunks, "application/json").heard).toEqual(["1"]);
	}
});

test("plain JSON is no stream, whatever its name, and however many spaces keep the line open", () => {
	expect(watched(['{"data":', "[]}"]).heard).toEqual([]);
	expect(watched([" ", "\n\n", "   ", '{"a":1}\n\ndata: 1\n\n']).heard).toEqual([]);
	expect(watched(["\xef\xbb", "\xbf{", '"a":1}']).heard).toEqual([]);
});

test("an empty body tells nothing", () => {
	expect(watched([])).toEqual({ heard: [], faults: [] });
	expect(watched(["  "])).toEqual({ heard: [], faults: [] });
});

test("a listener that fails is told of nothing more, and its fault is heard once", () => {
	const { heard, faults } = watched(["data: 1\n\ndata: 2\n\n", "data: 3\n\n"], "", 2);
	expect(heard).toEqual(["1", "2"]);
	expect(faults).toEqual([new Error("no room")]);
});
