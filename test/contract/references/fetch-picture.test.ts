import { mkdir, readdir } from "node:fs/promises";
import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError, appError } from "../../../src/contract/errors.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import {
	type FetchPicturePorts,
	fetchPicture,
} from "../../../src/main/references/fetch-picture.ts";
import { pictureNameOf } from "../../../src/main/references/fetch-picture-name.ts";
import { createReferenceStore } from "../../../src/main/references/reference-store.ts";
import { gradientPng } from "../../simulator/png.ts";
import { openTestLibrary, realImaging } from "../../unit/main/library/test-library.ts";
import { freePort, httpServer, testClient, testFolder } from "../http/http-bench.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const picture = gradientPng({ width: 64, height: 48, seed: 5 });
const page = "<!doctype html><html><head><title>Sign in</title></head><body>…</body></html>";

/** A server of the web, and a library that takes from it. */
async function web(answer: RequestListener, more: Partial<FetchPicturePorts> = {}) {
	const root = await testFolder();
	const library = await openTestLibrary(join(root, "library"), imaging);
	const folder = join(root, "incoming");
	await mkdir(folder);
	const references = createReferenceStore({ library, imaging, log: silentLog });
	const ports = { http: testClient(), references, folder, allowLoopback: true, ...more };
	const base = await httpServer(answer);
	const fetch = (path: string) => fetchPicture(`${base}${path}`, ports);
	return {
		base,
		fetch,
		refused: (path: string) =>
			fetch(path).then(
				() => "taken in",
				(error: unknown) => AppError.from(error).failure,
			),
		left: () => readdir(folder),
		[Symbol.asyncDispose]: () => library.close(),
	};
}

const send = (response: ServerResponse, type: string, body: string | Uint8Array) =>
	response.writeHead(200, { "content-type": type }).end(body);

describe("a picture of the web", () => {
	test("comes in under the name its server gives it, without a cookie or a key", async () => {
		let headers: unknown;
		await using at = await web((request, response) => {
			headers = request.headers;
			response
				.writeHead(200, {
					"content-type": "image/png",
					"content-disposition": "attachment; filename=\"x.png\"; filename*=UTF-8''%E9%9E%8B.png",
				})
				.end(picture);
		});
		const reference = await at.fetch("/download?id=7");
		expect(reference).toMatchObject({ name: "鞋.png", width: 64, height: 48, format: "png" });
		expect(headers).not.toHaveProperty("cookie");
		expect(headers).not.toHaveProperty("authorization");
		expect(await at.left()).toEqual([]);
	});

	test("is followed where it has moved to, and known by its bytes, not by its type", async () => {
		await using at = await web((request, response) => {
			if (request.url === "/old")
				response.writeHead(302, { location: "/new/red%20shoe.jpg" }).end();
			else send(response, "text/html", picture);
		});
		expect(await at.fetch("/old")).toMatchObject({ name: "red shoe.jpg", format: "png" });
	});

	test.each([
		["/a/b/red%20shoe.png?x=1#y", undefined, "red shoe.png"],
		["/a/", undefined, "a"],
		["/", undefined, "h.example"],
		["/%E0%A4%A", undefined, "%E0%A4%A"],
		["/a.png", 'inline; filename="..\\..\\b c.png"', "b c.png"],
		["/a.png", "attachment; filename=b.png; size=9", "b.png"],
		["/a.png", 'attachment; filename=".."', "a.png"],
		["/a.png", "inline", "a.png"],
		["/a.png", `inline; filename="${Buffer.from("鞋.png").toString("latin1")}"`, "鞋.png"],
		["/a.png", `inline; filename="caf\xe9.png"`, "café.png"],
	])("of %s with %s is called %s", (path, disposition, name) => {
		expect(pictureNameOf(`https://h.example${path}`, disposition)).toBe(name);
	});
});

