import type { GatewayInfo } from "../../contract/capability.ts";
import { appError } from "../../contract/errors.ts";
import type { GatewayId } from "../../contract/ids.ts";
import { demoAdapter } from "./demo/demo-adapter.ts";
import type { GatewayAdapter } from "./gateway-adapter.ts";
import { tokaifyAdapter } from "./tokaify/tokaify-adapter.ts";

/** Every gateway the app knows, in the order the window lists them. */
export const gatewayAdapters: readonly GatewayAdapter[] = [demoAdapter, tokaifyAdapter];

/** The adapter of a gateway. @throws AppError `not-supported` for an id that no adapter has */
export function gatewayAdapter(id: GatewayId): GatewayAdapter {
	const found = gatewayAdapters.find((adapter) => adapter.id === id);
	if (found !== undefined) return found;
	throw appError("not-supported", { gateway: id, said: "this version does not know the gateway" });
}

/** What the window may know of the gateways. */
export function gatewayInfos(): GatewayInfo[] {
	return gatewayAdapters.map(infoOf);
}

function infoOf(adapter: GatewayAdapter): GatewayInfo {
	const { id, title, needsKey, defaultBaseUrl, keyHint, models } = adapter;
	return {
		id,
		title,
		needsKey,
		...(defaultBaseUrl !== undefined && { defaultBaseUrl }),
		...(keyHint !== undefined && { keyHint }),
		addresses: [...(adapter.addresses ?? [])],
		uploads: adapter.uploads !== undefined,
		tellsBalance: adapter.tellsBalance,
		custom: adapter.custom === true,
		models: [...models],
	};
}
