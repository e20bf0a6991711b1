import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { type AccountId, GatewayId } from "../../../src/contract/ids.ts";
import { gatewayAdapter } from "../../../src/main/gateways/registry.ts";
import type { GatewayName } from "../../simulator/simulator.ts";

/** The gateways that name a task. */
export const taskGateways = ["toapis", "evolink", "reapi"] as const;
/** The gateways that can stream. */
export const streamGateways = ["tokaify", "ark"] as const;

/** Three pictures by the first model of a gateway, a set where it makes sets, unless said otherwise. */
export function requestFor(
	gateway: GatewayName,
	account: AccountId,
	more: Partial<GenerationRequest> = {},
): GenerationRequest {
	const [capability] = gatewayAdapter(GatewayId.parse(gateway)).models;
	const tier = capability?.size.tiers.find(({ id }) => id === capability.size.defaultTier);
	const shape = tier?.shapes[0];
	if (capability === undefined || shape === undefined) throw new Error(`${gateway} has no shape`);
	return {
		account,
		model: capability.model,
		prompt: "three neon pandas",
		references: [],
		size: { kind: "pixels", width: shape.width, height: shape.height },
		mode: capability.set === undefined ? "single" : "set",
		count: 3,
		...(capability.watermark && { watermark: false }),
		extras: {},
		...more,
	};
}
