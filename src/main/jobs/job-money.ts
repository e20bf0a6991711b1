import type { GatewayId } from "../../contract/ids.ts";
import type { Charge, JobPrice } from "../../contract/money.ts";

/** What the jobs room asks of the price book and the budget. */
export type JobMoney = {
	/** What a request of this many pictures is made at; nothing when no price is known. */
	readonly priceOf: (gateway: GatewayId, model: string, images: number) => JobPrice | undefined;
	/**
	 * Asked before jobs are written down.
	 * @param order.worstUsd the most all of them can cost together, as far as prices are known
	 * @throws AppError `price-higher` when the designer was shown less, `budget-passed` when it does
	 * not fit what is left and the designer has not said yes to that
	 */
	readonly approve: (order: {
		readonly worstUsd: number | undefined;
		readonly shownUsd: number | undefined;
		readonly overBudget: boolean;
	}) => void;
	/** Whether this much still fits the budget; true without one. */
	readonly fits: (worstUsd: number | undefined) => boolean;
	/** What a gateway said of its charge, with dollars where its unit's worth is known. */
	readonly inDollars: (gateway: GatewayId, charge: Charge) => Charge;
};
