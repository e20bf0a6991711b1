import type { IncomingMessage, ServerResponse } from "node:http";
import { giveReply, hasKey, jsonHeaders, jsonReply, relayRefusal } from "./canned-replies.ts";
import { plainReply, shapedReply } from "./reply-shapes.ts";
import type { ResultAssets } from "./result-assets.ts";
import type { SubmitFault } from "./scenarios.ts";
import type { Note, SimulatorState } from "./simulator-state.ts";
import { type AcceptedSubmit, checkSubmit } from "./tokaify-page.ts";

const MAX_BODY_BYTES = 256 * 1024 * 1024;

export type Submit = {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly note: Note;
	readonly state: SimulatorState;
	readonly assets: ResultAssets;
	readonly key: string;
	readonly latencyMs: number;
	readonly nMakesOne: boolean;
};

/** One submit from its first byte to its reply: key, body, the pages' checks, the work, and what was scripted. */
export async function takeSubmit(submit: Submit): Promise<void> {
	const { request, response, note, state } = submit;
	state.submits += 1;
	const fault = state.faults.shift();
	if (fault?.kind === "reset" && fault.at === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	const body = await readBody(request);
	if (body === undefined) {
		giveReply(response, relayRefusal(413, "request body too large"));
		return;
	}
	note({ body });
	const checked = check(submit, body);
	state.tookBody();
	if ("status" in checked) giveReply(response, checked);
	else {
		await wait(submit.latencyMs);
		if (fault?.kind === "reply" && !fault.charged) giveReply(response, fault.reply);
		else await answer(submit, work(submit, checked, fault), fault);
	}
}

function check({ request, state, key }: Submit, text: string) {
	if (!hasKey(request, key)) return relayRefusal(401, "Invalid token");
	if (request.headers["content-type"] !== "application/json") {
		return relayRefusal(400, "the content type must be application/json");
	}
	const body = parse(text);
	if (typeof body === "object" && body !== null) state.bodies.push({ ...body });
	return checkSubmit(body);
}

/** Makes and charges the pictures; what can still go wrong is the way back. @returns the reply's body */
function work(submit: Submit, asked: AcceptedSubmit, fault: SubmitFault | undefined): string {
	const { request, state, assets, nMakesOne } = submit;
	const images = nMakesOne && !asked.isSet ? 1 : asked.images;
	state.charges += images;
	const shape = fault?.kind === "shape" ? fault.shape : undefined;
	const inline = asked.responseFormat === "b64_json" || shape === "inline-data-urls";
	const entries = Array.from({ length: images }, (_, place) => {
		const bytes = assets.make(asked.size);
		const link = () =>
			assets.publish(`http://${request.headers.host}`, bytes, linkFault(fault, place));
		return {
			url: inline ? null : link(),
			b64_json: inline ? bytes.toString("base64") : null,
			revised_prompt: `Picture ${place + 1}, blue-purple gradients, unified visual language.`,
		};
	});
	return shape === undefined
		? JSON.stringify(plainReply(asked.model, entries))
		: shapedReply(shape, asked.model, entries);
}

function linkFault(fault: SubmitFault | undefined, place: number) {
	if (fault?.kind !== "links") return undefined;
	return fault.places === undefined || fault.places.includes(place) ? fault.fault : undefined;
}

async function answer(
	{ response, state }: Submit,
	text: string,
	fault: SubmitFault | undefined,
): Promise<void> {
	const half = Math.floor(text.length / 2);
	const begin = () =>
		response.writeHead(200, { ...jsonHeaders, "content-length": Buffer.byteLength(text) });
	if (fault?.kind === "reply") giveReply(response, fault.reply);
	else if (fault?.kind === "reset" && fault.at === "inside-reply") {
		begin().write(text.slice(0, half), () => response.socket?.destroy());
	} else if (fault?.kind === "reset") response.socket?.resetAndDestroy();
	else if (fault?.kind === "stall" && fault.at === "inside-reply") {
		begin().write(text.slice(0, half));
		await state.stall();
		response.end(text.slice(half));
	} else {
		if (fault?.kind === "stall") await state.stall();
		giveReply(response, { ...jsonReply(undefined), body: text });
	}
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_BODY_BYTES) return undefined;
	}
	return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function wait(ms: number): Promise<void> {
	return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
