import { create } from "zustand";
import type { Capability, GatewayInfo } from "../../contract/capability.ts";
import type { GatewayId } from "../../contract/ids.ts";

/** The gateways this version knows and those the designer set up; a copy of main's, in main's order. */
export const useGateways = create<{ readonly gateways: readonly GatewayInfo[] }>()(() => ({
	gateways: [],
}));

/** The gateway of this id, or nothing when this version does not know it. */
export function gatewayOf(
	gateways: readonly GatewayInfo[],
	id: GatewayId | undefined,
): GatewayInfo | undefined {
	return gateways.find((gateway) => gateway.id === id);
}

/** What a model of a gateway accepts; nothing when the gateway has no such model. */
export function capabilityOf(
	gateway: GatewayInfo | undefined,
	model: string | undefined,
): Capability | undefined {
	return gateway?.models.find((capability) => capability.model === model);
}
