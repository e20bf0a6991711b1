import type { ServerResponse } from "node:http";
import { giveReply, jsonHeaders } from "./canned-replies.ts";
import type { CannedReply, WayBackFault } from "./faults.ts";

/** Where an answer goes, and who hears of it. */
export type Outlet = {
	readonly response: ServerResponse;
	readonly stall: () => Promise<void>;
	/** Closes the door to all clients. */
	readonly refuseConnections: () => void;
	/** Called with all text of the body that has been written so far. */
	readonly wrote: (text: string) => void;
};

type Scripted =
	| WayBackFault
	| { readonly kind: "reply"; readonly reply: CannedReply }
	| { readonly kind: string }
	| undefined;

/** Writes an answer, as well as the fault lets it through. */
export async function writeReply(
	outlet: Outlet,
	reply: CannedReply,
	fault?: Scripted,
): Promise<void> {
	const { response } = outlet;
	const text = reply.body;
	const half = text.slice(0, Math.floor(text.length / 2));
	const begin = () => {
		const length = Buffer.byteLength(text);
		response.writeHead(reply.status, {
			...(reply.headers ?? jsonHeaders),
			"content-length": String(length),
		});
	};
	if (isWayBack(fault)) {
		if (fault.kind === "refuse-connections") {
			outlet.refuseConnections();
			return;
		}
		if (fault.kind === "cut-short") {
			give(outlet, { ...reply, body: half });
			return;
		}
		if (fault.kind === "reset" && fault.at !== "inside-reply") {
			response.socket?.resetAndDestroy();
			return;
		}
		if (fault.at === "inside-reply") {
			begin();
			outlet.wrote(half);
			if (fault.kind === "reset") {
				response.write(half, () => response.socket?.destroy());
				return;
			}
			response.write(half);
			await outlet.stall();
			if (!isGone(response)) outlet.wrote(text);
			response.end(text.slice(half.length));
			return;
		}
		await outlet.stall();
	}
	give(outlet, reply);
}

/** True when nobody is there any more to read. */
export function isGone(response: ServerResponse): boolean {
	return response.destroyed || response.socket?.destroyed !== false;
}

function give({ response, wrote }: Outlet, reply: CannedReply): void {
	if (!isGone(response)) wrote(reply.body);
	giveReply(response, reply);
}

const wayBackKinds = ["reset", "stall", "cut-short", "refuse-connections"];

function isWayBack(fault: Scripted): fault is WayBackFault {
	return fault !== undefined && wayBackKinds.includes(fault.kind);
}
