import { readFileSync } from "node:fs";
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { AccountId, GatewayId } from "../../../../src/contract/ids.ts";
import type { Weather } from "../../../../src/contract/weather.ts";
import { weatherWords } from "../../../../src/renderer/bridge/weather-words.ts";

const wordsOf = (language: string) =>
	JSON.parse(
		readFileSync(
			new URL(`../../../../resources/locales/${language}/weather.json`, import.meta.url),
			"utf8",
		),
	);

beforeAll(async () => {
	await i18next.init({
		lng: "en",
		resources: { en: { weather: wordsOf("en") }, "zh-CN": { weather: wordsOf("zh-CN") } },
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	});
});

const weather = (more: Partial<Weather> = {}): Weather => ({
	account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
	gateway: GatewayId.parse("evolink"),
	...{ sent: 18, refused: 0, limited: 0, failed: 0 },
	...{ medianMs: 42_300, slowMs: 290_000 },
	...more,
});

describe("gateway weather in words", () => {
	test("is not spoken of before three jobs", () => {
		expect(weatherWords(undefined)).toBeUndefined();
		expect(weatherWords(weather({ sent: 2 }))).toBeUndefined();
		expect(weatherWords(weather({ sent: 3 }))?.line).toBe("Usually 42 sec here");
	});

	test("names what went wrong, and how often, on one line", () => {
		expect(weatherWords(weather({ refused: 1, limited: 2, failed: 3 }))?.line).toBe(
			"Usually 42 sec here · 1 of 18 refused · 2 busy answers · 3 of 18 failed",
		);
	});

	test("says in full how long nine of ten took, in minutes when they are many", () => {
		expect(weatherWords(weather({ refused: 1 }))?.full).toBe(
			"18 jobs in the last 30 days. Half of those with pictures took at most 42 sec, nine of ten at most 5 min. 1 was refused for its prompt, references or result.",
		);
	});

	test("does not call it usual when no picture came", () => {
		const words = weatherWords(weather({ medianMs: undefined, slowMs: undefined, failed: 18 }));
		expect(words?.line).toBe("18 jobs, no pictures lately · 18 of 18 failed");
		expect(words?.full).not.toContain("nine of ten");
	});

	test("is spoken in Chinese without spaces between sentences", async () => {
		await i18next.changeLanguage("zh-CN");
		const words = weatherWords(weather({ limited: 2 }));
		await i18next.changeLanguage("en");
		expect(words?.line).toBe("在这里通常需要 42秒 · 2 次遇到繁忙");
		expect(words?.full).toContain("任务。出图");
	});
});
