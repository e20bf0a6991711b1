import { z } from "zod";
import { Source } from "./capability.ts";
import { AccountId, GatewayId } from "./ids.ts";

/**
 * Where a price comes from. `own`: the designer's figure. `learned`: what the gateway's replies said
 * was charged. `list`: a page of the gateway, or a reference. `free`: it costs nothing.
 */
export const priceOrigins = ["own", "learned", "list", "free"] as const;
export const PriceOrigin = z.enum(priceOrigins);
export type PriceOrigin = z.infer<typeof PriceOrigin>;

/** What a job was made at. */
export const JobPrice = z.object({
	/** US dollars for one picture. */
	usdPerImage: z.number().min(0),
	from: PriceOrigin,
	/** The most it can cost, US dollars. */
	worstUsd: z.number().min(0),
});
export type JobPrice = z.infer<typeof JobPrice>;

/** What a gateway says of its charge. */
export const Charge = z.object({
	/** Pictures charged. */
	images: z.int().min(0).optional(),
	usd: z.number().min(0).optional(),
	/** The gateway's own unit. */
	credits: z.number().min(0).optional(),
	/** A sum set aside before the work; what is charged in the end may be less. */
	reserved: z.boolean().optional(),
});
export type Charge = z.infer<typeof Charge>;

/** One row of the price book, after all corrections. */
export const PriceRow = z.object({
	gateway: GatewayId,
	model: z.string(),
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	/** The price in force; absent: none is known. */
	usdPerImage: z.number().min(0).optional(),
	from: PriceOrigin.optional(),
	/** The list price and where it was read, even when another is in force. */
	list: z.object({ usdPerImage: z.number(), source: Source }).optional(),
	/** The median of what replies said, and over how many jobs. */
	learned: z.object({ usdPerImage: z.number(), jobs: z.int() }).optional(),
	/** US dollars of one credit, for gateways that charge credits. */
	usdPerCredit: z.number().positive().optional(),
	/** Who says what a credit is worth: the designer, or a page. */
	creditFrom: z.enum(["own", "list"]).optional(),
	/** It charges in credits; the designer may say what one is worth, and must where no page does. */
	chargesCredits: z.boolean(),
});
export type PriceRow = z.infer<typeof PriceRow>;

/** The designer's own figure for a model; null takes it back. */
export const OwnPrice = z.strictObject({
	gateway: GatewayId,
	/** Absent: what one credit of this gateway is worth, in `usd`. */
	model: z.string().max(200).optional(),
	usd: z.number().min(0).max(1_000).nullable(),
});
export type OwnPrice = z.infer<typeof OwnPrice>;

export const Budget = z.strictObject({
	usd: z.number().positive().max(1_000_000),
	period: z.enum(["day", "month"]),
});
export type Budget = z.infer<typeof Budget>;

/** Money over a span of local days. */
export const Spend = z.object({
	/** What was certainly or most probably charged, US dollars. */
	usd: z.number(),
	/** What may still come, or may have been charged: waiting, queued and unknown jobs at their worst. */
	pendingUsd: z.number(),
	jobs: z.int(),
	/** Pictures saved. */
	images: z.int(),
	/** Jobs without any known price; they are not in the sums. */
	unpriced: z.int(),
});
export type Spend = z.infer<typeof Spend>;

export const SpendSummary = z.object({
	today: Spend,
	month: Spend,
	/** The last 30 local days with anything in them, newest first; `day` such as 2026-11-21. */
	days: z.array(z.object({ day: z.string(), spend: Spend })),
	/** This month, by account and model. */
	parts: z.array(
		z.object({
			account: AccountId,
			accountLabel: z.string(),
			gatewayTitle: z.string(),
			modelTitle: z.string(),
			spend: Spend,
		}),
	),
	budget: z
		.object({
			...Budget.shape,
			/** What is left after everything charged and pending; below zero: passed. */
			leftUsd: z.number(),
		})
		.optional(),
});
export type SpendSummary = z.infer<typeof SpendSummary>;
