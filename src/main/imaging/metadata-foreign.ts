import type { ForeignRecipe } from "../../contract/library.ts";
import { readComfyGraph } from "./metadata-comfy.ts";
import { foreignRecipe, jsonObject, objectIn, own, parametersOf, textIn } from "./metadata-json.ts";
import { readInfotext } from "./metadata-webui.ts";

/**
 * The words of a picture's metadata by lower-case name: keywords of PNG texts as they are, and
 * `usercomment`, `imagedescription`, `make`, `model`, `software`, `xpcomment`, `comment` of EXIF, XMP
 * and JPEG.
 */
export type MetadataTexts = ReadonlyMap<string, string>;

type ForeignReader = {
	/** Where the form is written down, and when that was read. */
	readonly source: string;
	readonly read: (texts: MetadataTexts) => ForeignRecipe | undefined;
};

/** Where a text lies that generators put in EXIF when a file is no PNG. */
const commentNames = ["parameters", "usercomment", "xpcomment", "imagedescription", "comment"];

/** One JSON object with everything in it, under names of the generator's own. */
type NamedForm = Pick<ForeignReader, "source"> & {
	readonly generator: string;
	/** What it is known by: all of these are in it. */
	readonly known: readonly string[];
	/** The one of these that holds the rest; absent: it lies beside them. */
	readonly inside?: string;
	readonly prompt: string;
	readonly negativePrompt: string;
	readonly model: string;
};

const namedForms: readonly NamedForm[] = [
	{
		source: "https://github.com/mcmonkeyprojects/SwarmUI docs/Image Metadata Format.md, 2026-11-21",
		...{ generator: "SwarmUI", known: ["sui_image_params"], inside: "sui_image_params" },
		...{ prompt: "prompt", negativePrompt: "negativeprompt", model: "model" },
	},
	{
		source: "https://github.com/lllyasviel/Fooocus modules/meta_parser.py, 2026-11-21",
		...{ generator: "Fooocus", known: ["base_model"] },
		...{ prompt: "prompt", negativePrompt: "negative_prompt", model: "base_model" },
	},
	{
		source:
			"https://github.com/drawthingsai/draw-things-community (XMP of saved pictures), 2026-11-21",
		...{ generator: "Draw Things", known: ["uc", "c"] },
		...{ prompt: "c", negativePrompt: "uc", model: "model" },
	},
];

/** Ways generators write down how a picture was made; the first that understands wins. */
const foreignReaders: readonly ForeignReader[] = [
	{
		source:
			"https://github.com/invoke-ai/InvokeAI invokeai/app/invocations/metadata.py, 2026-11-21",
		read: (texts) => {
			const json = jsonObject(texts.get("invokeai_metadata"));
			if (json === undefined) return undefined;
			const model = objectIn(own(json, "model"));
			return foreignRecipe({
				generator: "InvokeAI",
				prompt: textIn(json, "positive_prompt"),
				negativePrompt: textIn(json, "negative_prompt"),
				model: textIn(model, "name", "model_name") ?? textIn(json, "model"),
				parameters: parametersOf(json, ["positive_prompt", "negative_prompt", "model"]),
			});
		},
	},
	...namedForms.map(namedReader),
	{
		source: "https://docs.novelai.net/en/image/ (texts of saved pictures), 2026-11-21",
		read: (texts) => {
			const comment = jsonObject(texts.get("comment")) ?? jsonObject(texts.get("usercomment"));
			const inner = jsonObject(textIn(comment, "Comment"));
			const said = `${texts.get("software") ?? ""} ${textIn(comment, "Software") ?? ""}`;
			if (!/novelai/i.test(said)) return undefined;
			const json = inner ?? comment ?? {};
			return foreignRecipe({
				generator: "NovelAI",
				prompt: textIn(json, "prompt") ?? texts.get("description"),
				negativePrompt: textIn(json, "uc"),
				model: texts.get("source") ?? textIn(comment, "Source"),
				parameters: parametersOf(json, ["prompt", "uc", "signed_hash"]),
			});
		},
	},
	{
		source: "https://github.com/AUTOMATIC1111/stable-diffusion-webui modules/images.py, 2026-11-21",
		read: (texts) => {
			for (const name of commentNames) {
				const text = texts.get(name);
				const read = text === undefined ? undefined : readInfotext(text);
				if (read !== undefined) return read;
			}
			return undefined;
		},
	},
	{
		source:
			"https://github.com/comfyanonymous/ComfyUI nodes.py, comfy_extras/nodes_images.py, 2026-11-21",
		read: (texts) => {
			const plain = jsonObject(texts.get("prompt"));
			// In WebP the graph is the camera's model, after its name.
			const named = /^prompt:(.*)$/is.exec(texts.get("model") ?? "")?.[1];
			const graph = plain ?? jsonObject(named);
			return graph === undefined ? undefined : readComfyGraph(graph);
		},
	},
	{
		source: "https://docs.midjourney.com (texts of downloaded pictures), 2026-11-21",
		read: (texts) => {
			const text = texts.get("description") ?? texts.get("imagedescription") ?? "";
			const [, said = "", job] = /^(.*?)\s*Job ID:\s*([0-9a-f-]{36})\s*$/is.exec(text) ?? [];
			if (job === undefined) return undefined;
			const at = said.search(/\s--[a-z]/i);
			const options = at < 0 ? [] : [...said.slice(at).matchAll(/--([a-z]\w*)\s*([^-]*)/gi)];
			return foreignRecipe({
				generator: "Midjourney",
				prompt: at < 0 ? said : said.slice(0, at),
				parameters: [
					...options.map(([, name = "", value = ""]) => ({ name, value: value.trim() })),
					{ name: "Job ID", value: job },
				],
			});
		},
	},
];

/** What another generator says of how it made a picture. */
export function readForeign(texts: MetadataTexts): ForeignRecipe | undefined {
	for (const { read } of foreignReaders) {
		const recipe = read(texts);
		if (recipe !== undefined) return recipe;
	}
	return undefined;
}

function namedReader(form: NamedForm): ForeignReader {
	const { generator, source, known, inside, prompt, negativePrompt, model } = form;
	return {
		source,
		read: (texts) => {
			const json = firstJson(texts, known);
			const made = inside === undefined ? json : objectIn(own(json, inside));
			if (made === undefined) return undefined;
			return foreignRecipe({
				generator,
				prompt: textIn(made, prompt),
				negativePrompt: textIn(made, negativePrompt),
				model: textIn(made, model),
				parameters: parametersOf(made, [prompt, negativePrompt, model]),
			});
		},
	};
}

/** The first comment that is JSON with all of these in it. */
function firstJson(texts: MetadataTexts, known: readonly string[]) {
	for (const name of commentNames) {
		const json = jsonObject(texts.get(name));
		if (json !== undefined && known.every((one) => Object.hasOwn(json, one))) return json;
	}
	return undefined;
}
