import type { Capability, Shape, Tier } from "./capability.ts";
import type { RequestSize } from "./generation.ts";

/** A size as the form offers it: a tier whose shape the model picks, a listed shape, or free pixels. */
export type SizeChoice =
	| { readonly kind: "auto"; readonly tier: Tier }
	| { readonly kind: "shape"; readonly tier: Tier; readonly shape: Shape }
	| { readonly kind: "custom"; readonly width: number; readonly height: number };

type Sizes = Pick<Capability, "size">;

/** The tier of this id, or nothing when the model has none of that name. */
export function tierNamed({ size }: Sizes, id: string): Tier | undefined {
	return size.tiers.find((tier) => tier.id === id);
}

/** The tier a fresh form begins with. */
export function defaultTier({ size }: Sizes): Tier | undefined {
	return size.tiers.find((tier) => tier.id === size.defaultTier) ?? size.tiers[0];
}

/** The listed shape of exactly these pixels and its tier, or nothing. */
export function listedShape(
	{ size }: Sizes,
	width: number,
	height: number,
): { readonly tier: Tier; readonly shape: Shape } | undefined {
	for (const tier of size.tiers) {
		const shape = tier.shapes.find((one) => one.width === width && one.height === height);
		if (shape !== undefined) return { tier, shape };
	}
	return undefined;
}

/** A request's size as a choice of the form; nothing when it names a tier the model does not have. */
export function sizeChoice(capability: Sizes, size: RequestSize): SizeChoice | undefined {
	if (size.kind === "tier") {
		const tier = tierNamed(capability, size.tier);
		return tier && { kind: "auto", tier };
	}
	const listed = listedShape(capability, size.width, size.height);
	if (listed !== undefined) return { kind: "shape", ...listed };
	return { kind: "custom", width: size.width, height: size.height };
}

/** What a choice of the form puts into the request: a shape goes out as its pixels. */
export function chosenSize(choice: SizeChoice): RequestSize {
	if (choice.kind === "auto") return { kind: "tier", tier: choice.tier.id };
	const { width, height } = choice.kind === "shape" ? choice.shape : choice;
	return { kind: "pixels", width, height };
}

/** The shape of a tier whose proportions are nearest to `width` by `height`; nothing when it lists none. */
export function nearestShape(tier: Tier, width: number, height: number): Shape | undefined {
	// Logarithms, so that 2:1 and 1:2 are equally far from a square.
	const distance = (shape: Shape) =>
		Math.abs(Math.log(shape.width / shape.height) - Math.log(width / height));
	return tier.shapes.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The same proportions in another tier, as near as it has them; a tier left to the model stays so. */
export function choiceInTier(choice: SizeChoice, tier: Tier): SizeChoice {
	if (choice.kind === "auto") return { kind: "auto", tier };
	const { width, height } = choice.kind === "shape" ? choice.shape : choice;
	const shape = nearestShape(tier, width, height);
	return shape === undefined ? { kind: "auto", tier } : { kind: "shape", tier, shape };
}
