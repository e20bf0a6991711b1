import { z } from "zod";
import { PaintSpec } from "../../../contract/paint-spec.ts";
import { rehearsals } from "./demo-models.ts";

/** The address of the Demo gateway; served in this process, without a network. */
export const DEMO_BASE_URL = "demo://studio";

/** What `POST /images/generations` takes: the fields of Ark, plus `n` and `rehearse`. */
export const DemoBody = z.object({
	model: z.string(),
	prompt: z.string().min(1),
	image: z.union([z.string(), z.array(z.string())]).optional(),
	size: z.string(),
	output_format: z.enum(["png", "jpeg", "webp"]).default("png"),
	watermark: z.boolean().default(true),
	n: z.int().min(1).optional(),
	sequential_image_generation: z.enum(["auto", "disabled"]).default("disabled"),
	sequential_image_generation_options: z.object({ max_images: z.int().min(1) }).optional(),
	rehearse: z.enum(rehearsals).default("none"),
});
export type DemoBody = z.infer<typeof DemoBody>;

/** `GET /models`, as far as it is read. */
export const DemoModels = z.object({ data: z.array(z.object({ id: z.string() })) });

/** What a result link holds: the whole picture to paint, and what shall be wrong with it. */
export const DemoPicture = z.object({
	spec: PaintSpec,
	fault: z.enum(["dead", "half"]).optional(),
});
export type DemoPicture = z.infer<typeof DemoPicture>;

const QUERY = "picture";

/**
 * A link that needs no memory: it works after a restart, and on another computer. The picture is in
 * the query, which no log keeps, because it holds the prompt.
 */
export function demoLink(name: string, picture: DemoPicture): string {
	const packed = Buffer.from(JSON.stringify(picture)).toString("base64url");
	return `${DEMO_BASE_URL}/results/${name}.${picture.spec.format}?${QUERY}=${packed}`;
}

/** The picture of a link; undefined when it is none of ours. */
export function pictureOfLink(url: URL): DemoPicture | undefined {
	const packed = url.searchParams.get(QUERY) ?? "";
	try {
		const json: unknown = JSON.parse(Buffer.from(packed, "base64url").toString("utf8"));
		return DemoPicture.safeParse(json).data;
	} catch {
		return undefined;
	}
}
