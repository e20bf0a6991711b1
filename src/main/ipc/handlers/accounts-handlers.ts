import {
	type AccountDraft,
	type AccountTest,
	isCustomGateway,
} from "../../../contract/accounts.ts";
import { AppError, appError } from "../../../contract/errors.ts";
import type { AccountId } from "../../../contract/ids.ts";
import type { Clock } from "../../foundation/clock.ts";
import { customAdapter } from "../../gateways/custom/custom-adapter.ts";
import type { GatewayAdapter } from "../../gateways/gateway-adapter.ts";
import type { GatewayRegistry } from "../../gateways/registry.ts";
import type { HttpClient } from "../../http/http-client.ts";
import type { HttpReply } from "../../http/http-message.ts";
import type { AccountBook } from "../../secrets/account-book.ts";
import { checkedBaseUrl } from "../../secrets/base-url.ts";
import type { HandlersOf } from "../router.ts";

/** A test asks a few cheap questions; more than this is a gateway that does not answer. */
const TEST_LIMIT_MS = 30_000;

type Ports = {
	readonly accounts: AccountBook;
	readonly registry: GatewayRegistry;
	readonly http: Pick<HttpClient, "send">;
	readonly clock: Pick<Clock, "now">;
	/** Whether jobs that have not ended need the account. */
	readonly isInUse: (account: AccountId) => boolean;
};

type AccountRoutes = Omit<HandlersOf<"accounts" | "gateways">, "gateways.weather">;

export function accountsHandlers(ports: Ports): AccountRoutes {
	const { accounts, registry } = ports;
	return {
		"gateways.list": () => registry.infos(),
		"accounts.list": () => [...accounts.list()],
		"accounts.save": (draft) => {
			refuseOtherKind(draft, ports);
			return accounts.save(draft);
		},
		"accounts.remove": (id) => {
			if (ports.isInUse(id)) {
				throw appError("account-in-use", { account: accounts.get(id).label });
			}
			accounts.remove(id);
		},
		"accounts.test": (draft) => orError(() => testAccount(draft, ports)),
		"accounts.balance": (id) => orError(() => askBalance(id, ports)),
	};
}

/** A task that goes on can only be asked after by the kind of gateway that named it. */
function refuseOtherKind({ id, custom }: AccountDraft, { accounts, isInUse }: Ports): void {
	if (id === undefined || custom === undefined) return;
	const old = accounts.get(id);
	if (old.custom === undefined || old.custom.kind === custom.kind || !isInUse(id)) return;
	throw appError("account-in-use", { account: old.label });
}

/** Asks what costs nothing: does the address answer, does it take the key, what is left on it. */
async function testAccount(draft: AccountDraft, ports: Ports): Promise<AccountTest> {
	const adapter = adapterFor(draft, ports);
	if (adapter.builtInBaseUrl !== undefined) return {};
	const baseUrl = checkedBaseUrl(draft.baseUrl, adapter) ?? "";
	const ask = asking(adapter, baseUrl, ports);
	if (draft.key !== undefined) return await ask(draft.key.text);
	const kept = draft.id === undefined ? undefined : ports.accounts.address(draft.id);
	// The kept key belongs to the kept address; a form that names another one must name a key too.
	if (kept === undefined || kept.baseUrl !== baseUrl) return await ask(undefined);
	return await ports.accounts.lendKey(kept.id, baseUrl, ask);
}

async function askBalance(id: AccountId, ports: Ports): Promise<AccountTest> {
	const { gateway, baseUrl } = ports.accounts.address(id);
	const adapter = ports.registry.adapter(gateway);
	if (!adapter.tellsBalance) return {};
	return await ports.accounts.lendKey(id, baseUrl, asking(adapter, baseUrl, ports));
}

/** A custom gateway is tested as the form describes it, before it is saved. */
function adapterFor(draft: AccountDraft, { accounts, registry }: Ports): GatewayAdapter {
	if (!isCustomGateway(draft.gateway)) return registry.adapter(draft.gateway);
	const spec = draft.custom ?? (draft.id && accounts.get(draft.id).custom);
	if (spec === undefined) {
		throw appError("input-invalid", { said: "a custom gateway without its description" });
	}
	const { gateway: id, label: title, baseUrl = "" } = draft;
	return customAdapter({ id, title, spec, baseUrl });
}

function asking(adapter: GatewayAdapter, baseUrl: string, { http, clock }: Ports) {
	return async (key: string | undefined): Promise<AccountTest> => {
		const signal = AbortSignal.timeout(TEST_LIMIT_MS);
		const options = { baseUrl, gatewayTitle: adapter.title, key, signal };
		const replies: HttpReply[] = [];
		for (const request of adapter.buildTests(baseUrl)) {
			try {
				replies.push(await http.send(request, options));
			} catch (error) {
				// The first question proves address and key; the others only tell more.
				if (replies.length === 0) throw error;
				break;
			}
		}
		const model = adapter.models[0]?.title ?? "";
		const context = { gatewayTitle: adapter.title, model, baseUrl, now: clock.now() };
		return adapter.readTests(replies, context);
	};
}

async function orError(test: () => Promise<AccountTest>): Promise<AccountTest> {
	try {
		return await test();
	} catch (thrown) {
		return { error: AppError.from(thrown).failure };
	}
}
