import { describe, expect, test } from "vitest";
import { AppError } from "../../../src/contract/errors.ts";
import { newJobId } from "../../../src/main/foundation/new-id.ts";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import { faultNamed, faultTables } from "../../simulator/fault-tables.ts";
import { gradientPng } from "../../simulator/png.ts";
import { type GatewayName, gatewayNames } from "../../simulator/simulator.ts";
import {
	askUntilOver,
	expectTruth,
	received,
	refusesConnections,
	timeoutOf,
} from "./fault-judging.ts";
import { adapterOf, picturesIn, threeOf, withCaller } from "./gateway-caller.ts";

const named = (rows: readonly FaultRow[]) => rows.map((row) => [row.name, row] as const);

function modelOf(gateway: GatewayName) {
	const [model] = adapterOf(gateway).models;
	if (model === undefined) throw new Error(`${gateway} has no model`);
	return model;
}

describe.each(gatewayNames)("a submit to %s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => row.at === "submit" || row.at === "stream");

	test.concurrent.each(named(rows))("%s: tells the truth and drops no picture", (_, row) =>
		withCaller(gateway, async ({ simulator, submit }) => {
			stage(simulator, row);
			const request = threeOf(modelOf(gateway), { stream: row.at === "stream" });
			const told = await submit(request, timeoutOf(row));
			if (refusesConnections(row)) await simulator.comeBack();
			if (told.thrown !== undefined) {
				const { failure } = expectTruth(told.thrown, simulator.chargedImages());
				expect(JSON.stringify(failure)).not.toContain(simulator.key);
			}
			if (adapterOf(gateway).tasks === undefined) expect(received(told)).toBe(row.truth.delivered);
			// Nothing is ever sent twice.
			expect(simulator.submits().length).toBeLessThanOrEqual(1);
		}),
	);

	test("says when to come back, in seconds and as a date", () =>
		withCaller(gateway, async ({ simulator, submit }) => {
			const waits: unknown[] = [];
			for (const name of ["429 with seconds", "429 with a date"]) {
				stage(simulator, faultNamed(gateway, name));
				const { thrown } = await submit(threeOf(modelOf(gateway)));
				waits.push(expectTruth(thrown, 0).failure);
			}
			expect(waits).toMatchObject([
				{ reason: "too-many-requests", charged: "no", retryAfterMs: 7_000, retry: "later" },
				{ reason: "too-many-requests", charged: "no", retryAfterMs: 30_000 },
			]);
		}));
});

const reasons = {
	"401 wrong key": "key-rejected",
	"402 no money": "no-money",
	"404 web page": "address-not-found",
	"413 too large": "body-too-large",
} as const;

describe.each(gatewayNames)("%s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => Object.hasOwn(reasons, row.name));

	test.each(named(rows))("%s is called what it is, and free", (name, row) =>
		withCaller(gateway, async ({ simulator, submit }) => {
			stage(simulator, row);
			const { thrown } = await submit(threeOf(modelOf(gateway)));
			const reason = reasons[name as keyof typeof reasons];
			expect(expectTruth(thrown, 0).failure).toMatchObject({ reason, charged: "no" });
		}),
	);
});

const taskGateways = gatewayNames.filter((gateway) => adapterOf(gateway).tasks !== undefined);

/** Ends that only the account at the gateway can explain; the app says so instead of "free". */
const unclear = ["task-cancelled", "task-not-found"];

describe.each(taskGateways)("a question to %s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => row.at === "poll");

	test.concurrent.each(named(rows))("%s: the task goes on or ends as it should", (_, row) =>
		withCaller(gateway, async (caller) => {
			await caller.submit(threeOf(modelOf(gateway)));
			const { first, last } = await askUntilOver(caller, row);
			const charged = caller.simulator.chargedImages();
			expect(charged).toBe(row.truth.charged);
			expect(picturesIn(last)).toBe(row.truth.delivered);
			if (row.truth.delivered === 0) {
				// A task that ended without a picture is returned as failed, never thrown.
				if (last.kind !== "failed") throw new Error(last.kind);
				const { failure } = expectTruth(last.error, charged);
				expect(first).toMatchObject({ kind: "failed" });
				const isFree = charged === 0 && row.name.startsWith("task failed");
				if (isFree && !unclear.includes(failure.reason)) expect(failure.charged).toBe("no");
			} else if (first instanceof Error) {
				// Whatever it says of money is about the question, which is free; the task has its own.
				expectTruth(first, 0);
			}
			expect(caller.simulator.submits()).toHaveLength(1);
		}),
	);

	test("a word that no page has means keep waiting, and is shown", () =>
		withCaller(gateway, async (caller) => {
			await caller.submit(threeOf(modelOf(gateway)));
			const { first } = await askUntilOver(
				caller,
				faultNamed(gateway, "poll: unknown status word"),
			);
			expect(first).toMatchObject({ kind: "waiting", known: false, status: "rebalancing" });
		}));

	test.each([
		["poll: 401 wrong key", "key-rejected"],
		["poll: 404 unknown task", "task-not-found"],
		["poll: 429 with seconds", "too-many-requests"],
		["poll: 200 web page", "html-page"],
	])("%s is called what it is", (name, reason) =>
		withCaller(gateway, async (caller) => {
			await caller.submit(threeOf(modelOf(gateway)));
			const { first } = await askUntilOver(caller, faultNamed(gateway, name));
			expect(first).toMatchObject({ failure: { reason } });
		}),
	);
});

