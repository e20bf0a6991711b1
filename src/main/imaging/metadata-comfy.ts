import type { ForeignRecipe } from "../../contract/library.ts";
import {
	foreignRecipe,
	type JsonObject,
	objectIn,
	own,
	parametersOf,
	textIn,
} from "./metadata-json.ts";

type Node = { readonly kind: string; readonly inputs: JsonObject };
type Graph = ReadonlyMap<string, Node>;

/** A hostile graph may lead in circles or on for ever. */
const MAX_STEPS = 500;

/** Inputs that hold words, on the nodes that encode or pass them on. */
const wordInputs = [
	"text",
	"text_g",
	"text_l",
	"t5xxl",
	"clip_l",
	"prompt",
	"positive_prompt",
	"populated_text",
	"string",
	"value",
];
/** Inputs that lead on to them. */
const wayInputs = ["guider", "conditioning", "conditioning_1", "conditioning_2", "conditioning_to"];
const modelInputs = ["ckpt_name", "unet_name", "gguf_name", "model_name", "model"];

/**
 * The graph ComfyUI writes as `prompt` (comfyanonymous/ComfyUI, `nodes.py`, `SaveImage`, read
 * 2026-11-21): nodes by id, each with its class and inputs; an input is a value, or the id of another
 * node and which of its outputs. The words are those the sampler is led to.
 */
export function readComfyGraph(json: JsonObject): ForeignRecipe | undefined {
	const graph = graphOf(json);
	if (graph.size === 0) return undefined;
	const nodes = [...graph.values()];
	const led = nodes.filter(({ inputs }) => "positive" in inputs || "guider" in inputs);
	const sampler = led.find(({ kind }) => /sampler/i.test(kind)) ?? led[0];
	const words = (side: "positive" | "negative") =>
		sampler === undefined ? "" : wordsFrom(graph, sampler, side);
	const prompt = words("positive") || longestPrompt(nodes);
	const negativePrompt = words("negative");
	const model = nodes.map(({ inputs }) => textIn(inputs, ...modelInputs)).find(Boolean);
	return foreignRecipe({
		generator: "ComfyUI",
		...{ prompt, negativePrompt: negativePrompt === prompt ? "" : negativePrompt, model },
		parameters: sampler === undefined ? [] : parametersOf(sampler.inputs),
	});
}

function graphOf(json: JsonObject): Graph {
	const graph = new Map<string, Node>();
	for (const [id, value] of Object.entries(json).slice(0, 2_000)) {
		const node = objectIn(value);
		const kind = textIn(node, "class_type");
		const inputs = objectIn(own(node, "inputs"));
		if (kind !== undefined && inputs !== undefined) graph.set(id, { kind, inputs });
	}
	return graph;
}

/** Follows one side of a sampler back to the words it began with. */
function wordsFrom(graph: Graph, from: Node, side: "positive" | "negative"): string {
	const found = new Set<string>();
	const waiting: Node[] = [from];
	const seen = new Set<Node>();
	for (let steps = 0; steps < MAX_STEPS; steps += 1) {
		const node = waiting.shift();
		if (node === undefined) break;
		if (seen.has(node)) continue;
		seen.add(node);
		const ways = node === from ? [side, "guider"] : [side, ...wayInputs, ...wordInputs];
		for (const way of ways) {
			const value = own(node.inputs, way);
			if (typeof value === "string" && wordInputs.includes(way)) found.add(value.trim());
			const next = linked(graph, value);
			if (next !== undefined) waiting.push(next);
		}
	}
	found.delete("");
	return [...found].join("\n");
}

function linked(graph: Graph, value: unknown): Node | undefined {
	const [id] = Array.isArray(value) ? value : [];
	return graph.get(String(id));
}

/** Nodes that ask a service have the words in themselves. */
function longestPrompt(nodes: readonly Node[]): string | undefined {
	return nodes
		.map(({ inputs }) => textIn(inputs, "prompt", "positive_prompt", "text"))
		.reduce((best, one) => ((one?.length ?? 0) > (best?.length ?? 0) ? one : best), undefined);
}
