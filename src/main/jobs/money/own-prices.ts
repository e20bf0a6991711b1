import { z } from "zod";

/** The designer's own figures, US dollars. */
export const OwnPrices = z.object({
	/** By gateway and model, written `gateway/model`: for one picture. */
	images: z.record(z.string(), z.number().min(0)).catch({}),
	/** By gateway: for one credit. */
	credits: z.record(z.string(), z.number().min(0)).catch({}),
});
export type OwnPrices = z.infer<typeof OwnPrices>;

/** Where they lie, as a port: the shell keeps them with the settings. */
export type OwnPricesFile = {
	readonly read: () => OwnPrices;
	/** @throws AppError when the disk does not take it */
	readonly write: (prices: OwnPrices) => void;
};