/** Every waiting word of the pages and of the reference (1.2, 2.2, 3.2). */
const waitingWords: readonly (readonly [GatewayName, string])[] = [
	["toapis", "queued"],
	["toapis", "in_progress"],
	["toapis", "submitted"],
	["toapis", "pending"],
	["evolink", "pending"],
	["evolink", "processing"],
	["reapi", "processing"],
];
test.each(waitingWords)("%s: '%s' is a known word for waiting", (gateway, status) =>
	withCaller(gateway, async ({ simulator, submit, poll }) => {
		await submit(threeOf(modelOf(gateway)));
		simulator.faults.nextPoll({ kind: "word", status });
		const answer = await poll(simulator.tasks()[0]?.id ?? "");
		expect(answer).toMatchObject({ kind: "waiting", known: true, status });
	}),
);

const uploadGateways = gatewayNames.filter((gateway) => adapterOf(gateway).uploads !== undefined);

describe.each(uploadGateways)("an upload to %s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => row.at === "upload");
	const bytes = gradientPng({ width: 60, height: 40 });

	test.concurrent.each(named(rows))("%s: says what went wrong, and that it was free", (_, row) =>
		withCaller(gateway, async ({ simulator, upload }) => {
			stage(simulator, row);
			const thrown: unknown = await upload(
				{ bytes, mime: "image/png", name: "shoe.png" },
				timeoutOf(row),
			).catch((error: unknown) => error);
			if (!(thrown instanceof AppError)) throw new Error(`no AppError: ${String(thrown)}`);
			expect(thrown.failure.charged).toBe("no");
			expect(thrown.failure.message.length).toBeGreaterThan(20);
			expect(thrown.failure.message).not.toMatch(/undefined|\{\{|\[object/);
			expect(simulator.submits()).toHaveLength(0);
		}),
	);
});

const streamGateways = gatewayNames.filter((gateway) => adapterOf(gateway).stream !== undefined);

describe.each(streamGateways)("a stream of %s", (gateway) => {
	const rows = faultTables[gateway].filter(
		(row) => row.at === "stream" && row.fault.kind === "stream" && row.fault.form !== "plain-json",
	);

	test.concurrent.each(named(rows))("%s: tells of every picture as it comes", (_, row) =>
		withCaller(gateway, async ({ simulator, submit }) => {
			stage(simulator, row);
			const told = await submit(threeOf(modelOf(gateway), { stream: true }), timeoutOf(row));
			const links = told.parts.flatMap((part) =>
				part.kind === "picture" && part.delivered.kind === "link" ? [part.delivered.url] : [],
			);
			expect(links).toHaveLength(row.truth.delivered);
			expect(links).toEqual(simulator.delivered().map((one) => one.url));
			for (const part of told.parts) {
				if (part.kind === "failed") expectTruth(part.error, simulator.chargedImages());
			}
		}),
	);

	test("read again as a whole gives the same pictures in the same places", () =>
		withCaller(gateway, async ({ submit }) => {
			const { parts, submission } = await submit(threeOf(modelOf(gateway), { stream: true }));
			const live = parts.flatMap((part) => (part.kind === "picture" ? [part.delivered] : []));
			expect(submission).toMatchObject({ kind: "delivered", delivered: live });
			expect(submission).toMatchObject({ charged: { images: 3 } });
			expect(parts.map((part) => part.kind)).toEqual(["picture", "picture", "picture", "ended"]);
		}));

	test("of bytes instead of links is delivered as bytes", () =>
		withCaller(gateway, async ({ submit }) => {
			const extras = { response_format: "b64_json" };
			const { submission } = await submit(threeOf(modelOf(gateway), { stream: true, extras }));
			if (submission?.kind !== "delivered") throw new Error("nothing was delivered");
			expect(submission.delivered.map((one) => one.kind)).toEqual(["inline", "inline", "inline"]);
		}));
});

test("what was lost on its way at ToAPIs is found by the name the request carried", () =>
	withCaller("toapis", async ({ adapter, simulator, submit, poll }) => {
		stage(simulator, faultNamed("toapis", "reset after the body was taken"));
		const request = threeOf(modelOf("toapis"));
		const job = newJobId();
		const { thrown } = await submit(request, { job });
		expectTruth(thrown, 3);
		const tag = adapter.tasks?.tagOf?.({ job, request }) ?? "";
		expect(simulator.tasks()).toMatchObject([{ tag }]);
		await poll(tag);
		expect(picturesIn(await poll(tag))).toBe(3);
		const untagged = { ...request, extras: { tag_task: false } };
		expect(adapter.tasks?.tagOf?.({ job, request: untagged })).toBeUndefined();
	}));
