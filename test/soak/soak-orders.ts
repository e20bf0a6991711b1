import { z } from "zod";
import type { GatewayName } from "../simulator/simulator.ts";
import { gatewayNames } from "../simulator/simulator.ts";

/** What the soak tells the app it starts, as JSON in its first argument. */
export const SoakOrders = z.object({
	/** Everything of the app lies in here, from one life to the next. */
	folder: z.string(),
	gateways: z.array(
		z.object({ gateway: z.enum(gatewayNames), baseUrl: z.string(), key: z.string() }),
	),
	/** Jobs to send in this life: each prompt is found again at the simulator. */
	prompts: z.array(
		z.object({ prompt: z.string(), gateway: z.enum(gatewayNames), count: z.int().min(2).max(4) }),
	),
	/** Goes on until nothing is open any more, then tells what there is. */
	settle: z.boolean(),
});
export type SoakOrders = z.infer<typeof SoakOrders>;

/** What the app says of itself when everything has come to rest. */
export const SoakReport = z.object({
	jobs: z.array(
		z.object({
			prompt: z.string(),
			state: z.string(),
			/** SHA-256 of every picture this job has saved. */
			saved: z.array(z.string()),
			error: z.string().optional(),
		}),
	),
	/** Pictures of the index before and after it was made again from the folders. */
	indexed: z.array(z.string()),
	rebuilt: z.array(z.string()),
	/** What could not be read while the index was made. */
	problems: z.array(z.string()),
	/** Pictures whose bytes are not what their recipe says. */
	broken: z.array(z.string()),
});
export type SoakReport = z.infer<typeof SoakReport>;

export type { GatewayName };
