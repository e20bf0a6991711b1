import i18next from "i18next";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import en from "../../../../resources/locales/en/queue.json" with { type: "json" };
import zh from "../../../../resources/locales/zh-CN/queue.json" with { type: "json" };
import { appError } from "../../../../src/contract/errors.ts";
import { holdReasons, type Job, jobStates } from "../../../../src/contract/jobs.ts";
import { clockText, tookText } from "../../../../src/renderer/state/clock-text.ts";
import type { JobFacts } from "../../../../src/renderer/state/job-facts.ts";
import { moneyPhrases } from "../../../../src/renderer/state/job-money.ts";
import { jobSentence } from "../../../../src/renderer/state/job-sentence.ts";
import { joinPhrases, type Phrase } from "../../../../src/renderer/state/phrase.ts";
import { nextQuestion } from "../../../../src/renderer/state/task-sentence.ts";
import { held, job, output, waiting } from "./sample-job.ts";

beforeAll(() =>
	i18next.init({
		lng: "en",
		resources: { en: { queue: en }, "zh-CN": { queue: zh } },
		defaultNS: "queue",
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	}),
);
beforeEach(() => i18next.changeLanguage("en"));

function read(phrases: readonly Phrase[]): string {
	const say = i18next.getFixedT(i18next.language, "queue");
	return joinPhrases(phrases, (key, facts) => say(key, { ...facts }));
}

const none: JobFacts = { now: 0, byTask: false };

function says(given: Job, facts: Partial<JobFacts> = {}): string {
	return read(jobSentence(given, { ...none, ...facts }));
}

const refused = appError("result-refused", { gateway: "Tokaify" }).failure;
const broken = appError("download-interrupted").failure;
const lost = appError("connection-lost", { gateway: "EvoLink" }).failure;
const links = [1, 2].map((n) => ({ kind: "link", url: `https://a.example/${n}.png` }) as const);
const MINUTE = 60_000;

