/** A reply as the http client takes it from a transport; header names are lower-case. */
export type DemoReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: AsyncIterable<Uint8Array>;
};

export function bytesReply(status: number, contentType: string, bytes: Uint8Array): DemoReply {
	const headers = { "content-type": contentType, "content-length": String(bytes.byteLength) };
	return { status, headers, body: once(bytes) };
}

export function textReply(status: number, contentType: string, text: string): DemoReply {
	return bytesReply(status, contentType, new TextEncoder().encode(text));
}

export function jsonReply(status: number, value: unknown): DemoReply {
	return textReply(status, "application/json", JSON.stringify(value));
}

/** An error in Ark's words, which the adapters know. */
export function errorReply(status: number, code: string, message: string): DemoReply {
	return jsonReply(status, { error: { code, message } });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
