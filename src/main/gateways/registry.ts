import type { GatewayInfo } from "../../contract/capability.ts";
import { appError } from "../../contract/errors.ts";
import type { GatewayId } from "../../contract/ids.ts";
import { arkAdapter, modelarkAdapter } from "./ark/ark-adapter.ts";
import { customAdapter } from "./custom/custom-adapter.ts";
import type { CustomEntry } from "./custom/custom-entry.ts";
import { demoAdapter } from "./demo/demo-adapter.ts";
import { evolinkAdapter } from "./evolink/evolink-adapter.ts";
import type { GatewayAdapter } from "./gateway-adapter.ts";
import { reapiAdapter } from "./reapi/reapi-adapter.ts";
import { toapisAdapter } from "./toapis/toapis-adapter.ts";
import { tokaifyAdapter } from "./tokaify/tokaify-adapter.ts";

/** Every gateway the app knows by itself, in the order the window lists them. */
export const gatewayAdapters: readonly GatewayAdapter[] = [
	demoAdapter,
	tokaifyAdapter,
	toapisAdapter,
	evolinkAdapter,
	reapiAdapter,
	arkAdapter,
	modelarkAdapter,
];

/** The gateways the app knows by itself, and those the designer has described. */
export type GatewayRegistry = {
	/** @throws AppError `not-supported` for an id that no adapter has */
	readonly adapter: (id: GatewayId) => GatewayAdapter;
	readonly adapters: () => readonly GatewayAdapter[];
	/** What the window may know of them. */
	readonly infos: () => GatewayInfo[];
};

/** @param customs asked anew with every call, so that what is saved in Settings is in force at once */
export function createGatewayRegistry(customs: () => readonly CustomEntry[]): GatewayRegistry {
	const made = new Map<GatewayId, { entry: CustomEntry; adapter: GatewayAdapter }>();
	const adapterOf = (entry: CustomEntry): GatewayAdapter => {
		const known = made.get(entry.id);
		if (known !== undefined && isSame(known.entry, entry)) return known.adapter;
		const adapter = customAdapter(entry);
		made.set(entry.id, { entry, adapter });
		return adapter;
	};
	const adapters = () => [...gatewayAdapters, ...customs().map(adapterOf)];
	return {
		adapter: (id) => {
			const found = adapters().find((adapter) => adapter.id === id);
			if (found !== undefined) return found;
			throw appError("not-supported", {
				gateway: id,
				said: "this version does not know the gateway",
			});
		},
		adapters,
		infos: () => adapters().map(infoOf),
	};
}

const builtIn = createGatewayRegistry(() => []);

/** The adapter of a gateway the app knows by itself. @throws AppError `not-supported` */
export const gatewayAdapter = builtIn.adapter;

/** What the window may know of the gateways the app knows by itself. */
export const gatewayInfos = builtIn.infos;

function isSame(one: CustomEntry, other: CustomEntry): boolean {
	return one.spec === other.spec && one.title === other.title && one.baseUrl === other.baseUrl;
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
