import type { AccountDraft, AccountTest } from "../../../contract/accounts.ts";
import { AppError } from "../../../contract/errors.ts";
import type { Clock } from "../../foundation/clock.ts";
import { gatewayAdapter, gatewayInfos } from "../../gateways/registry.ts";
import type { HttpClient } from "../../http/http-client.ts";
import type { HttpReply } from "../../http/http-message.ts";
import type { AccountBook } from "../../secrets/account-book.ts";
import { checkedBaseUrl } from "../../secrets/base-url.ts";
import type { HandlersOf } from "../router.ts";

/** A test asks a few cheap questions; more than this is a gateway that does not answer. */
const TEST_LIMIT_MS = 30_000;

type Ports = {
	readonly accounts: AccountBook;
	readonly http: HttpClient;
	readonly clock: Clock;
};

export function accountsHandlers(ports: Ports): HandlersOf<"accounts" | "gateways"> {
	const { accounts } = ports;
	return {
		"gateways.list": () => [...gatewayInfos()],
		"accounts.list": () => [...accounts.list()],
		"accounts.save": (draft) => accounts.save(draft),
		"accounts.remove": (id) => accounts.remove(id),
		"accounts.test": (draft) => testAccount(draft, ports),
	};
}

/** Asks what costs nothing: does the address answer, does it take the key, what is left on it. */
async function testAccount(draft: AccountDraft, ports: Ports): Promise<AccountTest> {
	try {
		const adapter = gatewayAdapter(draft.gateway);
		if (adapter.builtInBaseUrl !== undefined) return {};
		const baseUrl = checkedBaseUrl(draft.baseUrl, adapter) ?? "";
		const ask = async (key: string | undefined): Promise<AccountTest> => {
			const signal = AbortSignal.timeout(TEST_LIMIT_MS);
			const options = { baseUrl, gatewayTitle: adapter.title, key, signal };
			const replies: HttpReply[] = [];
			for (const request of adapter.buildTests(baseUrl)) {
				try {
					replies.push(await ports.http.send(request, options));
				} catch (error) {
					// The first question proves address and key; the others only tell more.
					if (replies.length === 0) throw error;
					break;
				}
			}
			const model = adapter.models[0]?.title ?? "";
			const now = ports.clock.now();
			return adapter.readTests(replies, { gatewayTitle: adapter.title, model, baseUrl, now });
		};
		if (draft.key !== undefined) return await ask(draft.key.text);
		const kept = draft.id === undefined ? undefined : ports.accounts.address(draft.id);
		// The kept key belongs to the kept address; a form that names another one must name a key too.
		if (kept === undefined || kept.baseUrl !== baseUrl) return await ask(undefined);
		return await ports.accounts.lendKey(kept.id, baseUrl, ask);
	} catch (thrown) {
		return { error: AppError.from(thrown).failure };
	}
}
