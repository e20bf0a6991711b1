import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import capability from "../../../../../resources/locales/en/capability.json" with { type: "json" };
import compose from "../../../../../resources/locales/en/compose.json" with { type: "json" };
import type { RequestChange } from "../../../../../src/contract/what-changes.ts";
import { changeText } from "../../../../../src/renderer/features/compose/change-words.ts";

beforeAll(() =>
	i18next.init({
		lng: "en",
		resources: { en: { compose, capability } },
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	}),
);

const pixels = { kind: "pixels", width: 2_848, height: 1_600 } as const;

test.each<[string, RequestChange]>([
	["size 2848 × 1600", { kind: "size", to: pixels, about: false }],
	["size about 2848 × 1600", { kind: "size", to: pixels, about: true }],
	["2K with the shape left open", { kind: "size", to: { kind: "tier", tier: "2K" }, about: false }],
	["a set of 4 instead of separate pictures", { kind: "mode", to: "set", count: 4 }],
	["1 picture instead of a set", { kind: "mode", to: "single", count: 1 }],
	["3 separate pictures instead of a set", { kind: "mode", to: "single", count: 3 }],
	["4 pictures instead of 9", { kind: "count", from: 9, to: 4 }],
	["PNG files", { kind: "format", to: "png" }],
	["file format up to the gateway", { kind: "format" }],
	["with a watermark", { kind: "watermark", to: true }],
	["without a watermark", { kind: "watermark", to: false }],
	["watermark up to the gateway", { kind: "watermark" }],
	["all pictures at once, at the end", { kind: "stream" }],
	["without “End user”", { kind: "extra", key: "user", value: "me" }],
	["10 references at most, you have 12", { kind: "references", have: 12, limit: 10 }],
	["pictures instead of links", { kind: "links", count: 1 }],
])("%s", (text, change) => {
	expect(changeText(change)).toBe(text);
});
