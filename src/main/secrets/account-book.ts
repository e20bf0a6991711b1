import {
	type Account,
	type AccountDraft,
	customGatewayId,
	isCustomGateway,
} from "../../contract/accounts.ts";
import type { CustomGateway } from "../../contract/custom-gateway.ts";
import { appError } from "../../contract/errors.ts";
import type { AccountId, GatewayId } from "../../contract/ids.ts";
import { newAccountId } from "../foundation/new-id.ts";
import type { AccountFile, AccountRecord } from "./account-file.ts";
import { checkedBaseUrl } from "./base-url.ts";
import { KeyKeeper } from "./key-keeper.ts";
import type { SealedBox } from "./sealed-box.ts";

/** What the book must know of a gateway to check an account. */
export type GatewayFacts = {
	readonly id: GatewayId;
	readonly title: string;
	readonly needsKey: boolean;
	readonly defaultBaseUrl?: string;
	readonly builtInBaseUrl?: string;
};

/** What a request needs of an account; never the key itself. */
export type AccountAddress = {
	readonly id: AccountId;
	readonly gateway: GatewayId;
	readonly label: string;
	/** Without a slash at the end. */
	readonly baseUrl: string;
};

type AccountBookPorts = {
	readonly file: AccountFile;
	/** The operating system's key store. */
	readonly box: SealedBox;
	/** For keys the designer agreed to keep without one. */
	readonly weakBox: SealedBox;
	/** Those the app knows by itself. */
	readonly gateways: readonly GatewayFacts[];
	/** @param changed.customs a custom gateway was added, changed or removed */
	readonly onChange: (accounts: readonly Account[], changed: { readonly customs: boolean }) => void;
};

/** A gateway the designer has described, with the account it belongs to. */
export type CustomAccount = {
	readonly id: GatewayId;
	/** The account's label. */
	readonly title: string;
	readonly spec: CustomGateway;
	/** Without a slash at the end. */
	readonly baseUrl: string;
};

/**
 * The accounts and their keys. A key goes in, is sealed, and comes out only through `lendKey`, for
 * one call at a time; everybody else learns that it exists and how it ends.
 */
export class AccountBook {
	readonly #ports: AccountBookPorts;
	readonly #keys: KeyKeeper<AccountId>;
	#records: readonly AccountRecord[];

	constructor(ports: AccountBookPorts) {
		this.#ports = ports;
		this.#keys = new KeyKeeper(ports);
		const found = ports.file.read();
		this.#records = withBuiltIns(found, ports.gateways);
		if (this.#records.length !== found.length) ports.file.write(this.#records);
	}

	list(): readonly Account[] {
		return this.#records.map((record) => this.#toAccount(record));
	}

	/** @throws AppError `account-not-found` */
	get(id: AccountId): Account {
		return this.#toAccount(this.#record(id));
	}

	/** Every gateway the designer has described, in the order of the accounts. */
	customs(): readonly CustomAccount[] {
		return this.#records.flatMap(({ gateway: id, label: title, custom: spec, baseUrl }) =>
			spec === undefined || baseUrl === undefined ? [] : [{ id, title, spec, baseUrl }],
		);
	}

	/**
	 * @throws AppError `account-not-found`, `not-supported`, `address-malformed`, `address-not-https`,
	 * `key-store-missing`; `input-invalid` for a custom gateway that nobody has described
	 */
	async save(draft: AccountDraft): Promise<Account> {
		const old = draft.id === undefined ? undefined : this.#record(draft.id);
		const id = old?.id ?? newAccountId();
		const gateway = isCustomGateway(draft.gateway) ? customGatewayId(id) : draft.gateway;
		const custom = customOf(draft, old);
		const baseUrl = checkedBaseUrl(draft.baseUrl, this.#gateway(gateway, draft.label));
		// A key belongs to one address: sending it to another one needs it typed in again.
		const moved = old !== undefined && (old.baseUrl !== baseUrl || old.gateway !== gateway);
		const kept = moved ? undefined : old?.key;
		const key = draft.key === undefined ? kept : await this.#keys.take(id, draft.key);
		if (draft.key === undefined && moved) this.#keys.forget(id);
		const record: AccountRecord = {
			id,
			gateway,
			label: draft.label,
			...(baseUrl === undefined ? {} : { baseUrl }),
			...(key === undefined ? {} : { key }),
			...(custom === undefined ? {} : { custom }),
		};
		this.#replace(
			old === undefined
				? [...this.#records, record]
				: this.#records.map((one) => (one.id === id ? record : one)),
			{ customs: custom !== undefined || old?.custom !== undefined },
		);
		return this.#toAccount(record);
	}

	/** @throws AppError `built-in-stays` */
	remove(id: AccountId): void {
		const record = this.#record(id);
		const known = this.#ports.gateways.find((gateway) => gateway.id === record.gateway);
		if (known?.builtInBaseUrl !== undefined) {
			throw appError("built-in-stays", { gateway: known.title });
		}
		this.#keys.forget(id);
		this.#replace(
			this.#records.filter((one) => one.id !== id),
			{ customs: record.custom !== undefined },
		);
	}

