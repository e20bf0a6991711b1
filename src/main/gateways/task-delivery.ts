import type { AppError } from "../../contract/errors.ts";
import type { Delivered, Delivery, ReplyContext } from "./gateway-adapter.ts";
import { type LinkLife, resultExpiry } from "./link-expiry.ts";
import { deliveredOf, refused } from "./picture-delivery.ts";
import type { ReadEntry } from "./picture-reply.ts";
import type { ReadTask } from "./task-wire.ts";

/**
 * The pictures of a task as they go on into the job.
 * @param from.life what is known of how long links live, without the times the context knows
 * @param from.trouble why the task as a whole failed although pictures came
 * @returns nothing when there is neither a picture nor an error in the place of one
 */
export function taskDelivery(
	entries: readonly ReadEntry[],
	from: {
		readonly task?: Pick<ReadTask, "id" | "charged">;
		readonly life: Omit<LinkLife, "now" | "sentAt">;
		readonly trouble?: AppError;
		readonly context: ReplyContext;
	},
): Delivery | undefined {
	const { task, trouble, context } = from;
	const life: LinkLife = { ...from.life, now: context.now, sentAt: context.sentAt };
	const [first, ...rest] = entries.map((entry) => withExpiry(deliveredOf(entry, context), life));
	if (first === undefined) return undefined;
	return {
		kind: "delivered",
		delivered: [first, ...rest, ...(trouble === undefined ? [] : [refused(trouble)])],
		...(task?.id !== undefined && { remoteId: task.id }),
		...(task?.charged !== undefined && { charged: task.charged }),
	};
}

function withExpiry(delivered: Delivered, life: LinkLife): Delivered {
	if (delivered.kind !== "link") return delivered;
	return { ...delivered, expiresAt: resultExpiry(delivered.url, life) };
}
