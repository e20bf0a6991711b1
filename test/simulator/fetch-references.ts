import { isInside, isLoopback } from "./host-words.ts";
import { type PictureFacts, type PictureFormat, pictureFacts } from "./picture-facts.ts";

/** What a gateway's page says of a linked picture. */
export type PictureLimits = {
	readonly formats: readonly PictureFormat[];
	readonly maxBytes: number;
	/** Width divided by height, and its inverse. */
	readonly maxRatio: number;
	/** Each side must be longer, px. */
	readonly sideOver: number;
	readonly maxPixels: number;
	/** Plain http is taken too. On this computer it always is. */
	readonly takesHttp: boolean;
};

/**
 * What a gateway that fetches its references would find: links on this computer are really fetched,
 * others are only looked at.
 * @returns what is wrong with the first bad one
 */
export async function checkLinks(
	links: readonly string[],
	limits: PictureLimits,
): Promise<string | undefined> {
	for (const link of links) {
		const fault = await faultOf(link, limits);
		if (fault !== undefined) return `${link.slice(0, 100)} ${fault}`;
	}
	return undefined;
}

async function faultOf(link: string, limits: PictureLimits): Promise<string | undefined> {
	const url = URL.parse(link);
	if (url === null) return "is not an address";
	const schemes = limits.takesHttp ? ["https:", "http:"] : ["https:"];
	if (isLoopback(url.hostname)) return faultOfFetched(url, limits);
	if (!schemes.includes(url.protocol)) return `must begin with ${schemes.join("// or ")}//`;
	return isInside(url.hostname) ? "is not a public address" : undefined;
}

async function faultOfFetched(url: URL, limits: PictureLimits): Promise<string | undefined> {
	if (url.protocol !== "http:" && url.protocol !== "https:") return "is not an http address";
	const fetched = await fetch(url).catch(() => undefined);
	if (fetched === undefined) return "cannot be reached";
	if (!fetched.ok) return `cannot be downloaded (${fetched.status})`;
	const bytes = Buffer.from(await fetched.arrayBuffer());
	return faultOfPicture(bytes, limits);
}

/** What is wrong with a picture's bytes by the limits of a page. */
export function faultOfPicture(bytes: Buffer, limits: PictureLimits): string | undefined {
	if (bytes.length > limits.maxBytes) return `is larger than ${limits.maxBytes} bytes`;
	const facts = pictureFacts(bytes);
	if (facts === undefined) return "is not a picture";
	if (!limits.formats.includes(facts.format)) return `is ${facts.format}, which is not taken`;
	return faultOfSize(facts, limits);
}

function faultOfSize({ width, height }: PictureFacts, limits: PictureLimits): string | undefined {
	if (Math.min(width, height) <= limits.sideOver)
		return `has a side of ${limits.sideOver} px or less`;
	if (width * height > limits.maxPixels) return `has more than ${limits.maxPixels} pixels`;
	const ratio = Math.max(width / height, height / width);
	return ratio > limits.maxRatio ? `is more stretched than ${limits.maxRatio}:1` : undefined;
}
