import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("../../../resources/locales/", import.meta.url);
const files = readdirSync(new URL("en/", folder));

/** Every sentence of a file by its path, plural forms under one name. */
function sentences(language: string, file: string): Map<string, string> {
	const found = new Map<string, string>();
	const walk = (value: unknown, path: string) => {
		if (typeof value === "string") found.set(path, value);
		else for (const [key, inner] of Object.entries(value ?? {})) walk(inner, `${path}/${key}`);
	};
	walk(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), "utf8")), "");
	return found;
}
const withoutPlural = (path: string) => path.replace(/_(zero|one|two|few|many|other)$/, "");
const names = (map: Map<string, string>) => [...new Set([...map.keys()].map(withoutPlural))].sort();
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? "");

it("both languages have the same files", () => {
	expect(readdirSync(new URL("zh-CN/", folder)).sort()).toEqual([...files].sort());
});

describe.each(files)("%s", (file) => {
	const en = sentences("en", file);
	const zh = sentences("zh-CN", file);

	it("has every sentence in both languages", () => {
		expect(names(zh)).toEqual(names(en));
	});

	it("fills no blank in Chinese that English does not know", () => {
		const known = new Map<string, Set<string>>();
		for (const [path, text] of en) {
			const name = withoutPlural(path);
			known.set(name, new Set([...(known.get(name) ?? []), ...blanks(text), "count"]));
		}
		for (const [path, text] of zh) {
			const allowed = known.get(withoutPlural(path)) ?? new Set();
			for (const blank of blanks(text)) expect([...allowed], `${path}: ${text}`).toContain(blank);
		}
	});

	it("has no empty sentence", () => {
		for (const [path, text] of [...en, ...zh]) expect(text.trim(), path).not.toBe("");
	});
});
