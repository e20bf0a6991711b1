import { appError } from "../../contract/errors.ts";
import type { HostId } from "../../contract/ids.ts";
import type { ReferenceHost, ReferenceHostDraft } from "../../contract/reference-hosts.ts";
import { newHostId } from "../foundation/new-id.ts";
import { checkedBaseUrl } from "./base-url.ts";
import type { HostFile, HostRecord } from "./host-file.ts";
import { KeyKeeper } from "./key-keeper.ts";
import type { SealedBox } from "./sealed-box.ts";

/** What a request to a bucket needs to know; never the secret itself. */
export type BucketAddress = Omit<ReferenceHost, "key">;

type HostBookPorts = {
	readonly file: HostFile;
	/** The operating system's key store. */
	readonly box: SealedBox;
	/** For secrets the designer agreed to keep without one. */
	readonly weakBox: SealedBox;
	readonly onChange: (hosts: readonly ReferenceHost[]) => void;
};

/**
 * The buckets that hold references, and their secrets. A secret goes in, is sealed, and comes out
 * only through `lendSecret`, to sign one request.
 */
export class HostBook {
	readonly #ports: HostBookPorts;
	readonly #keys: KeyKeeper<HostId>;
	#records: readonly HostRecord[];

	constructor(ports: HostBookPorts) {
		this.#ports = ports;
		this.#keys = new KeyKeeper(ports);
		this.#records = ports.file.read();
	}

	list(): readonly ReferenceHost[] {
		return this.#records.map((record) => this.#toHost(record));
	}

	/** Where a bucket is. @throws AppError `host-not-found` */
	address(id: HostId): BucketAddress {
		const { key: _, ...address } = this.#record(id);
		return address;
	}

	/**
	 * A form as an address, before it is kept.
	 * @throws AppError `address-malformed`, `address-not-https`
	 */
	addressOf(draft: ReferenceHostDraft, id: HostId): BucketAddress {
		const { id: _, secret: __, ...bucket } = draft;
		return {
			...bucket,
			id,
			endpoint: checkedBaseUrl(draft.endpoint, { title: draft.label }) ?? "",
			prefix: plainPrefix(draft.prefix),
		};
	}

	/** @throws AppError `host-not-found`, `address-malformed`, `address-not-https`, `key-store-missing` */
	async save(draft: ReferenceHostDraft): Promise<ReferenceHost> {
		const old = draft.id === undefined ? undefined : this.#record(draft.id);
		const id = old?.id ?? newHostId();
		const address = this.addressOf(draft, id);
		const stays = old !== undefined && belongTogether(old, address);
		const kept = stays ? old.key : undefined;
		const key = draft.secret === undefined ? kept : await this.#keys.take(id, draft.secret);
		if (draft.secret === undefined && !stays) this.#keys.forget(id);
		const record: HostRecord = { ...address, ...(key !== undefined && { key }) };
		this.#replace(
			old === undefined
				? [...this.#records, record]
				: this.#records.map((one) => (one.id === id ? record : one)),
		);
		return this.#toHost(record);
	}

	/** @throws AppError `host-not-found` */
	remove(id: HostId): void {
		this.#record(id);
		this.#keys.forget(id);
		this.#replace(this.#records.filter((one) => one.id !== id));
	}

	/**
	 * Lends the secret to sign one request to one bucket.
	 * @param address what is signed for: a secret is for the address and the access key it was given with
	 * @throws AppError `host-not-found`, `account-changed`, `key-missing`, `key-unreadable`
	 */
	async lendSecret<T>(address: BucketAddress, use: (secret: string) => Promise<T>): Promise<T> {
		const record = this.#record(address.id);
		if (!belongTogether(record, address)) {
			throw appError("account-changed", { account: record.label });
		}
		return use(await this.#keys.open(record.id, record.key, record.label));
	}

	#record(id: HostId): HostRecord {
		const found = this.#records.find((record) => record.id === id);
		if (found === undefined) throw appError("host-not-found");
		return found;
	}

	#toHost(record: HostRecord): ReferenceHost {
		const { key: kept, ...address } = record;
		const key = this.#keys.status(record.id, kept);
		return { ...address, ...(key !== undefined && { key }) };
	}

	#replace(next: readonly HostRecord[]): void {
		this.#ports.file.write(next);
		this.#records = next;
		this.#ports.onChange(this.list());
	}
}

/** A secret belongs to one access key at one address; with another one it has to be pasted again. */
function belongTogether(
	one: Pick<BucketAddress, "endpoint" | "accessKeyId">,
	other: Pick<BucketAddress, "endpoint" | "accessKeyId">,
): boolean {
	return one.endpoint === other.endpoint && one.accessKeyId === other.accessKeyId;
}

/** Without slashes at its ends and without steps that a URL would resolve away. */
function plainPrefix(prefix: string): string {
	return prefix
		.split("/")
		.map((step) => step.trim())
		.filter((step) => step !== "" && step !== "." && step !== "..")
		.join("/");
}
