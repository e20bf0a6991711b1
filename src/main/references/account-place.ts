import { AppError, appError } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { withoutKey } from "../foundation/log.ts";
import type {
	GatewayAdapter,
	Placed,
	ReplyContext,
	UploadApi,
	UploadFile,
} from "../gateways/gateway-adapter.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import { checkedLink } from "../http/link-rules.ts";
import { sendFree } from "../http/send-free.ts";
import type { AccountAddress, AccountBook } from "../secrets/account-book.ts";
import type { Place } from "./place.ts";

/**
 * How long a link is taken to live where nobody says. The shortest life a page names is a day (gateway
 * reference, overview table, read 2026-11-21); a new upload is free and a dead link fails a job, so a
 * quarter of that.
 */
const UNSTATED_LINK_HOURS = 6;
const HOUR_MS = 60 * 60 * 1000;

/** Answers about the key, the money or the pace: the gateway's own sentence says what to do. */
const aboutTheAccount: readonly number[] = [401, 402, 403, 429];

export type AccountPorts = {
	readonly http: Pick<HttpClient, "send">;
	readonly accounts: Pick<AccountBook, "lendKey">;
	readonly clock: Clock;
};

/** The upload API of an account as a place. The account's key goes to its upload address alone. */
export function accountPlace(
	address: AccountAddress,
	adapter: GatewayAdapter,
	uploads: UploadApi,
	ports: AccountPorts,
): Place {
	const baseUrl = uploads.baseUrl(address.baseUrl);
	const gatewayTitle = adapter.title;
	const ask = (request: HttpRequest, signal: AbortSignal): Promise<HttpReply> =>
		ports.accounts.lendKey(address.id, address.baseUrl, async (key) => {
			const reply = await sendFree(ports.http, request, { baseUrl, gatewayTitle, key, signal });
			return { ...reply, body: withoutKey(reply.body, key) };
		});
	const put = async (file: UploadFile, signal: AbortSignal): Promise<Placed> => {
		const sentAt = ports.clock.now();
		const reply = await ask(uploads.buildUpload(file, baseUrl), signal);
		const now = ports.clock.now();
		const context = { gatewayTitle, model: "", baseUrl, now, sentAt };
		const placed = readUpload(reply, context, adapter, uploads);
		checkLink(placed.url, { gatewayTitle, file, accountBaseUrl: address.baseUrl });
		return { ...placed, expiresAt: placed.expiresAt ?? sentAt + lifeOf(uploads) };
	};
	const { buildRemove } = uploads;
	return {
		kind: "account",
		owner: address.id,
		address: baseUrl,
		title: gatewayTitle,
		maxBytes: uploads.maxBytes,
		put: async (file, { signal }) => {
			const { url, id, expiresAt } = await put(file, signal);
			return { url, remoteId: id, expiresAt };
		},
		linkTo: async ({ url = "", remoteId, expiresAt }) => ({ url, id: remoteId, expiresAt }),
		...(buildRemove !== undefined && {
			remove: async (id, signal) => {
				const reply = await ask(buildRemove(id, baseUrl), signal);
				const gone = (reply.status >= 200 && reply.status < 300) || reply.status === 404;
				if (gone) return;
				const context = { gatewayTitle, model: "", baseUrl, now: ports.clock.now() };
				throw adapter.readError(reply, context);
			},
		}),
	};
}

function readUpload(
	reply: HttpReply,
	context: ReplyContext,
	adapter: GatewayAdapter,
	uploads: UploadApi,
): Placed {
	try {
		return uploads.readUpload(reply, context);
	} catch (thrown) {
		const says = AppError.from(thrown).reason !== "upload-failed";
		if (says || !aboutTheAccount.includes(reply.status)) throw thrown;
		throw adapter.readError(reply, context);
	}
}

function lifeOf({ linkHours = UNSTATED_LINK_HOURS }: UploadApi): number {
	return linkHours * HOUR_MS;
}

/** A link that nobody outside could fetch is no use; one to this computer is, for an account that is here. */
function checkLink(
	link: string,
	at: {
		readonly gatewayTitle: string;
		readonly file: UploadFile;
		readonly accountBaseUrl: string;
	},
): void {
	const { gatewayTitle, file, accountBaseUrl } = at;
	const allowLoopback = isLoopbackHost(new URL(accountBaseUrl).hostname);
	try {
		checkedLink(link, { gatewayTitle, allowLoopback, schemes: [] });
	} catch (cause) {
		const said = AppError.from(cause).message;
		throw appError("upload-failed", { name: file.name, host: gatewayTitle, said }, { cause });
	}
}
