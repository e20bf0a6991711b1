import { expect, test } from "vitest";
import en from "../../../../../resources/locales/en/capability.json" with { type: "json" };
import zh from "../../../../../resources/locales/zh-CN/capability.json" with { type: "json" };
import { Capability } from "../../../../../src/contract/capability.ts";
import { sizeBreach } from "../../../../../src/contract/fit-size.ts";
import { tokaifyModels } from "../../../../../src/main/gateways/tokaify/tokaify-models.ts";

test("both records are capability records, with a source and a date for what they say", () => {
	for (const model of tokaifyModels) {
		expect(Capability.parse(model)).toEqual(model);
		for (const source of model.sources) expect(source.read).toBe("2026-11-21");
	}
	expect(tokaifyModels.map((model) => model.model)).toEqual([
		"doubao-seedream-5-0-lite-260128",
		"doubao-seedream-4-0-250828",
	]);
});

test("every listed shape lies within the bounds for free sizes and has its ratio", () => {
	for (const { size, title } of tokaifyModels) {
		if (size.free === undefined) throw new Error(`${title} takes free sizes`);
		for (const shape of size.tiers.flatMap((tier) => tier.shapes)) {
			expect(
				sizeBreach(shape, size.free),
				`${title} ${shape.width}x${shape.height}`,
			).toBeUndefined();
			const [across = 0, down = 1] = shape.ratio.split(":").map(Number);
			expect(Math.abs(shape.width / shape.height / (across / down) - 1)).toBeLessThan(0.03);
		}
	}
});

/** The text of a key such as `extra.user.label`. */
function textAt(locale: unknown, key: string): unknown {
	return key
		.split(".")
		.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], locale);
}

test("every advice and every advanced field has its words in both languages", () => {
	const keys = tokaifyModels.flatMap(({ single, size, extras }) => [
		...(single.advice === undefined ? [] : [single.advice]),
		...size.tiers.flatMap((tier) => tier.advice ?? []),
		...extras.flatMap((field) => [
			`extra.${field.key}.label`,
			`extra.${field.key}.help`,
			...(field.kind === "choice"
				? field.choices.map((choice) => `extra.${field.key}.choice.${choice}`)
				: []),
		]),
	]);
	expect(keys.length).toBeGreaterThan(10);
	for (const key of keys) {
		for (const locale of [en, zh]) expect(textAt(locale, key), key).toEqual(expect.any(String));
	}
});
