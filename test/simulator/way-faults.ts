import {
	everything,
	type FaultRow,
	type FaultTruth,
	made,
	nothing,
	paidFor,
	webPage,
} from "./fault-row.ts";
import type { CannedReply, StreamEnd, StreamForm } from "./faults.ts";
import { linkFaults } from "./scenarios.ts";

const afterWork = (reply: CannedReply) => ({ kind: "reply", reply, charged: true }) as const;
const empty: CannedReply = {
	status: 200,
	headers: { "content-type": "application/json" },
	body: "",
};
const emptyObject: CannedReply = { ...empty, body: "{}" };
const word: CannedReply = { status: 200, headers: { "content-type": "text/plain" }, body: "ok" };

/**
 * What can happen to any submit on its way.
 * @param lost the truth when the work was done and the reply never came
 * @param half the truth when half of the reply came
 */
export function submitWayFaults(lost: FaultTruth, half: FaultTruth): readonly FaultRow[] {
	const row = (name: string, fault: FaultRow["fault"], truth: FaultTruth) =>
		({ name, at: "submit", fault, truth }) as FaultRow;
	return [
		row("refused connection", { kind: "refuse-connections" }, nothing),
		row("reset before the body is read", { kind: "reset", at: "before-body" }, nothing),
		row("reset after the body was taken", { kind: "reset", at: "after-body" }, lost),
		row("reset inside the reply", { kind: "reset", at: "inside-reply" }, half),
		row("stall before the reply", { kind: "stall", at: "before-headers" }, lost),
		row("stall inside the reply", { kind: "stall", at: "inside-reply" }, half),
		row("truncated JSON", { kind: "cut-short" }, half),
		row("502 web page after the work", afterWork(webPage(502, "502 Bad Gateway")), lost),
		row("504 web page after the work", afterWork(webPage(504, "504 Gateway Time-out")), lost),
		row("200 web page after the work", afterWork(webPage(200, "Welcome")), lost),
		row("200 empty after the work", afterWork(empty), lost),
		row("200 empty object after the work", afterWork(emptyObject), lost),
		row("200 plain text after the work", afterWork(word), lost),
	];
}

/** What can happen to any question on its way; the task goes on, and the next answer is fine. */
export const pollWayFaults: readonly FaultRow[] = (
	[
		["refused connection", { kind: "refuse-connections" }],
		["reset before the question is read", { kind: "reset", at: "before-body" }],
		["reset before the answer", { kind: "reset", at: "after-body" }],
		["reset inside the answer", { kind: "reset", at: "inside-reply" }],
		["stall before the answer", { kind: "stall", at: "before-headers" }],
		["stall inside the answer", { kind: "stall", at: "inside-reply" }],
		["truncated JSON", { kind: "cut-short" }],
		["502 web page", { kind: "reply", reply: webPage(502, "502 Bad Gateway") }],
		["200 web page", { kind: "reply", reply: webPage(200, "Welcome") }],
		["200 empty", { kind: "reply", reply: empty }],
		["unknown status word", { kind: "word", status: "rebalancing" }],
	] as const
).map(([name, fault]) => ({ name: `poll: ${name}`, at: "poll", fault, truth: everything }));

/** What can happen to any upload on its way. */
export const uploadWayFaults: readonly FaultRow[] = (
	[
		["refused connection", { kind: "refuse-connections" }],
		["reset before the body is read", { kind: "reset", at: "before-body" }],
		["reset after the body was taken", { kind: "reset", at: "after-body" }],
		["reset inside the reply", { kind: "reset", at: "inside-reply" }],
		["stall before the reply", { kind: "stall", at: "before-headers" }],
		["truncated JSON", { kind: "cut-short" }],
		["502 web page", { kind: "reply", reply: webPage(502, "502 Bad Gateway") }],
		["200 web page", { kind: "reply", reply: webPage(200, "Welcome") }],
		["200 empty", { kind: "reply", reply: empty }],
	] as const
).map(([name, fault]) => ({ name: `upload: ${name}`, at: "upload", fault, truth: nothing }));

/** Forms in which the true bytes can be had all the same. */
const harmless = new Set<string>(["a picture called text", "a picture called by another format"]);

/** Every way a result link can fail, on any gateway. */
export const resultLinkFaults: readonly FaultRow[] = Object.entries(linkFaults).map(
	([name, fault]) => ({
		name: `link: ${name}`,
		at: "link",
		fault,
		truth: harmless.has(name) ? everything : { ...everything, obtainable: 0 },
	}),
);

const forms: readonly StreamForm[] = [
	"one-line",
	"pretty",
	"many-data-lines",
	"comments",
	"crlf",
	"nameless",
	"plain-json",
];
const ends: readonly (readonly [string, StreamEnd, FaultTruth])[] = [
	["reset before the first picture", { how: "reset", after: 0 }, paidFor(0)],
	["reset after one picture", { how: "reset", after: 1 }, paidFor(1)],
	["reset before its end", { how: "reset", after: 3 }, paidFor(3)],
	["cut inside the first picture", { how: "cut-in-event", after: 0 }, paidFor(0)],
	["cut inside the third picture", { how: "cut-in-event", after: 2 }, paidFor(2)],
	["stall before the first picture", { how: "stall", after: 0 }, paidFor(0)],
	["stall after two pictures", { how: "stall", after: 2 }, paidFor(2)],
	["error before any picture", { how: "error-event", after: 0 }, nothing],
	["error after one picture", { how: "error-event", after: 1 }, made(1)],
	["error under no name after two pictures", { how: "nameless-error", after: 2 }, made(2)],
	["the second picture refused", { how: "refuses-one", after: 1 }, made(2)],
	["the second picture broken by the server", { how: "breaks-one", after: 1 }, made(1)],
	["no completed event", { how: "no-completed" }, everything],
	["no [DONE]", { how: "no-done" }, everything],
];

/** What can happen to any stream, in all forms it is written in. */
export const streamFaults: readonly FaultRow[] = [
	...forms.map(
		(form): FaultRow => ({
			name: `stream: written ${form}`,
			at: "stream",
			fault: { kind: "stream", form },
			truth: everything,
		}),
	),
	...ends.map(
		([name, end, truth]): FaultRow => ({
			name: `stream: ${name}`,
			at: "stream",
			fault: { kind: "stream", end },
			truth,
		}),
	),
	{
		name: "stream: reset before it begins",
		at: "stream",
		fault: { kind: "reset", at: "after-body" },
		truth: paidFor(0),
	},
];
