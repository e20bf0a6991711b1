import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A gateway on this computer in a process of its own, so that its work never counts as the client's.
 * `POST /reply/<bytes>` takes any body and answers JSON of that length; `POST
 * /v1/images/generations` answers with the picture given on the command line, as a link or as
 * base64; `GET /picture/<n>` is that link. It tells its port to the process that started it.
 */
async function serve(picturePath: string | undefined): Promise<void> {
	const picture = picturePath === undefined ? Buffer.alloc(0) : await readFile(picturePath);
	const base64 = picture.toString("base64");
	const replies = new Map<number, Buffer>();
	let made = 0;

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const path = request.url ?? "/";
		const size = /^\/reply\/(\d+)$/.exec(path)?.[1];
		if (size !== undefined) {
			const bytes = Number(size);
			const body = replies.get(bytes) ?? jsonOfLength(bytes);
			replies.set(bytes, body);
			give(response, "application/json", body);
		} else if (path.startsWith("/picture/")) {
			give(response, "image/png", picture);
		} else if (path === "/v1/images/generations") {
			made += 1;
			const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
			const url = `http://${request.headers.host}/picture/${made}`;
			const entry = asked.response_format === "b64_json" ? { b64_json: base64 } : { url };
			const reply = { created: made, data: [entry], usage: { generated_images: 1 } };
			give(response, "application/json", Buffer.from(JSON.stringify(reply)));
		} else {
			response.writeHead(404).end();
		}
	};
	const server = createServer((request, response) => {
		// Whoever asked has gone; there is nobody to tell.
		answer(request, response).catch(() => response.destroy());
	});
	server.listen(0, "127.0.0.1", () => {
		process.send?.((server.address() as AddressInfo).port);
	});
	process.on("disconnect", () => process.exit());
}

function give(response: ServerResponse, type: string, body: Buffer): void {
	response.writeHead(200, { "content-type": type, "content-length": body.length }).end(body);
}

function jsonOfLength(bytes: number): Buffer {
	const around = JSON.stringify({ data: "" }).length;
	return Buffer.from(JSON.stringify({ data: "a".repeat(Math.max(0, bytes - around)) }));
}

await serve(process.argv[2]);
