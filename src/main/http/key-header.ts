import { appError } from "../../contract/errors.ts";
import type { HttpRequest } from "./http-message.ts";

/** What a header value can carry. A key pasted with its surroundings often holds more than this. */
const sendable = /^[\x20-\x7e]+$/;

/**
 * The request's headers with the key in the place the adapter named.
 * @throws AppError `key-missing`; `key-rejected` for a key that no header can carry; `internal` when
 * the request goes to another origin than the account's
 */
export function headersWithKey(
	request: HttpRequest,
	account: { readonly baseUrl: string; readonly gatewayTitle: string; readonly key?: string },
): Readonly<Record<string, string>> {
	if (request.auth === undefined) return request.headers;
	const key = account.key?.trim() ?? "";
	if (key === "") throw appError("key-missing", { account: account.gatewayTitle });
	if (!sendable.test(key)) throw appError("key-rejected", { gateway: account.gatewayTitle });
	if (place(request.url) !== place(account.baseUrl)) {
		throw appError("internal", { said: "a key was about to go to an address that is not its own" });
	}
	return { ...request.headers, [request.auth.header]: `${request.auth.prefix}${key}` };
}

/** Scheme, host and port. `URL.origin` will not do: it is "null" for every scheme but a few. */
function place(address: string): string | undefined {
	const url = URL.parse(address);
	return url === null ? undefined : `${url.protocol}//${url.host}`;
}
