import type { Account, AccountDraft, KeyStatus } from "../../contract/accounts.ts";
import { appError } from "../../contract/errors.ts";
import type { AccountId, GatewayId } from "../../contract/ids.ts";
import { newAccountId } from "../foundation/new-id.ts";
import type { AccountFile, AccountRecord } from "./account-file.ts";
import { checkedBaseUrl } from "./base-url.ts";
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

type SessionKey = { readonly text: string; readonly lastFour: string };

type AccountBookPorts = {
	readonly file: AccountFile;
	/** The operating system's key store. */
	readonly box: SealedBox;
	/** For keys the designer agreed to keep without one. */
	readonly weakBox: SealedBox;
	readonly gateways: readonly GatewayFacts[];
	readonly onChange: (accounts: readonly Account[]) => void;
};

/**
 * The accounts and their keys. A key goes in, is sealed, and comes out only through `lendKey`, for
 * one call at a time; everybody else learns that it exists and how it ends.
 */
export class AccountBook {
	readonly #ports: AccountBookPorts;
	readonly #session = new Map<AccountId, SessionKey>();
	#records: readonly AccountRecord[];

	constructor(ports: AccountBookPorts) {
		this.#ports = ports;
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

	/** @throws AppError `address-malformed`, `address-not-https`, `key-store-missing` */
	async save(draft: AccountDraft): Promise<Account> {
		const old = draft.id === undefined ? undefined : this.#record(draft.id);
		const baseUrl = checkedBaseUrl(draft.baseUrl, this.#gateway(draft.gateway));
		const id = old?.id ?? newAccountId();
		// A key belongs to one address: sending it to another one needs it typed in again.
		const moved = old !== undefined && (old.baseUrl !== baseUrl || old.gateway !== draft.gateway);
		const key =
			draft.key === undefined ? (moved ? undefined : old?.key) : await this.#seal(draft.key);
		if (draft.key?.keeping === "session") {
			this.#session.set(id, { text: draft.key.text, lastFour: lastFour(draft.key.text) });
		} else if (draft.key !== undefined || moved) {
			this.#session.delete(id);
		}
		const record: AccountRecord = {
			id,
			gateway: draft.gateway,
			label: draft.label,
			...(baseUrl === undefined ? {} : { baseUrl }),
			...(key === undefined ? {} : { key }),
		};
		this.#replace(
			old === undefined
				? [...this.#records, record]
				: this.#records.map((one) => (one.id === id ? record : one)),
		);
		return this.#toAccount(record);
	}

	/** @throws AppError `built-in-stays` */
	remove(id: AccountId): void {
		const gateway = this.#gateway(this.#record(id).gateway);
		if (gateway.builtInBaseUrl !== undefined) {
			throw appError("built-in-stays", { gateway: gateway.title });
		}
		this.#session.delete(id);
		this.#replace(this.#records.filter((one) => one.id !== id));
	}

	/** Where a request of this account goes. @throws AppError `account-not-found` */
	address(id: AccountId): AccountAddress {
		const record = this.#record(id);
		const baseUrl = this.#gateway(record.gateway).builtInBaseUrl ?? record.baseUrl;
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
		if (!this.#gateway(record.gateway).needsKey) return use(undefined);
		const kept = this.#session.get(id);
		if (kept !== undefined) return use(kept.text);
		if (record.key === undefined) throw appError("key-missing", { account: record.label });
		return use(await this.#open(record.label, record.key));
	}

	async #open(label: string, key: NonNullable<AccountRecord["key"]>): Promise<string> {
		try {
			return await this.#boxFor(key.keeping).open(key.sealed);
		} catch (cause) {
			throw appError("key-unreadable", { account: label }, { cause });
		}
	}

	/** The key's place on disk, or undefined when it is kept for this run only. */
	async #seal(key: NonNullable<AccountDraft["key"]>): Promise<AccountRecord["key"]> {
		if (key.keeping === "session") return undefined;
		if (key.keeping === "sealed" && !(await this.#ports.box.protects())) {
			throw appError("key-store-missing");
		}
		const sealed = await this.#boxFor(key.keeping).seal(key.text);
		return { keeping: key.keeping, sealed, lastFour: lastFour(key.text) };
	}

	#boxFor(keeping: "sealed" | "weak"): SealedBox {
		return keeping === "sealed" ? this.#ports.box : this.#ports.weakBox;
	}

	#gateway(id: GatewayId): GatewayFacts {
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
		const key = statusOf(record, this.#session.get(record.id));
		return {
			id: record.id,
			gateway: record.gateway,
			label: record.label,
			...(record.baseUrl === undefined ? {} : { baseUrl: record.baseUrl }),
			...(key === undefined ? {} : { key }),
		};
	}

	#replace(next: readonly AccountRecord[]): void {
		this.#ports.file.write(next);
		this.#records = next;
		this.#ports.onChange(this.list());
	}
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

function statusOf(record: AccountRecord, session: SessionKey | undefined): KeyStatus | undefined {
	if (session !== undefined) return { keeping: "session", lastFour: session.lastFour };
	if (record.key === undefined) return undefined;
	return { keeping: record.key.keeping, lastFour: record.key.lastFour };
}

/** Short keys show less: four of eight characters would be half the key. */
function lastFour(key: string): string {
	return key.length >= 12 ? key.slice(-4) : "";
}
