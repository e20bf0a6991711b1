import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import { z } from "zod";

/** One object of a list, as the bucket tells of it. */
export const ListedObject = z.object({
	key: z.string().min(1),
	bytes: z.coerce.number().int().min(0),
	/** Without its quotes. */
	etag: z.string(),
});
export type ListedObject = z.infer<typeof ListedObject>;

export type ObjectPage = {
	readonly objects: readonly ListedObject[];
	/** Absent: it was the last page. */
	readonly next?: string;
};

/**
 * One page of ListObjectsV2 (Amazon S3 API, read 2026-11-21).
 * @returns undefined when this is no such page, such as a sign-in page of a hotel
 */
export function readObjectPage(xml: string): ObjectPage | undefined {
	const root = rootOf(xml);
	if (root?.localName !== "ListBucketResult") return undefined;
	const objects: ListedObject[] = [];
	for (const entry of childrenOf(root, "Contents")) {
		const etag = textOf(entry, "ETag") ?? "";
		const found = ListedObject.safeParse({
			key: textOf(entry, "Key"),
			bytes: textOf(entry, "Size"),
			etag: plainEtag(etag),
		});
		if (!found.success) return undefined;
		objects.push(found.data);
	}
	if (textOf(root, "IsTruncated") !== "true") return { objects };
	const next = textOf(root, "NextContinuationToken");
	return next === undefined ? undefined : { objects, next };
}

/** An entity tag without the quotes around it. */
export function plainEtag(etag: string): string {
	return etag.replace(/^"|"$/g, "");
}

function rootOf(xml: string): Element | null {
	try {
		const parser = new DOMParser({ onError: onErrorStopParsing });
		return parser.parseFromString(xml, "text/xml").documentElement;
	} catch {
		return null;
	}
}

function childrenOf(parent: Element, name: string): readonly Element[] {
	const found: Element[] = [];
	for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
		if (isElement(node) && node.localName === name) found.push(node);
	}
	return found;
}

function textOf(parent: Element, name: string): string | undefined {
	return childrenOf(parent, name)[0]?.textContent ?? undefined;
}

function isElement(node: object): node is Element {
	return "localName" in node && "tagName" in node;
}
