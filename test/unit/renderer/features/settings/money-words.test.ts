import { readFileSync } from "node:fs";
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { customGatewayId } from "../../../../../src/contract/accounts.ts";
import { AccountId, GatewayId } from "../../../../../src/contract/ids.ts";
import type { PriceRow } from "../../../../../src/contract/money.ts";
import {
	originWords,
	priceText,
} from "../../../../../src/renderer/features/settings/money-words.ts";

beforeAll(async () => {
	const file = new URL("../../../../../resources/locales/en/money.json", import.meta.url);
	await i18next.init({
		lng: "en",
		resources: { en: { money: JSON.parse(readFileSync(file, "utf8")) } },
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	});
});

const list = { usdPerImage: 0.035, source: { page: "A2", read: "2026-11-21" } };
const row = (more: Partial<PriceRow> = {}): PriceRow => ({
	gateway: GatewayId.parse("evolink"),
	model: "lite",
	gatewayTitle: "EvoLink",
	modelTitle: "Seedream",
	chargesCredits: false,
	...more,
});
const learned = { usdPerImage: 0.0275, jobs: 3 };

describe("where a price comes from", () => {
	test("a list price has its day, and its page on a closer look", () => {
		expect(originWords(row({ usdPerImage: 0.035, from: "list", list }))).toEqual({
			line: "List price, read 2026-11-21",
			full: "List price, read 2026-11-21. Page: A2.",
		});
	});

	test("a learned price says from how many jobs, and what the list says", () => {
		const { line } = originWords(row({ usdPerImage: 0.0275, from: "learned", learned, list }));
		expect(line).toBe("Learned from 3 jobs · List price, read 2026-11-21: $0.035");
	});

	test("the designer's figure says what would hold without it", () => {
		const { line } = originWords(row({ usdPerImage: 0.02, from: "own", learned }));
		expect(line).toBe("Your figure · Learned from 3 jobs: $0.0275");
	});

	test("a custom gateway's price is the designer's own, from no page", () => {
		const gateway = customGatewayId(AccountId.parse("0197a0b0-0000-7000-8000-000000000001"));
		const words = "As entered with the account";
		expect(originWords(row({ gateway, usdPerImage: 0.035, from: "list", list }))).toEqual({
			...{ line: words, full: words },
		});
	});

	test("what is free is just free, and an unknown price says what is missing", () => {
		const free = row({ usdPerImage: 0, from: "free", list: { ...list, usdPerImage: 0 } });
		expect(originWords(free)).toEqual({ line: "Free", full: "Free" });
		expect(originWords(row()).line).toBe("No price known");
		expect(originWords(row({ chargesCredits: true })).line).toContain("what a credit is worth");
		const worth = { chargesCredits: true, usdPerCredit: 0.005 };
		expect(originWords(row(worth)).line).toBe("No price known");
	});

	test("a price keeps every digit that counts", () => {
		expect(priceText(0.02502)).toBe("$0.02502");
		expect(priceText(0.03)).toBe("$0.03");
	});
});
