import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	deviceName,
	exportedName,
	type NameFacts,
	nameBlanks,
} from "../../../src/contract/export-names.ts";

const facts: NameFacts = {
	...{ prompt: "A neon panda, smiling", title: "Panda’s day", modelTitle: "Seedream 4.0" },
	...{ gatewayTitle: "EvoLink", set: "Spring", id: "0190163d-8694-739b-aea5-966c26f8ad91" },
	...{ width: 2048, height: 1365, tags: ["a b", "海"] },
	madeAt: new Date(2026, 10, 21, 14, 3, 9).getTime(),
};
const name = (pattern: string, more: Partial<NameFacts> = {}, total = 3) =>
	exportedName(pattern, { ...facts, ...more }, { place: 1, total });

describe("names of pictures on their way out", () => {
	test("fill every blank with words a file can have", () => {
		expect(name("{date} {time} {prompt} {n}")).toBe("2026-11-21 14.03.09 A-neon-panda-smiling 02");
		expect(name("{title}_{model}_{gateway}_{set}")).toBe("Pandas-day_Seedream-4-0_EvoLink_Spring");
		expect(name("{width}x{height} {id} {tags}", {}, 1_200)).toBe("2048x1365 26f8ad91 a-b-海");
		expect(name("{n}", {}, 1_200)).toBe("0002");
		expect(name("{date} {prompt} {n}", { prompt: "" })).toBe("2026-11-21 02");
		expect(name("{nothing} {n}")).toBe("nothing 02");
	});

	test("are never a device of Windows, hidden, or empty", () => {
		expect(name("con")).toBe("picture-con");
		expect(name("Aux.{n}")).toBe("picture-Aux.02");
		expect(name("...{n}")).toBe("02");
		expect(name("{title}", { title: "🍊🍋" })).toBe("picture-02");
		expect(name("../../etc/passwd")).toBe("etcpasswd");
	});

	test("are safe on every system, whatever pattern and picture say", () => {
		const any = fc.oneof(
			fc.string({ unit: "binary", maxLength: 300 }),
			fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
		);
		const pattern = fc
			.array(fc.oneof(any, fc.constantFrom(...nameBlanks.map((blank) => `{${blank}}`))), {
				maxLength: 6,
			})
			.map((parts) => parts.join(""));
		fc.assert(
			fc.property(pattern, any, any, (wanted, prompt, title) => {
				const made = name(wanted, { prompt, title, tags: [prompt, title] });
				expect(made).not.toBe("");
				expect(made.isWellFormed()).toBe(true);
				expect(made).not.toMatch(/[<>:"/\\|?*\p{C}]/u);
				expect(made).not.toMatch(/^[.\s-]|[.\s]$/);
				expect(deviceName.test(made.split(".")[0] ?? "")).toBe(false);
				expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(160);
			}),
			{ numRuns: 300 },
		);
	});
});
