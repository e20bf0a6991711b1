import { readdirSync, readFileSync } from "node:fs";
import i18next from "i18next";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { appError, errorCatalogue } from "../../../../src/contract/errors.ts";
import { languages } from "../../../../src/contract/settings.ts";
import { computedText } from "../../../../src/renderer/bridge/computed-text.ts";
import { failureText, problemText } from "../../../../src/renderer/bridge/error-text.ts";
import { startI18n, switchLanguage } from "../../../../src/renderer/bridge/i18n.ts";

const folder = new URL("../../../../resources/locales/", import.meta.url);
const files = readdirSync(new URL("en/", folder));

/** Sentences by their whole key. */
function sentencesOf(language: string, file: string): Map<string, string> {
	const flat = new Map<string, string>();
	const walk = (value: unknown, key: string) => {
		if (typeof value === "string") flat.set(key, value);
		else for (const [name, inner] of Object.entries(value ?? {})) walk(inner, `${key}.${name}`);
	};
	walk(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), "utf8")), "");
	return flat;
}

/** Chinese has one plural form. */
const inChinese = (key: string) => key.replace(/_one$/, "_other");
const blanks = (sentence: string) => new Set(sentence.match(/\{\{\w+\}\}/g) ?? []);

describe.each(files)("%s", (file) => {
	const english = sentencesOf("en", file);
	const chinese = sentencesOf("zh-CN", file);

	test("says everything in both languages", () => {
		const keys = (sentences: Map<string, string>) => new Set([...sentences.keys()].map(inChinese));
		expect(keys(chinese)).toEqual(keys(english));
	});

	test("has the same blanks in both languages", () => {
		for (const [key, sentence] of english) {
			if (key.endsWith("_one")) continue;
			expect([key, blanks(chinese.get(key) ?? "")]).toEqual([key, blanks(sentence)]);
		}
	});

	test("has no blank sentence", () => {
		for (const sentence of [...english.values(), ...chinese.values()]) {
			expect(sentence.trim()).not.toBe("");
		}
	});
});

describe("in the window", () => {
	beforeAll(async () => {
		vi.stubGlobal("document", { documentElement: { lang: "" } });
		await startI18n("en");
	});
	afterAll(() => vi.unstubAllGlobals());

	test("a failure is said in the language in force, and the page says which it is", async () => {
		const { failure } = appError("key-rejected", { gateway: "Tokaify" });
		expect(failureText(failure)).toBe(failure.message);
		await switchLanguage("zh-CN");
		expect(failureText(failure)).toMatch(/^Tokaify .*密钥/);
		expect(document.documentElement.lang).toBe("zh-CN");
		await switchLanguage("en");
	});

	test("a failure of a reason without a sentence is said as main said it", () => {
		const { failure } = appError("internal", { said: "x" });
		const newer = { ...failure, reason: "from-a-newer-version", message: "Something new." };
		expect(failureText(newer as unknown as typeof failure)).toBe("Something new.");
	});

	test("a blank without a fact stays visible", () => {
		const { failure } = appError("key-rejected");
		expect(failureText(failure)).toContain("…");
	});

	test("names are put in as they are, never as markup", () => {
		const { failure } = appError("reference-damaged", { name: "<b>&.png" });
		expect(failureText(failure)).toContain("<b>&.png");
	});

	test("a problem of the form is said with its values", () => {
		const facts = { have: 5, model: "M", limit: 3, over: 2 };
		const problem = { field: "prompt", reason: "prompt-too-long", facts, level: "block" } as const;
		expect(problemText(problem)).toContain("Shorten it by 2");
	});

	test("a computed key without a sentence gives the fallback", () => {
		expect(computedText("capability", "extra.unheard-of.label", {}, "unheard-of")).toBe(
			"unheard-of",
		);
	});

	test.each(languages)("every reason has a sentence in %s", async (language) => {
		await switchLanguage(language);
		for (const reason of Object.keys(errorCatalogue)) {
			expect(i18next.exists(reason, { ns: "errors", fallbackLng: [] }), reason).toBe(true);
		}
		await switchLanguage("en");
	});
});
