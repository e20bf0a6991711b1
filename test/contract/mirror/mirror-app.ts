import { flushCompileCache } from "node:module";
import { type BucketDraft, startMachine } from "./mirror-rig.ts";

/** A computer in a process of its own, which mirrors or fetches until it is done or killed. */
export type MirrorOrders = {
	readonly folder: string;
	readonly draft: BucketDraft;
	/** Absent: mirrors its own library. */
	readonly fetch?: { readonly id: string; readonly target: string };
};

// Kept now: a life that is killed has no time for it.
flushCompileCache();
process.once("message", (orders: MirrorOrders) => void obey(orders));

async function obey({ folder, draft, fetch }: MirrorOrders): Promise<void> {
	const machine = await startMachine({ folder, draft, name: "North" });
	const ended =
		fetch === undefined ? await machine.run() : await machine.fetch(fetch.id, fetch.target);
	await machine.close();
	process.send?.({ state: ended.state, problems: ended.problemCount }, () => process.exit());
}