describe("the sentence of a job", () => {
	test.each<[string, Job, Partial<JobFacts>?]>([
		["Waiting for its turn", job("queued")],
		["Waits for the network", held("offline")],
		["Costs now up to $0.30, was $0.21", held("price-changed"), { worstUsd: 0.3, agreedUsd: 0.21 }],
		["Costs now up to $0.30", held("price-changed"), { worstUsd: 0.3 }],
		["The price has changed since you pressed Generate", held("price-changed")],
		["Held back: up to $0.30 more would pass your budget", held("over-budget"), { worstUsd: 0.3 }],
		["Held back: it may pass your budget", held("over-budget")],
		["Preparing the request", job("preparing")],
		["Preparing 2 references", job("preparing", { references: links })],
		["Sending the request to Tokaify", job("sending"), { byTask: true }],
		["Tokaify is drawing 3 pictures, 0:24 so far", job("sending"), { now: 24_000 }],
		[
			"Tokaify is drawing 3 pictures, 0:24 so far, usually 40 sec",
			job("sending"),
			{ now: 24_000, usualMs: 40_500 },
		],
		[
			"Tokaify is drawing a set of up to 6 pictures, 0:00 so far",
			job("sending", { mode: "set", count: 6 }, { sentAt: 0 }),
		],
		[
			"EvoLink is drawing 3 pictures, 40%, about 20 sec left",
			waiting({ progress: 40, expectedAt: 50_000 }),
			{ now: 30_000, usualMs: 40_000 },
		],
		[
			"EvoLink is drawing 3 pictures, about 20 sec left",
			waiting({ expectedAt: 50_000 }),
			{ now: 30_000 },
		],
		[
			"EvoLink is drawing 3 pictures, 95%, 1:05 so far",
			waiting({ progress: 95, expectedAt: 50_000 }),
			{ now: 65_000, usualMs: 40_000 },
		],
		["EvoLink has it in line, 0:05 so far", waiting({ status: "pending" }), { now: 5_000 }],
		[
			"EvoLink is drawing 3 pictures, 10%, 0:05 so far",
			waiting({ status: "pending", progress: 10 }),
			{ now: 5_000 },
		],
		[
			"EvoLink says “warming”: still waiting, 0:05 so far",
			waiting({ status: "warming", known: false }),
			{ now: 5_000 },
		],
		[
			"EvoLink has been working for 31 min, longer than usual",
			waiting({ late: true }),
			{ now: 31 * MINUTE },
		],
		["EvoLink has not said whether it has the task", waiting({ status: "", late: true })],
		["Asking EvoLink whether it has the task", waiting({ status: "" })],
		[
			"The answer was lost; asking EvoLink whether it has the task",
			waiting({ status: "" }, { error: lost }),
		],
		["EvoLink is drawing 3 pictures, 0:05 so far", waiting({ trouble: broken }), { now: 5_000 }],
		[
			"2 of 6 have come, more on the way",
			job(
				"receiving",
				{ count: 6 },
				{ streaming: true, outputs: [output(0, "saved"), output(1, "fetching")] },
			),
		],
		[
			"1 of 6 has come, more on the way",
			job("receiving", { count: 6 }, { streaming: true, outputs: [output(0, "saved")] }),
		],
		[
			"Saving 2 of 3",
			job(
				"receiving",
				{},
				{ outputs: [output(0, "saved"), output(1, "fetching"), output(2, "pending")] },
			),
		],
		[
			"2 of 3 saved; 1 not saved yet",
			job(
				"receiving",
				{},
				{ outputs: [output(0, "saved"), output(1, "saved"), output(2, "pending", broken)] },
			),
		],
		[
			"2 pictures are not saved yet",
			job(
				"receiving",
				{},
				{ outputs: [output(0, "pending", broken), output(1, "pending", broken)] },
			),
		],
		["Saved 3 pictures", job("done", {}, { outputs: [0, 1, 2].map((at) => output(at, "saved")) })],
		["Saved 1 picture", job("done", { count: 1 }, { outputs: [output(0, "saved")] })],
		[
			"1 of 4 saved; 2 refused by Tokaify; 1 lost",
			job(
				"partial",
				{},
				{
					outputs: [
						output(0, "saved"),
						output(1, "refused", refused),
						output(2, "refused", refused),
						output(3, "lost"),
					],
				},
			),
		],
		[
			"1 of 3 saved",
			job("partial", { count: 3 }, { outputs: [output(0, "saved")], error: broken }),
		],
		[
			"0 of 2 saved; 2 lost",
			job("failed", {}, { outputs: [output(0, "lost"), output(1, "lost")] }),
		],
		["No pictures came from Tokaify", job("failed")],
		["Stopped", job("canceled")],
		["Outcome unknown: Tokaify may have made and charged them", job("unknown")],
	])("%s", (sentence, given, facts) => {
		expect(says(given, facts)).toBe(sentence);
	});
});