	/** Where a request of this account goes. @throws AppError `account-not-found` */
	address(id: AccountId): AccountAddress {
		const record = this.#record(id);
		const baseUrl = this.#gateway(record.gateway, record.label).builtInBaseUrl ?? record.baseUrl;
		if (baseUrl === undefined) throw appError("account-not-found");
		return { id, gateway: record.gateway, label: record.label, baseUrl };
	}

	/**
	 * Lends the key for one call to one address; undefined for gateways that take none.
	 * @param baseUrl where the call goes: a key is for the address it was given for, and no other
	 * @throws AppError `account-changed`, `key-missing`, or `key-unreadable` when the system no longer opens it
	 */
	async lendKey<T>(
		id: AccountId,
		baseUrl: string,
		use: (key: string | undefined) => Promise<T>,
	): Promise<T> {
		const record = this.#record(id);
		if (this.address(id).baseUrl !== baseUrl) {
			throw appError("account-changed", { account: record.label });
		}
		if (!this.#gateway(record.gateway, record.label).needsKey) return use(undefined);
		return use(await this.#keys.open(id, record.key, record.label));
	}

	#gateway(id: GatewayId, label: string): GatewayFacts {
		if (isCustomGateway(id)) return { id, title: label, needsKey: true };
		const found = this.#ports.gateways.find((gateway) => gateway.id === id);
		if (found === undefined) {
			throw appError("not-supported", { gateway: id, said: "this version does not know it" });
		}
		return found;
	}

	#record(id: AccountId): AccountRecord {
		const found = this.#records.find((record) => record.id === id);
		if (found === undefined) throw appError("account-not-found");
		return found;
	}

	#toAccount(record: AccountRecord): Account {
		const key = this.#keys.status(record.id, record.key);
		return {
			id: record.id,
			gateway: record.gateway,
			label: record.label,
			...(record.baseUrl === undefined ? {} : { baseUrl: record.baseUrl }),
			...(key === undefined ? {} : { key }),
			...(record.custom === undefined ? {} : { custom: record.custom }),
		};
	}

	#replace(next: readonly AccountRecord[], changed: { readonly customs: boolean }): void {
		this.#ports.file.write(next);
		this.#records = next;
		this.#ports.onChange(this.list(), changed);
	}
}

/** What the designer says of the gateway; what was said before stays where nothing new is said. */
function customOf(draft: AccountDraft, old: AccountRecord | undefined): AccountRecord["custom"] {
	if (!isCustomGateway(draft.gateway)) return undefined;
	const custom = draft.custom ?? old?.custom;
	if (custom !== undefined) return custom;
	throw appError("input-invalid", { said: "a custom gateway without its description" });
}

function withBuiltIns(
	records: readonly AccountRecord[],
	gateways: readonly GatewayFacts[],
): readonly AccountRecord[] {
	const missing = gateways.filter(
		(gateway) =>
			gateway.builtInBaseUrl !== undefined &&
			!records.some((record) => record.gateway === gateway.id),
	);
	return [
		...missing.map((gateway) => ({
			id: newAccountId(),
			gateway: gateway.id,
			label: gateway.title,
		})),
		...records,
	];
}
