import { z } from "zod";
import type { Charge } from "../../contract/money.ts";

/** A word where one is expected; anything else there is as good as nothing. */
const word = z
	.union([z.string(), z.number()])
	.optional()
	.catch(undefined)
	.transform((value) => {
		const text = value === undefined ? "" : String(value).trim();
		return text === "" ? undefined : text;
	});

/** 0 to 100, as a number, `"40"` or `"40%"`. */
const percent = z
	.union([z.number(), z.string().regex(/^\s*\d+(\.\d+)?\s*(%\s*)?$/)])
	.optional()
	.catch(undefined)
	.transform((value) => {
		if (value === undefined) return undefined;
		const number = typeof value === "number" ? value : Number.parseFloat(value);
		return Math.min(Math.max(number, 0), 100);
	});

/** More than any bill or any wait: such a number is a mistake, and no later sum may suffer from it. */
const MOST = 1e9;
const amount = z.number().min(0).max(MOST).optional().catch(undefined);

const TaskBody = z.object({
	id: word,
	task_id: word,
	status: word,
	progress: percent,
	completed_at: z.unknown().optional(),
	expires_at: z.unknown().optional(),
	/** EvoLink: seconds from the submit to the end. */
	task_info: z.object({ estimated_time: amount }).optional().catch(undefined),
	/** EvoLink: set aside before the work. */
	usage: z.object({ credits_reserved: amount }).optional().catch(undefined),
	/** ToAPIs: what it came to. */
	billing: z.object({ cost_usd: amount, credits: amount }).optional().catch(undefined),
});

/** What a reply says about a task. */
export type ReadTask = {
	readonly id?: string;
	/** The gateway's own word. */
	readonly status?: string;
	readonly progress?: number;
	/** As the gateway wrote them, whatever that is. */
	readonly completedAt: unknown;
	readonly expiresAt: unknown;
	/** Milliseconds from the submit to the end, as the gateway expects. */
	readonly estimatedMs?: number;
	readonly charged?: Charge;
	/** The object all this stood in. */
	readonly body: object;
};

/**
 * Reads a task out of a reply, bare or inside a `data` object: unknown fields are passed over, and
 * a field of the wrong kind is as good as absent.
 * @returns nothing when the value is no object at all
 */
export function readTask(json: unknown): ReadTask | undefined {
	const body = bodyOf(json);
	if (body === undefined) return undefined;
	const task = TaskBody.parse(body);
	const seconds = task.task_info?.estimated_time;
	const charged = chargeOf(task);
	return {
		id: task.id ?? task.task_id,
		status: task.status,
		progress: task.progress,
		completedAt: task.completed_at,
		expiresAt: task.expires_at,
		...(seconds !== undefined && { estimatedMs: seconds * 1000 }),
		...(charged !== undefined && { charged }),
		body,
	};
}

/** Finds the id of a task in a reply that was cut short and is no JSON any more. */
export function salvageTaskId(text: string): string | undefined {
	return /"(?:task_)?id"\s*:\s*"([\w.:-]{1,200})"/.exec(text)?.[1];
}

/** The task itself, or the `data` around it that relays write. */
function bodyOf(json: unknown): object | undefined {
	if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
	const inner = "data" in json ? json.data : undefined;
	const tells = (value: object) => "id" in value || "task_id" in value;
	const wrapped =
		typeof inner === "object" &&
		inner !== null &&
		!tells(json) &&
		(tells(inner) || "status" in inner);
	return wrapped ? inner : json;
}

function chargeOf({ billing, usage }: z.infer<typeof TaskBody>): Charge | undefined {
	const { cost_usd: usd, credits } = billing ?? {};
	if (usd !== undefined || credits !== undefined) {
		return { ...(usd !== undefined && { usd }), ...(credits !== undefined && { credits }) };
	}
	const reserved = usage?.credits_reserved;
	return reserved === undefined ? undefined : { credits: reserved, reserved: true };
}