test("every state, hold and turn of a task has a sentence without an open blank, in both languages", async () => {
	const tasks = [true, false].flatMap((late) =>
		["", "pending", "processing", "warming"].flatMap((status) =>
			[undefined, 0, 40].map((progress) => ({
				status,
				late,
				known: status !== "warming",
				progress,
			})),
		),
	);
	const all = [
		...jobStates.flatMap((state) =>
			[[], [output(0, "saved"), output(1, "lost")]].map((outputs) =>
				job(
					state,
					{},
					{ outputs, sentAt: 0, price: { usdPerImage: 0.1, worstUsd: 0.3, from: "list" } },
				),
			),
		),
		...holdReasons.map((reason) => held(reason)),
		...tasks.flatMap((task) => [waiting(task), waiting(task, { error: lost })]),
		job("receiving", {}, { streaming: true, outputs: [output(0, "saved")] }),
	];
	const facts = [{}, { byTask: true, usualMs: 1, worstUsd: 1, agreedUsd: 0.5 }];
	for (const language of ["en", "zh-CN"]) {
		await i18next.changeLanguage(language);
		for (const given of all) {
			for (const more of facts) {
				const sentence = says(given, { now: 5_000, ...more });
				expect(sentence).not.toBe("");
				expect(`${sentence} ${read(moneyPhrases(given))}`).not.toMatch(/\{\{|says\.|money\./);
			}
		}
	}
});

test("both languages have the same sentences", () => {
	// Chinese has one form for every number.
	const keys = Object.keys(en).filter((key) => !key.endsWith("_one"));
	expect(Object.keys(zh)).toEqual(keys);
});

describe("the next question after a task", () => {
	const at = (task: Parameters<typeof waiting>[0], online = true) => {
		const phrase = nextQuestion(waiting(task), { now: 1_000, online });
		return phrase === undefined ? undefined : read([phrase]);
	};

	test("is counted down to, and tried again after trouble", () => {
		expect(at({ nextCheckAt: 13_000 })).toBe("asks again in 12 sec");
		expect(at({ nextCheckAt: 1_400 })).toBe("asks again in 1 sec");
		expect(at({ nextCheckAt: 900 })).toBe("asking now");
		expect(at({ nextCheckAt: 13_000, trouble: broken })).toBe("Trying again in 12 sec.");
	});

	test("waits for the network, and is not promised where none is planned", () => {
		expect(at({ nextCheckAt: 13_000 }, false)).toBe(
			"No network; Seedcase asks again when it returns",
		);
		expect(at({})).toBeUndefined();
		expect(at({ late: true, nextCheckAt: 13_000 })).toBeUndefined();
		expect(nextQuestion(job("sending"), { now: 0, online: true })).toBeUndefined();
	});
});

describe("money", () => {
	const price = { usdPerImage: 0.07, worstUsd: 0.21, from: "list" } as const;
	const saved = [0, 1, 2].map((at) => output(at, "saved"));
	const free = { usdPerImage: 0, worstUsd: 0, from: "free" } as const;
	const certain = appError("gateway-busy", { gateway: "EvoLink", status: 503 }).failure;

	test.each<[string, Job]>([
		["up to $0.21", job("queued", {}, { price })],
		["up to $0.21", waiting({}, { price })],
		[
			"$0.14 set aside",
			waiting({}, { price, charged: { usd: 0.14, credits: 7.2, reserved: true } }),
		],
		[
			"7.2 credits set aside, up to $0.21",
			waiting({}, { price, charged: { credits: 7.2, reserved: true } }),
		],
		["up to $0.21", job("receiving", {}, { price, streaming: true, outputs: saved.slice(0, 1) })],
		["about $0.21", job("done", {}, { price, outputs: saved })],
		[
			"$0.21 charged, 7.2 credits",
			job("done", {}, { price, outputs: saved, charged: { usd: 0.21, credits: 7.2 } }),
		],
		[
			"$0.14 charged, 7.2 credits, $0.21 expected",
			job("done", {}, { price, outputs: saved, charged: { usd: 0.14, credits: 7.2 } }),
		],
		["1 credit charged", job("done", {}, { outputs: saved, charged: { credits: 1 } })],
		["3 pictures charged", job("done", {}, { outputs: saved, charged: { images: 3 } })],
		[
			"about $0.14",
			job(
				"partial",
				{},
				{ price, outputs: [output(0, "saved"), output(1, "lost"), output(2, "refused")] },
			),
		],
		["nothing charged", job("failed", {}, { price, sentAt: 1, error: certain })],
		["up to $0.21 may have been charged", job("failed", {}, { price, sentAt: 1, error: lost })],
		["up to $0.21 may have been charged", job("unknown", {}, { price, error: lost })],
		["", job("canceled", {}, { price })],
		["", job("done", {}, { price: free, outputs: saved })],
		["", job("done", {}, { outputs: saved })],
		["", job("unknown")],
	])("%s", (text, given) => {
		expect(read(moneyPhrases(given))).toBe(text);
	});
});

test.each([
	[0, "0:00"],
	[-500, "0:00"],
	[24_900, "0:24"],
	[600_000, "10:00"],
	[3_725_000, "1:02:05"],
])("%i ms on the clock is %s", (ms, text) => {
	expect(clockText(ms)).toBe(text);
});

test("what took less than a minute is told in seconds", () => {
	expect(tookText(42_900)).toBe("42 sec");
	expect(tookText(185_000)).toBe("3:05");
});
