import { appError } from "../../contract/errors.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";

/**
 * The address of an account in the one form the app keeps: no slash at the end, no query. A key
 * travels to it, so plain http is for this computer alone.
 * @returns undefined for a built-in gateway
 * @throws AppError `address-malformed` or `address-not-https`
 */
export function checkedBaseUrl(
	typed: string | undefined,
	gateway: {
		readonly title: string;
		readonly defaultBaseUrl?: string;
		readonly builtInBaseUrl?: string;
	},
): string | undefined {
	if (gateway.builtInBaseUrl !== undefined) return undefined;
	const text = typed ?? gateway.defaultBaseUrl;
	if (text === undefined || !URL.canParse(text)) {
		throw appError("address-malformed", { address: text ?? "" });
	}
	const url = new URL(text);
	if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
		throw appError("address-malformed", { address: url.host });
	}
	if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) {
		throw appError("address-not-https", { address: text });
	}
	return url.href.replace(/\/+$/, "");
}
