import { randomInt, randomUUID } from "node:crypto";
import type { PaintSpec as Painting } from "../../../contract/paint-spec.ts";
import type { Clock } from "../../foundation/clock.ts";
import { parseJson } from "../error-words.ts";
import { demoPainter, type Rehearsal } from "./demo-models.ts";
import { countOf, orderProblem, paintings, referencesOf } from "./demo-order.ts";
import { rehearsedFailure } from "./demo-rehearsal.ts";
import { bytesReply, type DemoReply, errorReply, jsonReply } from "./demo-reply.ts";
import { DEMO_BASE_URL, DemoBody, demoLink, pictureOfLink } from "./demo-wire.ts";

/** What the painter is asked for; see the contract. */
export type PaintSpec = Painting;

export type DemoPorts = {
	/** Paints a picture and gives the bytes of its file. */
	readonly paint: (spec: PaintSpec) => Promise<Uint8Array>;
	/** The main colours of a `data:` picture as `#rrggbb`, the most present first. */
	readonly palette: (dataUrl: string) => Promise<readonly string[]>;
	readonly clock: Clock;
	/** A different whole number below 2^32 each time; chance by default. */
	readonly newSeed?: () => number;
};

/** The http client's transport for `demo:`, by shape. */
export type DemoTransport = (request: {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
	readonly signal: AbortSignal;
}) => Promise<DemoReply>;

/** A believable wait, ms: short enough to play with, long enough to see the queue at work. */
const BEFORE_MS = 800;
const PER_PICTURE_MS = 400;
const SLOW_MS = 20_000;

/**
 * The other end of the Demo gateway, in this process: it answers as a gateway does, with links, and
 * paints a picture when its link is fetched. It keeps nothing.
 */
export function createDemoTransport(ports: DemoPorts): DemoTransport {
	return async ({ method, url: address, body, signal }) => {
		signal.throwIfAborted();
		const url = new URL(address);
		const path = address.startsWith(`${DEMO_BASE_URL}/`) ? url.pathname : "";
		if (method === "POST" && path === "/images/generations") {
			return await takeOrder(ports, textOf(body), signal);
		}
		if (method === "GET" && path === "/models") {
			return jsonReply(200, { data: [{ id: demoPainter.model, object: "model" }] });
		}
		if (method === "GET" && path.startsWith("/results/"))
			return await fetchResult(ports, url, signal);
		return errorReply(404, "NotFound", "There is nothing at this address.");
	};
}

function textOf(body: string | Uint8Array | undefined): string {
	return typeof body === "object" ? new TextDecoder().decode(body) : (body ?? "");
}

async function takeOrder(ports: DemoPorts, text: string, signal: AbortSignal): Promise<DemoReply> {
	const { clock, newSeed = () => randomInt(2 ** 32) } = ports;
	const parsed = DemoBody.safeParse(parseJson(text));
	if (!parsed.success) {
		const parameter = parsed.error.issues[0]?.path.join(".") ?? "";
		return invalidParameter({ parameter, message: "missing or malformed" });
	}
	const order = parsed.data;
	if (order.model !== demoPainter.model) {
		return errorReply(404, "InvalidEndpointOrModel.NotFound", "This model does not exist.");
	}
	const problem = orderProblem(order);
	if (problem !== undefined) return invalidParameter(problem);
	await clock.sleep(waitMs(order), signal);
	const failure = rehearsedFailure(order.rehearse);
	if (failure !== undefined) return failure;
	const palettes = await Promise.all(
		referencesOf(order).map((reference) => coloursOf(ports, reference)),
	);
	signal.throwIfAborted();
	return delivery(paintings(order, palettes, newSeed), order, clock);
}

function waitMs(order: DemoBody): number {
	if (order.rehearse === "slow") return SLOW_MS;
	if (rehearsedFailure(order.rehearse) !== undefined) return BEFORE_MS;
	return BEFORE_MS + PER_PICTURE_MS * countOf(order);
}

/** A link leads out into a network this gateway does not have, and a bad picture lends no colours. */
async function coloursOf({ palette }: DemoPorts, reference: string): Promise<readonly string[]> {
	return reference.startsWith("data:") ? await palette(reference).catch(() => []) : [];
}

const refusedFrame = {
	code: "OutputImageSensitiveContentDetected",
	message: "The output image may contain sensitive information.",
};
const faults: Partial<Record<Rehearsal, "dead" | "half">> = {
	"dead-link": "dead",
	"broken-picture": "half",
};

/** As at Ark: an entry is a picture or an error; where no picture is left, the whole reply is the error. */
function delivery(specs: readonly PaintSpec[], order: DemoBody, clock: Clock): DemoReply {
	const { rehearse, model } = order;
	const refused = rehearse === "refused-frame" ? Math.floor(specs.length / 2) : undefined;
	if (refused !== undefined && specs.length === 1) return jsonReply(400, { error: refusedFrame });
	const id = `demo-${randomUUID()}`;
	const fault = faults[rehearse];
	const data = specs.map((spec, index) =>
		index === refused
			? { error: refusedFrame }
			: {
					url: demoLink(`${id}-${index + 1}`, { spec, ...(fault && { fault }) }),
					size: `${spec.width}x${spec.height}`,
				},
	);
	const made = data.length - (refused === undefined ? 0 : 1);
	return jsonReply(200, {
		id,
		model,
		created: Math.floor(clock.now() / 1000),
		data,
		usage: { generated_images: made },
	});
}

async function fetchResult(ports: DemoPorts, url: URL, signal: AbortSignal): Promise<DemoReply> {
	const picture = pictureOfLink(url);
	if (picture === undefined || picture.fault === "dead") {
		return errorReply(404, "NotFound", "This link has expired.");
	}
	const { spec, fault } = picture;
	const bytes = await ports.paint(spec).catch(() => undefined);
	signal.throwIfAborted();
	if (bytes === undefined) {
		return errorReply(500, "InternalServiceError", "The painter dropped the brush.");
	}
	const sent = fault === "half" ? bytes.subarray(0, Math.floor(bytes.byteLength / 2)) : bytes;
	return bytesReply(200, `image/${spec.format}`, sent);
}

function invalidParameter(problem: { parameter: string; message: string }): DemoReply {
	const { parameter, message } = problem;
	return errorReply(400, `InvalidParameter.${parameter}`, `${parameter}: ${message}`);
}
