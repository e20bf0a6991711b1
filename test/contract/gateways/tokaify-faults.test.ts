import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError, type Failure } from "../../../src/contract/errors.ts";
import { oddReplies, submitFaults } from "../../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
import { createTokaifyCaller, request, type TokaifyCaller } from "./tokaify-caller.ts";

let simulator: TokaifySimulator;
let caller: TokaifyCaller;

beforeEach(async () => {
	simulator = await startTokaifySimulator();
	caller = await createTokaifyCaller(simulator);
});
afterEach(async () => {
	await caller.close();
	await simulator.close();
});

type Expected = Partial<Failure> & Pick<Failure, "reason" | "charged">;
const no = (reason: Failure["reason"], more: Partial<Failure> = {}): Expected => ({
	reason,
	charged: "no",
	...more,
});
const maybe = (reason: Failure["reason"], more: Partial<Failure> = {}): Expected => ({
	reason,
	charged: "maybe",
	...more,
});

/** A fault without a row here does not compile. */
const expectations: Readonly<Record<keyof typeof submitFaults, Expected>> = {
	"401 wrong key": no("key-rejected", { requestId: "20261121x401" }),
	"401 from upstream": no("key-rejected", {
		gatewayCode: "AuthenticationError",
		requestId: "021757",
	}),
	"402 no money": no("no-money"),
	"403 no money": no("no-money", { gatewayCode: "insufficient_user_quota" }),
	"403 in Chinese without a code": no("no-money"),
	"403 key's own cap": no("quota-reached"),
	"403 model not open to the key": no("access-denied"),
	"404 unknown model": no("model-not-found"),
	"404 wrong address": no("address-not-found"),
	"404 web page": no("address-not-found"),
	"405 wrong address": no("address-not-found"),
	"413 too large": no("body-too-large"),
	"422 not accepted": no("request-rejected", { detail: "size is not supported" }),
	"400 wrong parameter": no("request-rejected", { requestId: "0217abc99" }),
	"400 prompt refused": no("prompt-refused"),
	"400 prompt refused by the relay": no("prompt-refused"),
	"400 reference refused": no("reference-refused"),
	"400 result refused": no("result-refused"),
	"429 with seconds": no("too-many-requests", { retryAfterMs: 7_000, retry: "later" }),
	"429 with a date": no("too-many-requests", { retryAfterMs: 30_000 }),
	"429 quota": no("quota-reached"),
	"429 overloaded": no("gateway-busy"),
	"500 from upstream": maybe("gateway-failed", { httpStatus: 500 }),
	"500 without a body": maybe("gateway-failed"),
	"502 web page": maybe("gateway-failed", { httpStatus: 502 }),
	"503 no channel": no("gateway-busy", { httpStatus: 503 }),
	"504 after the work": maybe("gateway-failed"),
	"302 to a login page": no("address-not-found"),
	"200 with an error": no("key-rejected", { httpStatus: 401 }),
	"200 with a bare error": maybe("gateway-failed", { detail: "upstream error" }),
	"200 web page": maybe("html-page"),
	"200 plain text": maybe("not-json", { detail: "ok" }),
	"200 empty": maybe("not-json"),
	"200 truncated before any picture": maybe("not-json"),
	"empty list": maybe("empty-answer"),
	"null data": maybe("empty-answer"),
	"empty object": maybe("empty-answer"),
	"no data": maybe("empty-answer"),
	"reset before the body is read": maybe("connection-lost"),
	"reset after the body was taken": maybe("connection-lost"),
	"reset inside the reply": maybe("connection-lost"),
	"stall before the reply": maybe("no-answer", { retry: "later" }),
	"stall inside the reply": maybe("no-answer"),
};

