import type { ForeignRecipe } from "../../contract/library.ts";
import { foreignRecipe, type Parameters } from "./metadata-json.ts";

/**
 * A name and its value in the last line, as AUTOMATIC1111/stable-diffusion-webui reads it
 * (`modules/infotext_utils.py`, `re_param_code`, read 2026-11-21).
 */
const pair = /\s*(\w[\w \-/]{0,80}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g;
/** With fewer the last line belongs to the prompt, as there. */
const LEAST_PAIRS = 3;
const NEGATIVE = "Negative prompt:";

/** Who writes this text too, by what its `Version` begins with. */
const forks: readonly (readonly [RegExp, string])[] = [
	[/^f\d|forge/i, "Forge"],
	[/^Fooocus/i, "Fooocus"],
	[/^ComfyUI/i, "ComfyUI"],
	[/^neo/i, "Forge Neo"],
];

/**
 * The text that AUTOMATIC1111 and those like it write: the prompt, `Negative prompt: …`, and a last
 * line `Steps: 20, Sampler: …`.
 */
export function readInfotext(text: string): ForeignRecipe | undefined {
	const lines = text.trim().split(/\r?\n/);
	const last = lines.at(-1) ?? "";
	const parameters = parametersIn(last);
	if (parameters.length < LEAST_PAIRS) return undefined;
	lines.pop();
	const at = lines.findIndex((line) => line.trimStart().startsWith(NEGATIVE));
	const words = (part: readonly string[]) => part.join("\n").trim();
	const negative = at < 0 ? "" : words(lines.slice(at)).slice(NEGATIVE.length);
	const of = (wanted: string) => parameters.find(({ name }) => name === wanted)?.value;
	const version = of("Version") ?? "";
	return foreignRecipe({
		generator: forks.find(([looks]) => looks.test(version))?.[1] ?? "Stable Diffusion WebUI",
		prompt: of("Raw prompt") ?? words(at < 0 ? lines : lines.slice(0, at)),
		negativePrompt: negative,
		model: of("Model"),
		parameters: parameters.filter(({ name }) => name !== "Model" && name !== "Raw prompt"),
	});
}

function parametersIn(line: string): Parameters {
	return [...line.matchAll(pair)].map(([, name = "", value = ""]) => ({
		name: name.trim(),
		value: unquoted(value.trim()),
	}));
}

function unquoted(value: string): string {
	if (!value.startsWith('"')) return value;
	try {
		return String(JSON.parse(value));
	} catch {
		return value;
	}
}
