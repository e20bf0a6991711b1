import type { StreamEnd, StreamForm, SubmitFault } from "./faults.ts";
import type { MadePicture } from "./gateway-side.ts";
import { isGone, type Outlet } from "./write-reply.ts";

type StreamFault = Extract<SubmitFault, { readonly kind: "stream" }>;
type EventData = Readonly<Record<string, unknown>>;
const PREFIX = "image_generation.";
const CREATED = 1_757_396_757;

/** How many pictures a stream makes, and so charges, whatever becomes of its way. */
export function picturesOfStream(images: number, end: StreamEnd | undefined): number {
	switch (end?.how) {
		case "refuses-one":
			return images - 1;
		case "breaks-one":
		case "error-event":
		case "nameless-error":
			return Math.min(end.after, images);
		default:
			return images;
	}
}

/**
 * Ark's stream (gateway reference 5.6, read 2026-11-21): headers only with the first picture, one
 * event a picture, `completed` with the count, `[DONE]`.
 * @param asked pictures asked for; `pictures` are those that were made
 */
export async function sendStream(
	outlet: Outlet,
	of: {
		readonly model: string;
		readonly asked: number;
		readonly pictures: readonly MadePicture[];
		readonly fault: StreamFault | undefined;
	},
): Promise<void> {
	const { form = "one-line", end } = of.fault ?? {};
	const stream = new StreamWriter(outlet, form);
	const events = eventsOf(of, end);
	// The place in the stream at which it stops; nothing: it does not.
	const stopsAt =
		end?.how === "cut-in-event" || end?.how === "reset" || end?.how === "stall"
			? end.after
			: undefined;
	for (const [place, event] of events.entries()) {
		if (place === stopsAt && end !== undefined) {
			if (end.how === "stall") await stream.stall();
			else {
				stream.breakOff(end.how === "cut-in-event" ? event : undefined);
				return;
			}
		}
		stream.send(event);
	}
	stream.end(end?.how !== "no-done");
}

function eventsOf(
	{
		model,
		asked,
		pictures,
	}: { readonly model: string; readonly asked: number; readonly pictures: readonly MadePicture[] },
	end: StreamEnd | undefined,
): readonly EventData[] {
	const common = { model, created: CREATED };
	const failed = (place: number, code: string): EventData => ({
		type: `${PREFIX}partial_failed`,
		...common,
		image_index: place,
		error: { code, message: `${code}, see the docs` },
	});
	const events: EventData[] = [];
	const left = [...pictures];
	for (let place = 0; place < asked; place += 1) {
		const stops = end !== undefined && "after" in end && end.after === place;
		if (stops && end.how === "refuses-one") {
			events.push(failed(place, "OutputImageSensitiveContentDetected"));
			continue;
		}
		if (stops && end.how === "breaks-one") events.push(failed(place, "InternalServiceError"));
		const picture = left.shift();
		if (picture === undefined) break;
		events.push({
			type: `${PREFIX}partial_succeeded`,
			...common,
			image_index: place,
			...(picture.url === undefined
				? { b64_json: picture.bytes.toString("base64") }
				: { url: picture.url }),
			size: `${picture.size.width}x${picture.size.height}`,
		});
	}
	const made = pictures.length;
	const usage = {
		generated_images: made,
		output_tokens: made * 16_224,
		total_tokens: made * 16_224,
	};
	if (end?.how === "error-event" || end?.how === "nameless-error") {
		const error = { code: "InternalServiceError", message: "The service encountered an error." };
		events.push({ ...(end.how === "error-event" && { type: "error" }), error });
	} else if (end?.how !== "no-completed") {
		events.push({ type: `${PREFIX}completed`, ...common, usage });
	}
	return events;
}

/** Writes events in one of the forms they are met in. */
class StreamWriter {
	readonly #outlet: Outlet;
	readonly #form: StreamForm;
	#text = "";

	constructor(outlet: Outlet, form: StreamForm) {
		this.#outlet = outlet;
		this.#form = form;
	}

	send(event: EventData): void {
		this.#write(this.#asText(event));
	}

	/** Ends the connection after what was sent, in the middle of the next event when there is one. */
	breakOff(event: EventData | undefined): void {
		const { response } = this.#outlet;
		if (event !== undefined) {
			const text = this.#asText(event);
			this.#write(text.slice(0, Math.floor(text.length / 2)));
		}
		if (response.headersSent) response.write("", () => response.socket?.destroy());
		else response.socket?.resetAndDestroy();
	}

	async stall(): Promise<void> {
		await this.#outlet.stall();
	}

	end(withDone: boolean): void {
		if (withDone) this.#write(this.#lines(["data: [DONE]", "", ""]));
		this.#outlet.response.end();
	}

	#asText(event: EventData): string {
		const json = JSON.stringify(event);
		const name =
			this.#form === "nameless" || event.type === undefined ? [] : [`event: ${event.type}`];
		const pretty = JSON.stringify(event, null, 2).split("\n");
		switch (this.#form) {
			case "pretty":
				return this.#lines([...name, ...pretty, "", ""]);
			case "many-data-lines":
				return this.#lines([...name, ...pretty.map((line) => `data: ${line}`), "", ""]);
			case "comments":
				return this.#lines([
					": still at work",
					"",
					":",
					...name,
					`data: ${json}`,
					": said",
					"",
					"",
				]);
			default:
				return this.#lines([...name, `data: ${json}`, "", ""]);
		}
	}

	#lines(lines: readonly string[]): string {
		return lines.join(this.#form === "crlf" ? "\r\n" : "\n");
	}

	#write(text: string): void {
		const { response, wrote } = this.#outlet;
		if (isGone(response)) return;
		if (!response.headersSent) {
			response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
		}
		response.write(text);
		this.#text += text;
		wrote(this.#text);
	}
}
