import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hasKey } from "./canned-replies.ts";
import type { CannedReply, LinkFault } from "./faults.ts";
import type { GatewaySide, MadePicture, PixelSize } from "./gateway-side.ts";
import type { ResultAssets } from "./result-assets.ts";
import type { SimulatorOptions } from "./simulator.ts";
import type { Note, SimulatorState } from "./simulator-state.ts";
import type { Outlet } from "./write-reply.ts";

const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** What everything that answers a request works with. */
export type Desk = {
	readonly side: GatewaySide;
	readonly state: SimulatorState;
	readonly assets: ResultAssets;
	readonly options: SimulatorOptions;
	readonly key: string;
	/** `http://127.0.0.1:<port>`. */
	readonly origin: () => string;
	readonly refuseConnections: () => void;
};

/** One request at the desk. */
export type Visit = {
	readonly desk: Desk;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly path: string;
	readonly note: Note;
};

/** @param pictures those whose way out is watched: a link or bytes written whole count as delivered */
export function outletOf(
	{ desk, response }: Visit,
	job = "",
	pictures: () => readonly MadePicture[] = () => [],
): Outlet {
	const { state, refuseConnections } = desk;
	return {
		response,
		stall: () => state.stall(),
		refuseConnections,
		wrote: (text) => {
			for (const { place, sha256, url, bytes } of pictures()) {
				const name = `${job} ${place}`;
				const sign = url === undefined ? `${bytes.toString("base64")}"` : JSON.stringify(url);
				if (state.given.has(name) || !text.includes(sign)) continue;
				state.given.set(name, { job, place, sha256, ...(url !== undefined && { url }) });
			}
		},
	};
}

/** The key's refusal, as the gateway words it; nothing when the key is right. */
export function keyRefusal({ desk, request }: Visit): CannedReply | undefined {
	const { side, key } = desk;
	const given = request.headers.authorization;
	if (hasKey(request, key)) return undefined;
	if (given === undefined) return side.refuse("no-key");
	return side.refuse(given.startsWith("Bearer ") ? "wrong-key" : "no-bearer");
}

/** Makes pictures; links to them work at once. */
export function makePictures(
	{ assets, origin, side }: Desk,
	of: {
		readonly job: string;
		readonly images: number;
		readonly size: PixelSize;
		readonly inline: boolean;
		readonly linkFault: (place: number) => LinkFault | undefined;
	},
): readonly MadePicture[] {
	return Array.from({ length: of.images }, (_, place) => {
		const bytes = assets.make(of.size, `${side.name} ${origin()} ${of.job} ${place}`);
		return {
			place,
			bytes,
			sha256: sha256(bytes),
			size: of.size,
			...(!of.inline && { url: assets.publish(origin(), bytes, of.linkFault(place)) }),
		};
	});
}

export function sha256(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}

/** The whole body; nothing when it is larger than any gateway takes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_BODY_BYTES) return undefined;
	}
	return Buffer.concat(chunks);
}

/** The text as JSON; nothing when it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export function wait(ms: number): Promise<void> {
	return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
