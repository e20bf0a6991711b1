import type { Capability } from "../../../contract/capability.ts";
import { nearestFreeSize, type PixelSize } from "../../../contract/fit-size.ts";
import { defaultTier, nearestShape, type SizeChoice } from "../../../contract/shape-choice.ts";

const SQUARE: PixelSize = { width: 2048, height: 2048 };

/** The pixels the number fields open with: those chosen so far, or a square of the tier left to the model. */
export function firstCustomSize(choice: SizeChoice | undefined, capability: Capability): PixelSize {
	if (choice?.kind === "custom") return { width: choice.width, height: choice.height };
	if (choice?.kind === "shape") return { width: choice.shape.width, height: choice.shape.height };
	const tier = choice?.tier ?? defaultTier(capability);
	const shape = tier && nearestShape(tier, SQUARE.width, SQUARE.height);
	if (shape !== undefined) return { width: shape.width, height: shape.height };
	const { free } = capability.size;
	return (free && nearestFreeSize(SQUARE, free)) ?? SQUARE;
}
