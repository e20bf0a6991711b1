import { createHash } from "node:crypto";
import { readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Failure } from "../../../src/contract/errors.ts";
import {
	createConnections,
	InsideAddressError,
	type Resolve,
} from "../../../src/main/http/connections.ts";
import { type DownloadOptions, download } from "../../../src/main/http/download.ts";
import { openReply } from "../../../src/main/http/wire.ts";
import { gradientPng } from "../../simulator/png.ts";
import { createResultAssets } from "../../simulator/result-assets.ts";
import { linkFaults } from "../../simulator/scenarios.ts";
import { failureOf, GATEWAY, httpServer, testClient, testFolder } from "./http-bench.ts";

const picture = gradientPng({ width: 64, height: 64, seed: 3 });

async function fetching(changes: Partial<DownloadOptions> = {}) {
	const folder = await testFolder();
	const path = join(folder, "01.download");
	const signal = new AbortController().signal;
	const settings = { path, signal, gatewayTitle: GATEWAY, allowLoopback: true, ...changes };
	const client = testClient();
	return { folder, path, fetch: (url: string) => client.download(url, settings) };
}

test("a picture arrives whole, with its hash, and without the key or a cookie going out", async () => {
	const { path, fetch } = await fetching();
	let headers: unknown;
	const base = await httpServer((request, response) => {
		headers = request.headers;
		response.writeHead(200, { "content-type": "image/png" }).end(picture);
	});
	expect(await fetch(`${base}/a.png?X-Tos-Signature=abc%2Fdef&x=1`)).toEqual({
		bytes: picture.length,
		sha256: createHash("sha256").update(picture).digest("hex"),
		contentType: "image/png",
	});
	expect(await readFile(path)).toEqual(picture);
	expect(headers).not.toHaveProperty("authorization");
	expect(headers).not.toHaveProperty("cookie");
});

test("the whole query of a signed link reaches the server as it was", async () => {
	const { fetch } = await fetching();
	let asked: string | undefined;
	const base = await httpServer((request, response) => {
		asked = request.url;
		response.end(picture);
	});
	await fetch(`${base}/a%20b.png?X-Tos-Credential=AK%2F2026%2Ftos&X-Tos-Signature=a%2Bb`);
	expect(asked).toBe("/a%20b.png?X-Tos-Credential=AK%2F2026%2Ftos&X-Tos-Signature=a%2Bb");
});

type Verdict = Pick<Failure, "reason"> | "saved";
/** A fault without a row here does not compile. */
const verdicts: Readonly<Record<keyof typeof linkFaults, Verdict>> = {
	"403 expired": { reason: "link-expired" },
	"404 gone": { reason: "link-expired" },
	"410 gone": { reason: "link-expired" },
	"429 too often": { reason: "download-failed" },
	"500 failed": { reason: "download-failed" },
	"503 busy": { reason: "download-failed" },
	"a web page": { reason: "result-not-a-picture" },
	"plain text": { reason: "result-not-a-picture" },
	"an error in JSON": { reason: "result-not-a-picture" },
	"nothing at all": { reason: "result-not-a-picture" },
	"a picture called by another format": "saved",
	// Only a decoder sees what is wrong with these.
	"half a picture with the length of a half": "saved",
	"a decompression bomb": "saved",
	"one pixel": "saved",
	"a picture called text": "saved",
	"reset before the headers": { reason: "download-interrupted" },
	"reset inside the picture": { reason: "download-interrupted" },
	"reset inside a chunked picture": { reason: "download-interrupted" },
	"stall before the headers": { reason: "download-interrupted" },
	"stall inside the picture": { reason: "download-interrupted" },
	"redirect to a private host": { reason: "link-unusable" },
	"redirect to plain http": { reason: "link-unusable" },
	"redirect to a file": { reason: "link-unusable" },
};

test.each(Object.entries(verdicts))("a link that gives %s", async (name, verdict) => {
	const { folder, fetch } = await fetching(name.startsWith("stall") ? { idleMs: 300 } : {});
	const forever = new Promise<void>((resolve) => onTestFinished(() => resolve()));
	const assets = createResultAssets({}, () => forever);
	const base = await httpServer((request, response) => {
		void assets.serve(request, response, request.url ?? "");
	});
	const link = assets.publish(base, picture, linkFaults[name as keyof typeof linkFaults]);
	if (verdict === "saved") {
		await expect(fetch(link)).resolves.toHaveProperty("sha256");
		return;
	}
	// The picture is paid for, whatever became of the link.
	const failure = await failureOf(fetch(link));
	expect(failure).toMatchObject({ ...verdict, charged: "yes" });
	expect(failure.message).not.toMatch(/…|undefined/);
	expect(await readdir(folder)).toEqual([]);
});