describe("what is no picture", () => {
	const shared = { charged: "no" };
	const host = "127.0.0.1";

	test("a page, a redirect to one, a login and a lock all say that it may need a login", async () => {
		await using at = await web((request, response) => {
			const { url = "" } = request;
			if (url === "/moved.png") response.writeHead(302, { location: "/login" }).end();
			else if (url.startsWith("/4")) response.writeHead(Number(url.slice(1))).end(page);
			else if (url === "/lies.png") send(response, "image/png", `\n ${page}`);
			else if (url === "/json") send(response, "application/json", '{"error":"sign in"}');
			else send(response, "text/html; charset=utf-8", page);
		});
		for (const path of ["/login", "/moved.png", "/401", "/403", "/lies.png", "/json"]) {
			const expected = { ...shared, reason: "web-picture-needs-login", facts: { host } };
			expect(await at.refused(path), path).toMatchObject(expected);
		}
		expect(await at.left()).toEqual([]);
	});

	test("what is gone, and a server in trouble, are told apart", async () => {
		await using at = await web((request, response) => {
			response.writeHead(Number(request.url?.slice(1))).end("no");
		});
		for (const [status, reason] of [
			[404, "web-picture-gone"],
			[410, "web-picture-gone"],
			[429, "web-picture-failed"],
			[500, "web-picture-failed"],
			[400, "web-picture-failed"],
		] as const) {
			expect(await at.refused(`/${status}`)).toMatchObject({ reason, facts: { host, status } });
		}
	});

	test("drawings, words, films and half pictures get the sentence a file would get", async () => {
		await using at = await web((request, response) => {
			switch (request.url) {
				case "/logo.svg":
					return send(response, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>');
				case "/page.svg":
					return send(response, "text/html", '<?xml version="1.0"?><svg width="9"></svg>');
				case "/words.txt":
					return send(response, "text/plain", "Hello");
				case "/film.mp4":
					return response.writeHead(200, { "content-type": "video/mp4" }).write("…");
				case "/nothing.png":
					return send(response, "image/png", "");
				default:
					return send(response, "image/png", picture.subarray(0, 900));
			}
		});
		for (const [path, reason] of [
			["/logo.svg", "reference-svg"],
			["/page.svg", "reference-svg"],
			["/words.txt", "reference-not-a-picture"],
			["/film.mp4", "reference-not-a-picture"],
			["/nothing.png", "reference-not-a-picture"],
			["/half.png", "reference-damaged"],
		] as const) {
			const name = path.slice(1);
			expect(await at.refused(path), path).toMatchObject({ reason, facts: { name } });
		}
	});
});

describe("an address or a server that is up to something", () => {
	test("a page that begins with comments without end does not keep the app busy", async () => {
		const comments = "<!---->".repeat(146);
		await using at = await web((request, response) =>
			send(response, "", request.url === "/page" ? `<!-- a --> <!--\n-b- -->${page}` : comments),
		);
		expect(await at.refused("/comments")).toMatchObject({ reason: "reference-not-a-picture" });
		expect(await at.refused("/page")).toMatchObject({ reason: "web-picture-needs-login" });
	});

	test("an address outside is never followed to this computer, though its own are opened", async () => {
		const folder = await testFolder();
		const asked: unknown[] = [];
		const http: FetchPicturePorts["http"] = {
			download: async (url, { allowLoopback }) => {
				asked.push([url, allowLoopback]);
				throw appError("link-expired");
			},
		};
		const references = { importFile: async () => Promise.reject() };
		const ports = { http, references, folder, allowLoopback: true };
		const outside = "https://example.com/a.png";
		for (const url of [outside, "http://127.0.0.1:8188/a.png"]) {
			await expect(fetchPicture(url, ports)).rejects.toBeInstanceOf(AppError);
		}
		expect(asked).toEqual([
			[outside, false],
			["http://127.0.0.1:8188/a.png", true],
		]);
	});

	test.each([
		"file:///etc/passwd",
		"data:image/png;base64,AAAA",
		"demo://paint",
		"javascript:alert(1)",
		"shoe.png",
		"",
		"http://user:pass@example.com/a.png",
		"http://192.168.1.1/admin.png",
		"https://10.0.0.8/a.png",
		"http://169.254.169.254/latest/meta-data",
		"http://[::ffff:192.168.1.1]/a.png",
		"http://2130706433/a.png",
	])("%s is not opened", async (url) => {
		const never = { download: testClient().download };
		const ports = { http: never, references: { importFile: async () => Promise.reject() } };
		const folder = await testFolder();
		const fetching = fetchPicture(url, { ...ports, folder, allowLoopback: false });
		await expect(fetching).rejects.toMatchObject({ reason: "web-link-unusable" });
	});

	test("a redirect leads neither inside, nor to this computer, nor round and round", async () => {
		await using at = await web(
			(request, response) => {
				const { url = "" } = request;
				const location = url === "/round" ? "/round" : decodeURIComponent(url.slice(1));
				response.writeHead(302, { location }).end();
			},
			{ totalMs: 5_000 },
		);
		const inside = ["http://192.168.0.1/a.png", "file:///etc/passwd", "demo://paint"];
		for (const path of ["/round", ...inside.map((link) => `/${encodeURIComponent(link)}`)]) {
			expect(await at.refused(path), path).toMatchObject({ reason: "web-link-unusable" });
		}
	});

	test("too much is not fetched to its end, whatever its length is said to be", async () => {
		let given = 0;
		const endless: RequestListener = (request, response) => {
			const lie = request.url === "/lie" ? { "content-length": "100000000" } : {};
			response.writeHead(200, { "content-type": "image/png", ...lie }).write(picture);
			const more = () => {
				while (!response.destroyed && response.write(Buffer.alloc(65_536))) given += 65_536;
			};
			response.on("drain", more);
			more();
		};
		await using at = await web(endless, { maxBytes: 300_000 });
		for (const path of ["/endless", "/lie"]) {
			expect(await at.refused(path)).toMatchObject({ reason: "reference-too-large" });
		}
		expect(given).toBeLessThan(30_000_000);
		expect(await at.left()).toEqual([]);
	});

	test("a length that is a lie, a stall and a hang-up end as a broken connection", async () => {
		const liar: RequestListener = (request, response) => {
			response.writeHead(200, { "content-type": "image/png", "content-length": "99999" });
			response.write(picture);
			if (request.url === "/ends") response.destroy();
		};
		await using at = await web(liar, { totalMs: 400 });
		for (const path of ["/ends", "/stalls"]) {
			expect(await at.refused(path)).toMatchObject({ reason: "asking-failed", retry: "now" });
		}
		expect(await at.left()).toEqual([]);
	});

	test("nobody there is told as a network matter", async () => {
		await using at = await web((_, response) => response.end());
		const port = await freePort();
		const folder = await testFolder();
		const ports = { http: testClient(), references: { importFile: async () => Promise.reject() } };
		const fetching = fetchPicture(`http://127.0.0.1:${port}/a.png`, {
			...{ ...ports, folder, allowLoopback: true },
		});
		await expect(fetching).rejects.toMatchObject({
			failure: { reason: "unreachable", charged: "no", facts: { gateway: "127.0.0.1" } },
		});
		expect(at.base).toContain("127.0.0.1");
	});
});
