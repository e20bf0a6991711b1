import type { Dispatcher } from "undici";
import { expect, test } from "vitest";
import { watching } from "../../../../src/main/http/first-byte.ts";

/** What undici hands to a handler, as far as it is looked at here. */
function controller(aborted = false) {
	const aborts: Error[] = [];
	const told: Dispatcher.DispatchController = {
		get aborted() {
			return aborted || aborts.length > 0;
		},
		get paused() {
			return false;
		},
		get reason() {
			return aborts[0] ?? null;
		},
		rawHeaders: null,
		rawTrailers: null,
		abort: (reason) => aborts.push(reason),
		pause: () => {},
		resume: () => {},
	};
	return { told, aborts };
}
const options = { method: "POST", path: "/" } as const;

test("the first byte is announced once, after the request could still be stopped", () => {
	const order: string[] = [];
	const handler = watching(
		{ ...options, beforeFirstByte: () => order.push("announced") },
		{ onRequestStart: () => order.push("started") },
	);
	handler.onRequestStart?.(controller().told, null);
	expect(order).toEqual(["started", "announced"]);
});

test("a request that was stopped in time is not announced", () => {
	let announced = 0;
	const beforeFirstByte = () => {
		announced += 1;
	};
	watching({ ...options, beforeFirstByte }, {}).onRequestStart?.(controller(true).told, null);
	expect(announced).toBe(0);
});

test("a request is never written a second time", () => {
	let announced = 0;
	const handler = watching(
		{
			...options,
			beforeFirstByte: () => {
				announced += 1;
			},
		},
		{},
	);
	const { told, aborts } = controller();
	handler.onRequestStart?.(told, null);
	expect(aborts).toEqual([]);
	handler.onRequestStart?.(told, null);
	expect(aborts).toHaveLength(1);
	expect(announced).toBe(1);
});

test("everything else is passed on", () => {
	const heard: string[] = [];
	const handler = watching(options, {
		onResponseStart: (_, status) => heard.push(`start ${status}`),
		onResponseData: (_, chunk) => heard.push(`data ${chunk.length}`),
		onResponseEnd: () => heard.push("end"),
		onResponseError: (_, error) => heard.push(`error ${error.message}`),
	});
	const { told } = controller();
	handler.onResponseStart?.(told, 200, {});
	handler.onResponseData?.(told, Buffer.alloc(3));
	handler.onResponseEnd?.(told, {});
	handler.onResponseError?.(told, new Error("late"));
	expect(heard).toEqual(["start 200", "data 3", "end", "error late"]);
});
