import type { Capability, Shape, Tier } from "./capability.ts";
import { assertNever } from "./errors.ts";
import type { RequestSize } from "./generation.ts";

/** A size as the form offers it: a tier whose shape is left open, a listed shape, or free pixels. */
export type SizeChoice =
	| { readonly kind: "auto"; readonly tier: Tier }
	| { readonly kind: "shape"; readonly tier: Tier; readonly shape: Shape }
	| { readonly kind: "custom"; readonly width: number; readonly height: number };

type Sizes = Pick<Capability, "size">;

const SQUARE = { width: 1, height: 1 } as const;
/** Of a ratio's logarithm: 2848 × 1600 and 4096 × 2304 are both called 16:9. */
const UNSEEN_BEND = 0.02;

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

/**
 * Whether the shape can be left open in a request with this many references: to the model, or to
 * the first of them.
 */
export function shapeMayStayOpen({ size }: Sizes, references: number): boolean {
	switch (size.auto) {
		case "always":
			return true;
		case "with-references":
			return references > 0;
		case "never":
			return false;
		default:
			return assertNever(size.auto);
	}
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

/** Of all listed shapes, the one whose proportions are nearest; of several tiers, that of the nearest area. */
export function nearestListed({ size }: Sizes, width: number, height: number): Shape | undefined {
	const bend = (shape: Shape) =>
		Math.abs(Math.log(shape.width / shape.height) - Math.log(width / height));
	const distance = (shape: Shape) =>
		Math.abs(Math.log((shape.width * shape.height) / (width * height)));
	const candidates = size.tiers.flatMap((tier) => nearestShape(tier, width, height) ?? []);
	// A tier without the wanted proportions is worse than one of another size: a designer sees a
	// bent shape before a missing million of pixels. What rounding to whole pixels bends is not seen.
	const least = Math.min(...candidates.map(bend));
	return candidates
		.filter((shape) => bend(shape) <= least + UNSEEN_BEND)
		.toSorted((a, b) => distance(a) - distance(b))[0];
}

/**
 * The same proportions in another tier, as near as it has them; a shape left open stays so.
 * Where it must not, the square.
 * @param references how many the request has
 */
export function choiceInTier(
	choice: SizeChoice,
	tier: Tier,
	capability: Sizes,
	references: number,
): SizeChoice {
	const open: SizeChoice = { kind: "auto", tier };
	if (choice.kind === "auto" && shapeMayStayOpen(capability, references)) return open;
	const { width, height } =
		choice.kind === "shape" ? choice.shape : choice.kind === "custom" ? choice : SQUARE;
	const shape = nearestShape(tier, width, height);
	return shape === undefined ? open : { kind: "shape", tier, shape };
}
