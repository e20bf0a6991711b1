import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import en from "../../../../../resources/locales/en/queue.json" with { type: "json" };
import zh from "../../../../../resources/locales/zh-CN/queue.json" with { type: "json" };
import { appError } from "../../../../../src/contract/errors.ts";
import { type Job, jobStates } from "../../../../../src/contract/jobs.ts";
import { clockText, jobSentence } from "../../../../../src/renderer/features/queue/job-sentence.ts";
import { job, output } from "./sample-job.ts";

const words = i18next.createInstance();
beforeAll(() =>
	words.init({
		lng: "en",
		resources: { en: { queue: en }, "zh-CN": { queue: zh } },
		defaultNS: "queue",
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	}),
);

function says(given: Job, now = 0, language = "en"): string {
	const say = words.getFixedT(language, "queue");
	return jobSentence(given, now)
		.map(({ key, facts }) => say(key, facts))
		.join(say("says.join"));
}

const held = appError("result-refused", { gateway: "Tokaify" }).failure;
const broken = appError("download-interrupted").failure;

describe("the sentence of a job", () => {
	test.each<[string, Job]>([
		["Waiting for its turn", job("queued")],
		["Preparing the request", job("preparing")],
		[
			"Preparing 2 references",
			job("preparing", {
				references: [
					{ kind: "link", url: "https://a.example/1.png" },
					{ kind: "link", url: "https://a.example/2.png" },
				],
			}),
		],
		["Tokaify is drawing 3 pictures — 0:24", job("sending", {}, { sentAt: -24_000 })],
		["Tokaify is drawing a picture — 1:05", job("waiting", { count: 1 }, { sentAt: -65_500 })],
		[
			"Tokaify is drawing a set of up to 6 pictures — 0:00",
			job("sending", { mode: "set", count: 6 }, { sentAt: 0 }),
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
			"Saving 3 of 3",
			job(
				"receiving",
				{},
				{ outputs: [output(0, "saved"), output(1, "refused"), output(2, "pending")] },
			),
		],
		[
			"2 of 3 saved; 1 not saved yet",
			job(
				"receiving",
				{},
				{
					outputs: [output(0, "saved"), output(1, "saved"), output(2, "pending", broken)],
				},
			),
		],
		["Saved 3 pictures", job("done", {}, { outputs: [0, 1, 2].map((at) => output(at, "saved")) })],
		["Saved 1 picture", job("done", { count: 1 }, { outputs: [output(0, "saved")] })],
		[
			"2 of 3 saved; 1 refused by Tokaify",
			job(
				"partial",
				{},
				{
					outputs: [output(0, "saved"), output(1, "saved"), output(2, "refused", held)],
				},
			),
		],
		[
			"2 pictures are not saved yet",
			job("receiving", {}, { outputs: [output(0, "pending", held), output(1, "pending", held)] }),
		],
		[
			"1 of 4 saved; 2 refused by Tokaify; 1 lost",
			job(
				"partial",
				{},
				{
					outputs: [
						output(0, "saved"),
						output(1, "refused", held),
						output(2, "refused", held),
						output(3, "lost"),
					],
				},
			),
		],
		[
			"0 of 2 saved; 2 lost",
			job("failed", {}, { outputs: [output(0, "lost"), output(1, "lost")] }),
		],
		["No pictures came from Tokaify", job("failed")],
		["Stopped", job("canceled")],
		["Outcome unknown: Tokaify may have made and charged them", job("unknown")],
	])("%s", (sentence, given) => {
		expect(says(given)).toBe(sentence);
	});

	test("every state has a sentence without an open blank, in both languages", () => {
		for (const state of jobStates) {
			for (const outputs of [[], [output(0, "saved"), output(1, "lost")]]) {
				for (const language of ["en", "zh-CN"]) {
					const sentence = says(job(state, {}, { outputs, sentAt: 0 }), 5_000, language);
					expect(sentence).not.toBe("");
					expect(sentence).not.toMatch(/\{\{|says\./);
				}
			}
		}
	});

	test("both languages have the same sentences", () => {
		// Chinese has one form for every number.
		const keys = Object.keys(en).filter((key) => !key.endsWith("_one"));
		expect(Object.keys(zh)).toEqual(keys);
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