test.each(Object.entries(expectations))(
	"%s ends in its own words, with the truth about money, and is never sent twice",
	async (name, expected) => {
		const fault = submitFaults[name as keyof typeof submitFaults];
		simulator.script(fault);
		const timeoutMs = fault.kind === "stall" ? 1_000 : undefined;
		const thrown: unknown = await caller
			.submit(request({ mode: "set", count: 2 }), { timeoutMs })
			.catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(AppError);
		const { failure } = thrown as AppError;
		expect(failure).toMatchObject(expected);
		expect(failure.message).not.toMatch(/…|undefined|\{\{/);
		expect(JSON.stringify(failure)).not.toContain(simulator.key);
		expect(simulator.submits()).toBe(1);
		// Whoever says "no" must be right.
		if (failure.charged === "no") expect(simulator.charges()).toBe(0);
	},
);

test("what was charged is never said to be free", () => {
	for (const [name, fault] of Object.entries(submitFaults)) {
		const cost =
			fault.kind === "reply" ? fault.charged : fault.kind !== "reset" || fault.at !== "before-body";
		if (cost) {
			expect(expectations[name as keyof typeof submitFaults].charged, name).not.toBe("no");
		}
	}
});

test("after every fault the next request goes through", async () => {
	simulator.script(
		submitFaults["reset after the body was taken"],
		submitFaults["500 from upstream"],
	);
	await expect(caller.submit(request())).rejects.toThrow();
	await expect(caller.submit(request())).rejects.toThrow();
	await expect(caller.submit(request())).resolves.toMatchObject({ kind: "delivered" });
	expect(simulator.submits()).toBe(3);
});

type Kinds = readonly ("link" | "inline" | "refused")[];
const delivers: Readonly<Record<keyof typeof oddReplies, Kinds>> = {
	"links in objects": ["link", "link", "link"],
	"data URLs for links": ["inline", "inline", "inline"],
	"one object for a list": ["link"],
	"nulls everywhere": ["link", "link", "link"],
	"unknown fields": ["link", "link", "link"],
	"one picture refused": ["refused", "link", "link"],
	"one picture broken by the server": ["refused", "link", "link"],
	"one entry with nothing in it": ["refused", "link", "link"],
	"an error beside the pictures": ["link", "link", "link", "refused"],
	// The third link is whole; what came after it is not.
	"cut short": ["link", "link", "link", "refused"],
};

test.each(Object.entries(delivers))("%s: no picture is dropped", async (name, kinds) => {
	simulator.script(oddReplies[name as keyof typeof oddReplies]);
	const { delivered } = await caller.submit(request({ mode: "set", count: 3 }));
	expect(delivered.map((one) => one.kind)).toEqual(kinds);
});

test("a picture that was refused says why, and that it is free", async () => {
	simulator.script(oddReplies["one picture refused"]);
	const { delivered, charged } = await caller.submit(request({ mode: "set", count: 3 }));
	expect(delivered[0]).toMatchObject({ error: { reason: "result-refused", charged: "no" } });
	expect(charged).toEqual({ images: 2 });
});

test("a picture the server lost is not said to be free", async () => {
	simulator.script(
		oddReplies["one picture broken by the server"],
		oddReplies["one entry with nothing in it"],
	);
	const lost = await caller.submit(request({ mode: "set", count: 3 }));
	expect(lost.delivered[0]).toMatchObject({
		error: { reason: "gateway-failed", charged: "maybe" },
	});
	const empty = await caller.submit(request({ mode: "set", count: 3 }));
	expect(empty.delivered[0]).toMatchObject({ error: { reason: "empty-answer", charged: "maybe" } });
});

test("a channel that makes one picture delivers one", async () => {
	const stingy = await startTokaifySimulator({ nMakesOne: true });
	const asking = await createTokaifyCaller(stingy);
	const { delivered } = await asking.submit(request({ count: 4 }));
	expect(delivered).toHaveLength(1);
	await asking.close();
	await stingy.close();
});

test("stopping before the request leaves costs nothing", async () => {
	const signal = AbortSignal.abort();
	const thrown: unknown = await caller
		.submit(request(), { signal })
		.catch((error: unknown) => error);
	expect(thrown).toMatchObject({ failure: { reason: "cancelled", charged: "no" } });
	expect(simulator.requests()).toHaveLength(0);
});

test("stopping after the request left says that it may have cost", async () => {
	simulator.script(submitFaults["stall before the reply"]);
	const stop = new AbortController();
	const submitted = caller
		.submit(request(), { signal: stop.signal })
		.catch((error: unknown) => error);
	await simulator.taken(1);
	stop.abort();
	expect(await submitted).toMatchObject({
		failure: { reason: "cancelled-while-sending", charged: "maybe" },
	});
});
