import type { Job } from "../../contract/jobs.ts";
import { nearestShape, tierNamed } from "../../contract/shape-choice.ts";
import type { Pixels } from "../board-document/edit-pictures.ts";
import { useDraft } from "./draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";

/** The side of a square whose tier is not known; only proportions are seen of it. */
const UNKNOWN_SIDE = 2_048;

/**
 * The pixels a job's pictures probably have: those asked for; of an open shape that of the first
 * reference, as near as the tier has it, or a square.
 * @param first of the first reference, where it is known
 */
export function expectedPixels(
	{ gateway, request }: Pick<Job, "gateway" | "request">,
	first: Pixels | undefined = firstReference(request),
): Pixels {
	const { size } = request;
	if (size.kind === "pixels") return { width: size.width, height: size.height };
	const shape = first ?? { width: 1, height: 1 };
	const { gateways } = useGateways.getState();
	const capability = capabilityOf(gatewayOf(gateways, gateway), request.model);
	const tier = capability && tierNamed(capability, size.tier);
	const listed = tier && nearestShape(tier, shape.width, shape.height);
	if (listed !== undefined) return { width: listed.width, height: listed.height };
	const ratio = Math.sqrt(shape.width / shape.height);
	return {
		width: Math.round(UNKNOWN_SIDE * ratio) || 1,
		height: Math.round(UNKNOWN_SIDE / ratio) || 1,
	};
}

function firstReference({ references: [first] }: Job["request"]): Pixels | undefined {
	if (first?.kind !== "picture") return undefined;
	const drawn = useDraft
		.getState()
		.draft?.references.find((one) => one.kind === "picture" && one.id === first.id);
	if (drawn?.kind !== "picture" || drawn.width === undefined || drawn.height === undefined) {
		return undefined;
	}
	return { width: drawn.width, height: drawn.height };
}
