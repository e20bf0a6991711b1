import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v4, v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { ImageId, IncomingToken } from "../../../../src/contract/ids.ts";
import { INCOMING_URL, imageUrl } from "../../../../src/contract/media.ts";
import {
	type MediaDoors,
	mayAsk,
	respondToMedia,
} from "../../../../src/main/shell/media-protocol.ts";
import { temporaryFolder } from "../library/test-library.ts";

const PAGE = "app://studio/index.html";
const thumb = imageUrl("thumb", ImageId.parse(v7()));
const token = IncomingToken.parse(v4());

function doors(more: Partial<MediaDoors> = {}): MediaDoors {
	return {
		pageUrl: PAGE,
		answer: async () => ({ status: 404 }),
		receive: async () => token,
		...more,
	};
}

describe("who may ask", () => {
	const top = (url: string) => ({ url, isTop: true });
	test.each([
		["the studio reads", thumb, top(PAGE), true],
		["the studio hands over", INCOMING_URL, top(PAGE), true],
		["the studio hands over, at some place of its page", INCOMING_URL, top(`${PAGE}#x`), true],
		["another page of the app reads", thumb, top("app://studio/float.html"), true],
		["another page of the app hands over", INCOMING_URL, top("app://studio/float.html"), false],
		["the same under a longer address", `${INCOMING_URL}x`, top("app://studio/float.html"), false],
		["a page of another host reads", thumb, top("app://evil/index.html"), false],
		["a page of the web reads", thumb, top("https://example.com/index.html"), false],
		["a page of the web hands over", INCOMING_URL, top("https://studio/index.html"), false],
		["a frame inside the studio reads", thumb, { url: PAGE, isTop: false }, false],
		["nobody knows who", thumb, undefined, false],
	] as const)("%s", (_, url, frame, allowed) => {
		expect(mayAsk(url, frame, PAGE)).toBe(allowed);
	});

	test("while developing, the studio is where its pages are served", () => {
		const served = "http://localhost:5173/";
		expect(mayAsk(INCOMING_URL, top(served), served)).toBe(true);
		expect(mayAsk(INCOMING_URL, top("http://localhost:5174/"), served)).toBe(false);
	});
});

describe("answers", () => {
	test("a picture is readable by the app's own pages and kept for ever", async () => {
		await using folder = await temporaryFolder();
		const path = join(folder.path, "a.webp");
		await writeFile(path, "bytes");
		const found = { status: 200, path, contentType: "image/webp", immutable: true } as const;
		const reply = await respondToMedia(
			new Request(thumb),
			doors({ answer: async (url) => (url === thumb ? found : { status: 404 }) }),
		);
		expect(await reply.text()).toBe("bytes");
		expect(Object.fromEntries(reply.headers)).toEqual({
			"access-control-allow-origin": "app://studio",
			"content-type": "image/webp",
			"cache-control": "private, max-age=31536000, immutable",
			"x-content-type-options": "nosniff",
		});
	});

	test("bytes handed over are answered with their token", async () => {
		let got = "";
		const receive: MediaDoors["receive"] = async (bytes) => {
			for await (const chunk of bytes) got += Buffer.from(chunk).toString();
			return token;
		};
		const post = new Request(INCOMING_URL, { method: "POST", body: "a picture" });
		const reply = await respondToMedia(post, doors({ receive }));
		expect([reply.status, await reply.json(), got]).toEqual([200, { token }, "a picture"]);
	});

	test.each([
		[appError("reference-too-large", { name: "picture" }), 413],
		[appError("reference-not-a-picture", { name: "picture" }), 400],
		[appError("disk-full"), 507],
		[new Error("boom"), 500],
	])("%s is answered with a status and its sentence", async (error, status) => {
		const receive = async () => Promise.reject(error);
		const post = new Request(INCOMING_URL, { method: "POST", body: "x" });
		const reply = await respondToMedia(post, doors({ receive }));
		expect(reply.status).toBe(status);
		expect(await reply.json()).toMatchObject({ error: { message: expect.any(String) } });
	});

	test("every other way of asking is refused before anything is looked for", async () => {
		const never = doors({
			answer: async () => Promise.reject(new Error("asked")),
			receive: async () => Promise.reject(new Error("asked")),
		});
		const tries = [
			new Request(INCOMING_URL),
			new Request(INCOMING_URL, { method: "PUT", body: "x" }),
			new Request(thumb, { method: "POST", body: "x" }),
			new Request(`${INCOMING_URL}more`, { method: "POST", body: "x" }),
		];
		for (const request of tries) expect((await respondToMedia(request, never)).status).toBe(405);
	});
});
