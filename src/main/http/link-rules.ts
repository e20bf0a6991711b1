import { appError } from "../../contract/errors.ts";
import { isInsideAddress, isLoopbackHost } from "../foundation/host-rules.ts";

/** Which result links may be opened. They come out of a reply, so nothing about them is taken on trust. */
export type LinkRules = {
	/** For the sentence. */
	readonly gatewayTitle: string;
	/** True: this computer itself is a fine host, by http too. Its network never is. */
	readonly allowLoopback: boolean;
	/** True: plain http is fine outside too. */
	readonly allowHttp?: boolean;
	/** Schemes served without a network, with the colon. */
	readonly schemes: readonly string[];
};

/**
 * The address of a link, or of a redirect seen from `from`.
 * @throws AppError `link-unusable`
 */
export function checkedLink(link: string, rules: LinkRules, from?: URL): URL {
	const url = URL.parse(link, from?.href);
	if (url === null || !mayOpen(url, rules)) {
		const facts = { gateway: rules.gatewayTitle, link: shownLink(link) };
		throw appError("link-unusable", facts);
	}
	return url;
}

/**
 * Names that mean something inside a network alone: without a dot, or under a domain set aside for
 * that (RFC 6761, 6762, 8375; ICANN's `internal`; `lan` by custom). Others only end up inside when
 * the network at hand answers for them.
 */
export function namesInside(hostname: string): boolean {
	const name = hostname.replace(/\.$/, "");
	return !name.includes(".") || /\.(localhost|local|internal|lan|home\.arpa)$/i.test(name);
}

/** A link for a sentence: without its query, which is often a signature, and without a password. */
export function shownLink(link: string): string {
	return link
		.replace(/[?#].*$/s, "")
		.replace(/\/\/[^/@]*@/, "//")
		.slice(0, 200);
}

function mayOpen(url: URL, { allowLoopback, allowHttp, schemes }: LinkRules): boolean {
	if (schemes.includes(url.protocol)) return true;
	if (url.username !== "" || url.password !== "") return false;
	const secure = url.protocol === "https:";
	const plain = url.protocol === "http:";
	if (isLoopbackHost(url.hostname)) return allowLoopback && (secure || plain);
	return (secure || (plain && allowHttp === true)) && !isInsideAddress(url.hostname);
}
