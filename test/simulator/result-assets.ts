import type { IncomingMessage, ServerResponse } from "node:http";
import { bombPng } from "./bomb-png.ts";
import type { LinkFault } from "./faults.ts";
import type { PixelSize } from "./gateway-side.ts";
import { jpegSamples, stampedJpeg } from "./jpeg-samples.ts";
import { gradientPng, stampedPng } from "./png.ts";

const SMALL_SIDE = 96;

export type AssetOptions = {
	/** PNGs of the size that was asked for instead of small ones of the same shape; slow at 4K. */
	readonly realSizes?: boolean;
	/** Default: PNG. JPEGs keep their own small size. */
	readonly pictures?: "png" | "jpeg" | "mixed";
	/** Signs links the way Volcengine does, for this many seconds. */
	readonly signedForSeconds?: number;
};

type Asset = { readonly bytes: Buffer; readonly type: string; fault: LinkFault | undefined };

/** The pictures a simulator made, and the links they are fetched by. */
export type ResultAssets = {
	/** @param word goes into the file, so that no two pictures are alike */
	readonly make: (size: PixelSize, word: string) => Buffer;
	/** @returns the link */
	readonly publish: (origin: string, bytes: Buffer, fault?: LinkFault) => string;
	/** @returns false when the path is no asset */
	readonly serve: (
		request: IncomingMessage,
		response: ServerResponse,
		path: string,
	) => Promise<boolean>;
	/** From now on all links work (or fail in this way), old and new, whatever was scripted for them. */
	readonly setAll: (fault?: LinkFault) => void;
	/** How often each link was asked for, in the order they were made. */
	readonly fetches: () => readonly number[];
};

/** @param stalled resolves when a stalled reply may go on */
export function createResultAssets(
	options: AssetOptions,
	stalled: () => Promise<void>,
): ResultAssets {
	const assets = new Map<string, Asset>();
	const fetches: number[] = [];
	let made = 0;
	let all: LinkFault | undefined;
	return {
		make: (size, word) => {
			made += 1;
			return picture(size, { seed: made, word }, options);
		},
		publish: (origin, bytes, fault) => {
			const type = bytes[0] === 0xff ? "jpeg" : "png";
			const path = `/assets/images/seedream-${assets.size + 1}.${type}`;
			assets.set(path, { bytes, type: `image/${type}`, fault });
			fetches.push(0);
			return `${origin}${path}${signature(options.signedForSeconds)}`;
		},
		serve: async (request, response, path) => {
			const asset = assets.get(path);
			if (asset === undefined) return false;
			const place = [...assets.keys()].indexOf(path);
			fetches[place] = (fetches[place] ?? 0) + 1;
			// Storage that checks a signature refuses a second way of proving oneself, so a key here is a bug.
			if (request.headers.authorization !== undefined) {
				response.writeHead(400, { "content-type": "application/xml" });
				response.end("<Error><Code>InvalidArgument</Code></Error>");
			} else await deliver(response, { ...asset, fault: asset.fault ?? all }, stalled);
			return true;
		},
		setAll: (fault) => {
			all = fault;
			for (const asset of assets.values()) asset.fault = undefined;
		},
		fetches: () => [...fetches],
	};
}

function picture(
	size: PixelSize,
	{ seed, word }: { readonly seed: number; readonly word: string },
	{ realSizes, pictures }: AssetOptions,
): Buffer {
	const wantsJpeg = pictures === "jpeg" || (pictures === "mixed" && seed % 2 === 0);
	const sample = jpegSamples[seed % jpegSamples.length];
	if (wantsJpeg && sample !== undefined) return stampedJpeg(sample, word);
	const scale = realSizes ? 1 : SMALL_SIDE / Math.max(size.width, size.height);
	const side = (length: number) => Math.max(1, Math.round(length * scale));
	const png = gradientPng({ width: side(size.width), height: side(size.height), seed });
	return stampedPng(png, word);
}

function signature(seconds: number | undefined): string {
	if (seconds === undefined) return "";
	const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
	return `?X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Date=${now}&X-Tos-Expires=${seconds}&X-Tos-Signature=5ee0`;
}

async function deliver(
	response: ServerResponse,
	{ bytes, type, fault }: Asset,
	stalled: () => Promise<void>,
): Promise<void> {
	const whole = { "content-type": type, "content-length": String(bytes.length) };
	const half = bytes.subarray(0, Math.floor(bytes.length / 2));
	if (fault === undefined) {
		response.writeHead(200, whole).end(bytes);
	} else if ("status" in fault) {
		response.writeHead(fault.status, { ...fault.headers, "content-type": "application/xml" });
		response.end("<Error><Code>AccessDenied</Code></Error>");
	} else if ("redirectsTo" in fault) {
		response.writeHead(302, { location: fault.redirectsTo }).end();
	} else if ("serves" in fault) {
		const [servedType, body] = otherBody(fault.serves, bytes, type);
		response
			.writeHead(200, { "content-type": servedType, "content-length": body.length })
			.end(body);
	} else if ("cut" in fault) {
		cutOff(response, fault.cut, whole, half);
	} else {
		if (fault.stalls === "inside-body") response.writeHead(200, whole).write(half);
		await stalled();
		if (response.headersSent) response.end(bytes.subarray(half.length));
		else response.writeHead(200, whole).end(bytes);
	}
}

function cutOff(
	response: ServerResponse,
	cut: "before-headers" | "inside-body" | "inside-chunked-body",
	whole: Readonly<Record<string, string>>,
	half: Buffer,
): void {
	const end = () => response.socket?.destroy();
	if (cut === "before-headers") {
		response.socket?.resetAndDestroy();
		return;
	}
	const { "content-length": _, ...open } = whole;
	response.writeHead(200, cut === "inside-body" ? whole : open);
	response.write(half, end);
}

type OtherBody = Extract<LinkFault, { readonly serves: unknown }>["serves"];

function otherBody(serves: OtherBody, bytes: Buffer, type: string): readonly [string, Buffer] {
	switch (serves) {
		case "html":
			return ["text/html", Buffer.from("<!doctype html><html><body>Please sign in</body></html>")];
		case "text":
			return ["text/plain", Buffer.from("this is not a picture at all, whatever you may think")];
		case "json":
			return ["application/json", Buffer.from('{"error":{"code":"NoSuchKey","message":"gone"}}')];
		case "half":
			return [type, bytes.subarray(0, Math.floor(bytes.length / 2))];
		case "one-pixel":
			return ["image/png", gradientPng({ width: 1, height: 1 })];
		case "empty":
			return [type, Buffer.alloc(0)];
		case "wrong-type-name":
			return ["text/plain", bytes];
		case "other-format":
			return [type === "image/png" ? "image/jpeg" : "image/png", bytes];
		case "bomb":
			return ["image/png", bombPng()];
	}
}
