import type { GatewayId } from "../../../contract/ids.ts";
import type { Charge } from "../../../contract/money.ts";
import type { GatewayAdapter } from "../../gateways/gateway-adapter.ts";
import type { OwnPricesFile } from "./own-prices.ts";

type WorthPorts = {
	readonly gateways: () => readonly Pick<GatewayAdapter, "id" | "usdPerCredit">[];
	readonly own: Pick<OwnPricesFile, "read">;
};

/** US dollars of one credit, and who says so: the designer, or a page of the gateway. */
type Worth = { readonly usd: number; readonly from: "own" | "list" };

/** What the credits of gateways are worth. */
export type CreditWorth = ReturnType<typeof createCreditWorth>;

/** The designer's figure for a gateway's credit wins over the one of its page. */
export function createCreditWorth({ gateways, own }: WorthPorts) {
	const of = (gateway: GatewayId): Worth | undefined => {
		const typed = own.read().credits[gateway];
		if (typed !== undefined && typed > 0) return { usd: typed, from: "own" };
		const known = gateways().find(({ id }) => id === gateway)?.usdPerCredit;
		return typeof known === "number" ? { usd: known, from: "list" } : undefined;
	};
	/** A charge in credits, with its dollars where a credit's worth is known. */
	const inDollars = (gateway: GatewayId, charge: Charge): Charge => {
		if (charge.usd !== undefined || charge.credits === undefined) return charge;
		const worth = of(gateway);
		return worth === undefined ? charge : { ...charge, usd: charge.credits * worth.usd };
	};
	return {
		of,
		inDollars,
		/**
		 * The same for a charge that was written down earlier: dollars that were worked out with a figure
		 * of the designer follow that figure when it is mended.
		 */
		inDollarsNow: (gateway: GatewayId, charge: Charge): Charge => {
			const worth = of(gateway);
			if (worth?.from !== "own" || charge.credits === undefined) return inDollars(gateway, charge);
			return { ...charge, usd: charge.credits * worth.usd };
		},
	};
}
