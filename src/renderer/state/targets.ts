import type { Account } from "../../contract/accounts.ts";
import type { Capability, GatewayInfo } from "../../contract/capability.ts";
import type { Settings } from "../../contract/settings.ts";
import { gatewayOf } from "./gateways-store.ts";

/** Where a request can go: who pays, and which model draws. */
export type Target = {
	readonly account: Account;
	readonly gateway: GatewayInfo;
	readonly capability: Capability;
};

/** A target by name; what it names may be gone. */
export type TargetName = Settings["fallbackOrder"][number];

/** Every account with every model its gateway has, in the order shown. */
export function allTargets(
	accounts: readonly Account[],
	gateways: readonly GatewayInfo[],
): readonly Target[] {
	return accounts.flatMap((account) => {
		const gateway = gatewayOf(gateways, account.gateway);
		if (gateway === undefined) return [];
		return gateway.models.map((capability) => ({ account, gateway, capability }));
	});
}

export function targetName({ account, capability }: Target): TargetName {
	return { account: account.id, model: capability.model };
}

export function isSameTarget(a: TargetName, b: TargetName): boolean {
	return a.account === b.account && a.model === b.model;
}

/** The targets of these names, in their order; those that are gone are left out. */
export function targetsNamed(
	names: readonly TargetName[],
	targets: readonly Target[],
): readonly Target[] {
	return names.flatMap(
		(name) => targets.find((target) => isSameTarget(targetName(target), name)) ?? [],
	);
}

/** For lists. */
export function targetKey({ account, capability }: Target): string {
	return `${account.id}/${capability.model}`;
}

/** The account and its gateway in one line; the gateway is left out where the account's name says it. */
export function accountName(account: Account, gateway: GatewayInfo): string {
	const says = account.label.toLowerCase().includes(gateway.title.toLowerCase());
	return says ? account.label : `${account.label} · ${gateway.title}`;
}

/** True while the account has no key and needs one. */
export function lacksKey({ account, gateway }: Pick<Target, "account" | "gateway">): boolean {
	return gateway.needsKey && account.key === undefined;
}

/** True for a gateway inside the app, which needs no network. */
export function isBuiltIn({ gateway }: Pick<Target, "gateway">): boolean {
	return gateway.defaultBaseUrl === undefined && !gateway.custom;
}
