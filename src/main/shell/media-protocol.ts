import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Session } from "electron";
import { MEDIA_SCHEME } from "../../contract/media.ts";
import type { answerMedia } from "../library/media.ts";

type AnswerMedia = (url: string, signal: AbortSignal) => ReturnType<typeof answerMedia>;

/** Binds `media://` to the library's answers; what is not an id never reaches the disk. */
export function serveMedia(session: Session, answer: AnswerMedia): void {
	session.protocol.handle(MEDIA_SCHEME, async (request) => {
		if (request.method !== "GET") return new Response(null, { status: 405 });
		const found = await answer(request.url, request.signal);
		if (found.status !== 200) return new Response(null, { status: found.status });
		const body = Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>;
		return new Response(body, {
			headers: {
				"content-type": found.contentType,
				"cache-control": found.immutable ? "private, max-age=31536000, immutable" : "no-store",
				"x-content-type-options": "nosniff",
			},
		});
	});
}
