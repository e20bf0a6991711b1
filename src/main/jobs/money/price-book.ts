import type { Capability } from "../../../contract/capability.ts";
import type { GatewayId } from "../../../contract/ids.ts";
import type { JobPrice, OwnPrice, PriceRow } from "../../../contract/money.ts";
import type { GatewayAdapter } from "../../gateways/gateway-adapter.ts";
import type { CreditWorth } from "./credit-worth.ts";
import type { Ledger } from "./ledger.ts";
import type { OwnPricesFile } from "./own-prices.ts";

type PriceBookPorts = {
	readonly gateways: () => readonly Pick<
		GatewayAdapter,
		"id" | "title" | "models" | "usdPerCredit"
	>[];
	readonly own: OwnPricesFile;
	readonly worth: CreditWorth;
	readonly ledger: Pick<Ledger, "learnedOf">;
};

export type PriceBook = ReturnType<typeof createPriceBook>;

/**
 * What pictures cost, by gateway and model. The designer's own figure wins, then what replies say
 * was charged, then the list price of a page.
 */
export function createPriceBook({ gateways, own, worth, ledger }: PriceBookPorts) {
	const figuresOf = (gateway: GatewayId, { model, price }: Capability) => {
		const typed = own.read().images[keyOf(gateway, model)];
		const figures = ledger.learnedOf(gateway, model);
		const middle = median(figures);
		const learned =
			middle === undefined ? undefined : { usdPerImage: middle, jobs: figures.length };
		return { ...inForce(typed, learned, price), ...(learned !== undefined && { learned }) };
	};

	const rowOf = (
		gateway: Pick<GatewayAdapter, "id" | "title" | "usdPerCredit">,
		capability: Capability,
	): PriceRow => {
		const credit = worth.of(gateway.id);
		return {
			gateway: gateway.id,
			model: capability.model,
			gatewayTitle: gateway.title,
			modelTitle: capability.title,
			...figuresOf(gateway.id, capability),
			...(capability.price !== undefined && { list: capability.price }),
			...(credit !== undefined && { usdPerCredit: credit.usd, creditFrom: credit.from }),
			chargesCredits: gateway.usdPerCredit !== undefined,
		};
	};

	return {
		rows: (): PriceRow[] =>
			gateways().flatMap((gateway) => gateway.models.map((model) => rowOf(gateway, model))),
		/** What a request of this many pictures is made at; nothing when no price is known. */
		priceOf: (gateway: GatewayId, model: string, images: number): JobPrice | undefined => {
			const models = gateways().find(({ id }) => id === gateway)?.models;
			const capability = models?.find((one) => one.model === model);
			if (capability === undefined) return undefined;
			const { usdPerImage, from } = figuresOf(gateway, capability);
			if (usdPerImage === undefined || from === undefined) return undefined;
			return { usdPerImage, from, worstUsd: usdPerImage * images };
		},
		/** @throws AppError when the disk does not take it */
		set: ({ gateway, model, usd }: OwnPrice): void => {
			const { images, credits } = own.read();
			if (model === undefined) own.write({ images, credits: changed(credits, gateway, usd) });
			else own.write({ images: changed(images, keyOf(gateway, model), usd), credits });
		},
	};
}

const keyOf = (gateway: GatewayId, model: string) => `${gateway}/${model}`;

function inForce(
	typed: number | undefined,
	learned: PriceRow["learned"],
	list: Capability["price"],
): Pick<PriceRow, "usdPerImage" | "from"> {
	if (typed !== undefined) return { usdPerImage: typed, from: "own" };
	// What is free needs no learning, and must not be called learned.
	if (list?.usdPerImage === 0) return { usdPerImage: 0, from: "free" };
	if (learned !== undefined) return { usdPerImage: learned.usdPerImage, from: "learned" };
	return list === undefined ? {} : { usdPerImage: list.usdPerImage, from: "list" };
}

function changed(figures: Readonly<Record<string, number>>, key: string, usd: number | null) {
	const { [key]: _, ...others } = figures;
	return usd === null ? others : { ...others, [key]: usd };
}

/** The middle of an odd count; of an even one the higher of the two in the middle. */
function median(figures: readonly number[]): number | undefined {
	return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}
