import type { Source } from "../../../contract/capability.ts";
import type { CustomGateway } from "../../../contract/custom-gateway.ts";
import type { GatewayId } from "../../../contract/ids.ts";

/** A gateway that the designer has described, for one account. */
export type CustomEntry<Spec extends CustomGateway = CustomGateway> = {
	readonly id: GatewayId;
	/** The account's label. */
	readonly title: string;
	readonly spec: Spec;
	/** Without a slash at the end. */
	readonly baseUrl: string;
};

/** What the designer typed, and the day the account was made: its id, a UUID v7, begins with that time. */
export function designerSource(id: GatewayId): Source {
	const ms = Number.parseInt(id.replace("custom-", "").replaceAll("-", "").slice(0, 12), 16);
	const day = Number.isFinite(ms) ? ms : 0;
	return { page: "what was entered in Settings", read: new Date(day).toISOString().slice(0, 10) };
}
