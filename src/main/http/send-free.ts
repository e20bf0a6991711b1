import { AppError } from "../../contract/errors.ts";
import type { HttpClient } from "./http-client.ts";
import type { HttpReply, HttpRequest } from "./http-message.ts";

/**
 * Sends what costs nothing and can be repeated without harm: when the connection breaks off before
 * an answer, once more. A host may just have hung up on a connection that was kept open.
 */
export async function sendFree(
	http: Pick<HttpClient, "send">,
	request: HttpRequest & { readonly free?: true },
	options: Parameters<HttpClient["send"]>[1],
): Promise<HttpReply> {
	try {
		return await http.send(request, options);
	} catch (thrown) {
		const again = AppError.from(thrown).reason === "asking-failed" && !options.signal.aborted;
		if (!again) throw thrown;
		return await http.send(request, options);
	}
}
