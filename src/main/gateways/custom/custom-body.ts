import type { Capability } from "../../../contract/capability.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import { listedShape } from "../../../contract/shape-choice.ts";

export type Body = Readonly<Record<string, unknown>>;

/**
 * The body with a value in a field.
 * @param name dots make it a field inside another one, such as `metadata.resolution`
 */
export function withField(body: Body, name: string, value: unknown): Body {
	const [first = "", ...inner] = name.split(".");
	if (inner.length === 0) return { ...body, [first]: value };
	const around = Object.hasOwn(body, first) ? body[first] : undefined;
	const outer = typeof around === "object" && around !== null ? (around as Body) : {};
	return { ...body, [first]: withField(outer, inner.join("."), value) };
}

/**
 * The body with the size a request asks for: as one word where the model takes tiers or pixels, as
 * a ratio beside a tier where it takes those.
 */
export function withSize(
	body: Body,
	{ size }: Pick<GenerationRequest, "size">,
	capability: Capability,
	tierField: string,
): Body {
	if (capability.size.shapesBy === "pixels") {
		const word = size.kind === "tier" ? size.tier : `${size.width}x${size.height}`;
		return { ...body, size: word };
	}
	if (size.kind === "tier") return withField(body, tierField, size.tier);
	const listed = listedShape(capability, size.width, size.height);
	if (listed === undefined) return { ...body, size: `${size.width}x${size.height}` };
	return withField({ ...body, size: listed.shape.ratio }, tierField, listed.tier.id);
}
