import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import {
	formatBytes,
	formatDay,
	formatDuration,
	formatList,
	formatNumber,
	formatPixels,
	formatUsd,
} from "../../../../src/renderer/bridge/format.ts";

describe("in English", () => {
	beforeAll(async () => {
		await i18next.init({ lng: "en", resources: {} });
	});

	test.each([
		[0, "0 bytes"],
		[1, "1 byte"],
		[999, "999 bytes"],
		[4_200, "4 kB"],
		[4_200_000, "4.2 MB"],
		[250_000_000, "250 MB"],
		[3_400_000_000_000_000, "3,400 TB"],
	])("%i bytes reads %s", (bytes, words) => {
		expect(formatBytes(bytes)).toBe(words);
	});

	test.each([
		[0, "$0.00"],
		[0.035, "$0.035"],
		[0.21, "$0.21"],
		[12, "$12.00"],
	])("%d dollars reads %s", (usd, words) => {
		expect(formatUsd(usd)).toBe(words);
	});

	test.each([
		[0, "1 sec"],
		[20_900, "20 sec"],
		[60_000, "1 min"],
		[3_599_000, "59 min"],
		[3 * 3_600_000, "3 hr"],
		[47 * 3_600_000, "47 hr"],
		[72 * 3_600_000, "3 days"],
	])("%i ms reads %s", (ms, words) => {
		expect(formatDuration(ms)).toBe(words);
	});

	test("a day is that day wherever the computer stands", () => {
		expect(formatDay("2026-11-21")).toContain("November 21");
	});

	test("sizes and lists read as in print", () => {
		expect(formatPixels(2048, 1152)).toBe("2048 × 1152");
		expect(formatNumber(4096)).toBe("4,096");
		expect(formatList(["a", "b", "c"])).toBe("a, b, and c");
	});
});

test("formats follow the language when it changes", async () => {
	await i18next.init({ lng: "en", resources: {} });
	const english = formatDay("2026-11-21");
	await i18next.changeLanguage("zh-CN");
	expect(formatDay("2026-11-21")).not.toBe(english);
	expect(formatDay("2026-11-21")).toContain("2026年11月21日");
	expect(formatList(["甲", "乙"])).toBe("甲和乙");
});