test.each([
	["429 too often", { reason: "download-failed", httpStatus: 429, retryAfterMs: 3_000 }],
	["503 busy", { reason: "download-failed", httpStatus: 503 }],
	["403 expired", { reason: "link-expired", httpStatus: 403 }],
	["404 gone", { reason: "link-expired", httpStatus: 404 }],
	["410 gone", { reason: "link-expired", httpStatus: 410 }],
] as const)(
	"a link that gives %s tells its status and how long to wait",
	async (name, expected) => {
		const { fetch } = await fetching();
		const assets = createResultAssets({}, () => Promise.resolve());
		const base = await httpServer((request, response) => {
			void assets.serve(request, response, request.url ?? "");
		});
		const failure = await failureOf(fetch(assets.publish(base, picture, linkFaults[name])));
		expect(failure).toMatchObject(expected);
		expect(failure.retryAfterMs).toBe("retryAfterMs" in expected ? 3_000 : undefined);
	},
);

test("a busy link may name the time instead", async () => {
	const { fetch } = await fetching();
	const base = await httpServer((_, response) => {
		// The client's clock stands at the epoch.
		response.writeHead(503, { "retry-after": "Thu, 01 Jan 1970 00:00:20 GMT" }).end();
	});
	expect(await failureOf(fetch(`${base}/a.png`))).toMatchObject({ retryAfterMs: 20_000 });
});

test("after a fault the same link can be fetched again", async () => {
	const { fetch } = await fetching();
	const assets = createResultAssets({}, () => Promise.resolve());
	const base = await httpServer((request, response) => {
		void assets.serve(request, response, request.url ?? "");
	});
	const link = assets.publish(base, picture, linkFaults["reset inside the picture"]);
	await expect(fetch(link)).rejects.toThrow();
	assets.setAll();
	await expect(fetch(link)).resolves.toMatchObject({ bytes: picture.length });
});

test("redirects are followed five times and no further", async () => {
	const { fetch } = await fetching();
	const base = await httpServer((request, response) => {
		const left = Number(request.url?.slice(1));
		if (left === 0) response.end(picture);
		else response.writeHead(302, { location: `/${left - 1}` }).end();
	});
	await expect(fetch(`${base}/5`)).resolves.toMatchObject({ bytes: picture.length });
	expect(await failureOf(fetch(`${base}/6`))).toMatchObject({ reason: "link-unusable" });
});

test.each([
	"file:///etc/passwd",
	"ftp://example.com/a.png",
	"http://example.com/a.png",
	"https://user:secret@example.com/a.png",
	"https://10.1.2.3/a.png",
	"https://192.168.1.1/a.png",
	"https://[fe80::1]/a.png",
	"https://169.254.169.254/latest",
	"not a link",
	"",
])("the link %j is not opened", async (link) => {
	const { fetch } = await fetching();
	const failure = await failureOf(fetch(link));
	expect(failure).toMatchObject({ reason: "link-unusable", charged: "yes" });
	expect(JSON.stringify(failure)).not.toContain("secret@");
});

test("this computer is no place for links of a gateway elsewhere, by number or by name", async () => {
	let seen = 0;
	const base = await httpServer((_, response) => {
		seen += 1;
		response.end(picture);
	});
	const { fetch } = await fetching({ allowLoopback: false });
	const { port } = new URL(base);
	for (const host of ["127.0.0.1", "localhost", "[::1]", "127.8.8.8", "[::ffff:127.0.0.1]"]) {
		for (const scheme of ["http", "https"]) {
			const failure = await failureOf(fetch(`${scheme}://${host}:${port}/a.png`));
			expect(failure.reason, host).toBe("link-unusable");
		}
	}
	expect(seen).toBe(0);
});

test("a name that leads into this computer's network is not connected to", async () => {
	let seen = 0;
	const base = await httpServer((_, response) => {
		seen += 1;
		response.end();
	});
	const connections = createConnections();
	onTestFinished(() => connections.close());
	const origin = `http://localhost:${new URL(base).port}`;
	const asked = connections.outside.request({ origin, path: "/", method: "GET" });
	await expect(asked).rejects.toBeInstanceOf(InsideAddressError);
	expect(seen).toBe(0);
});

test.each([
	["cdn.example.com", "download-interrupted", "now"],
	["localhost.", "link-unusable", "never"],
	["relay.internal", "link-unusable", "never"],
	["nas", "link-unusable", "never"],
])("a link to %s that resolves to an inside address is %s", async (host, reason, retry) => {
	const connections = createConnections(insideResolver);
	onTestFinished(() => connections.close());
	const folder = await testFolder();
	const signal = new AbortController().signal;
	const settings = { path: join(folder, "a.png"), signal, gatewayTitle: GATEWAY };
	const failure = await failureOf(
		download(`https://${host}/a.png`, settings, {
			fetch: (request) =>
				openReply(connections.outside, { ...request, method: "GET", headers: {} }),
			schemes: [],
			now: () => 0,
		}),
	);
	expect(failure).toMatchObject({ reason, retry });
	expect(await readdir(folder)).toEqual([]);
});

/** Answers every name with an inside address, as a hotel's network does before one signs in. */
const insideResolver: Resolve = (_name, _options, answer) => {
	answer(null, [{ address: "192.168.0.1", family: 4 }]);
};

test("a result larger than the limit is given up, told beforehand or not", async () => {
	const { folder, fetch } = await fetching({ maxBytes: 3_000_000 });
	const large = Buffer.concat([picture, Buffer.alloc(4_000_000)]);
	const honest = await httpServer((_, response) => {
		response.writeHead(200, { "content-length": large.length }).end(large);
	});
	const silent = await httpServer((_, response) => {
		response.write(large);
		response.end();
	});
	for (const base of [honest, silent]) {
		const failure = await failureOf(fetch(`${base}/a.png`));
		expect(failure).toMatchObject({ reason: "result-too-large", facts: { limit: "3 MB" } });
	}
	expect(await readdir(folder)).toEqual([]);
});

test("a download that never ends has an end", async () => {
	const { fetch } = await fetching({ totalMs: 300 });
	const base = await httpServer((_, response) => {
		response.write(picture);
		const drip = setInterval(() => response.write("."), 20);
		response.on("close", () => clearInterval(drip));
	});
	expect(await failureOf(fetch(`${base}/a.png`))).toMatchObject({ reason: "download-interrupted" });
});

test("a download can be stopped, and leaves nothing behind", async () => {
	const stop = new AbortController();
	const { folder, fetch } = await fetching({
		signal: stop.signal,
		onProgress: () => stop.abort(),
	});
	const base = await httpServer((_, response) => {
		response.write(picture);
	});
	expect(await failureOf(fetch(`${base}/a.png`))).toMatchObject({ reason: "cancelled" });
	expect(await readdir(folder)).toEqual([]);
});

test("progress is told in bytes, and of how many where that is known", async () => {
	const seen: [number, number | undefined][] = [];
	const { fetch } = await fetching({ onProgress: (bytes, of) => seen.push([bytes, of]) });
	const base = await httpServer((_, response) => {
		response.writeHead(200, { "content-length": picture.length }).end(picture);
	});
	await fetch(`${base}/a.png`);
	expect(seen.at(-1)).toEqual([picture.length, picture.length]);
});

test.runIf(process.platform === "linux")("a full disk is told from a broken network", async () => {
	const { folder, fetch } = await fetching();
	await symlink("/dev/full", join(folder, "01.download"));
	const base = await httpServer((_, response) => response.end(picture));
	expect(await failureOf(fetch(`${base}/a.png`))).toMatchObject({
		reason: "disk-full",
		facts: { folder },
	});
});

test("a folder that is gone is said to be gone", async () => {
	const { folder, fetch } = await fetching({ path: "/nowhere/at/all/01.png" });
	const base = await httpServer((_, response) => response.end(picture));
	expect(await failureOf(fetch(`${base}/a.png`))).toMatchObject({ reason: "folder-missing" });
	expect(await readdir(folder)).toEqual([]);
});

test("a scheme with a transport is fetched without a network, under the same checks", async () => {
	const folder = await testFolder();
	const serve = (bytes: Buffer, length = bytes.length) => ({
		status: 200,
		headers: { "content-type": "image/png", "content-length": String(length) },
		body: (async function* () {
			yield bytes.subarray(0, 10);
			yield bytes.subarray(10);
		})(),
	});
	const client = testClient({
		"demo:": async ({ url }) =>
			url.endsWith("short") ? serve(picture, picture.length + 1) : serve(picture),
	});
	const settings = {
		path: join(folder, "a.png"),
		signal: new AbortController().signal,
		gatewayTitle: GATEWAY,
	};
	expect(await client.download("demo://studio/1", settings)).toMatchObject({
		bytes: picture.length,
	});
	expect(await failureOf(client.download("demo://studio/short", settings))).toMatchObject({
		reason: "download-interrupted",
	});
});

test("thirty megabytes arrive at any chunking", async () => {
	const { fetch } = await fetching();
	const large = Buffer.concat([picture, Buffer.alloc(30_000_000, 7)]);
	const base = await httpServer((_, response) => {
		response.writeHead(200, { "content-length": large.length });
		response.end(large);
	});
	expect(await fetch(`${base}/a.png`)).toMatchObject({
		bytes: large.length,
		sha256: createHash("sha256").update(large).digest("hex"),
	});
});
