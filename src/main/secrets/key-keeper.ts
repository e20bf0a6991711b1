import { z } from "zod";
import type { KeyKeeping, KeyStatus } from "../../contract/accounts.ts";
import { appError } from "../../contract/errors.ts";
import type { SealedBox } from "./sealed-box.ts";

/** A key as it lies on disk. */
export const KeptKey = z.object({
	keeping: z.enum(["sealed", "weak"]),
	/** Base64 of what the sealed box made. */
	sealed: z.string(),
	lastFour: z.string().max(4),
});
export type KeptKey = z.infer<typeof KeptKey>;

/** A key as the designer pasted it. */
export type PastedKey = { readonly text: string; readonly keeping: KeyKeeping };

type SessionKey = { readonly text: string; readonly lastFour: string };

/**
 * Seals keys, opens them for one call, and holds those that are for this run only. Whoever owns a
 * key writes down what `take` gives back.
 */
export class KeyKeeper<Id extends string> {
	readonly #box: SealedBox;
	readonly #weakBox: SealedBox;
	readonly #session = new Map<Id, SessionKey>();

	constructor({ box, weakBox }: { readonly box: SealedBox; readonly weakBox: SealedBox }) {
		this.#box = box;
		this.#weakBox = weakBox;
	}

	/**
	 * @returns what belongs on disk; undefined when the key is kept for this run only
	 * @throws AppError `key-store-missing`
	 */
	async take(id: Id, key: PastedKey): Promise<KeptKey | undefined> {
		const { text, keeping } = key;
		const shown = { lastFour: lastFour(text) };
		if (keeping === "session") {
			this.#session.set(id, { text, ...shown });
			return undefined;
		}
		if (keeping === "sealed" && !(await this.#box.protects())) {
			throw appError("key-store-missing");
		}
		const sealed = await this.#boxFor(keeping).seal(text);
		this.#session.delete(id);
		return { keeping, sealed, ...shown };
	}

	/** Forgets a key that was held for this run. */
	forget(id: Id): void {
		this.#session.delete(id);
	}

	/** What the window may know. */
	status(id: Id, kept: KeptKey | undefined): KeyStatus | undefined {
		const session = this.#session.get(id);
		if (session !== undefined) return { keeping: "session", lastFour: session.lastFour };
		if (kept === undefined) return undefined;
		return { keeping: kept.keeping, lastFour: kept.lastFour };
	}

	/**
	 * The key itself, for one call.
	 * @param label for sentences
	 * @throws AppError `key-missing`, or `key-unreadable` when the system no longer opens it
	 */
	async open(id: Id, kept: KeptKey | undefined, label: string): Promise<string> {
		const session = this.#session.get(id);
		if (session !== undefined) return session.text;
		if (kept === undefined) throw appError("key-missing", { account: label });
		try {
			return await this.#boxFor(kept.keeping).open(kept.sealed);
		} catch (cause) {
			throw appError("key-unreadable", { account: label }, { cause });
		}
	}

	#boxFor(keeping: KeptKey["keeping"]): SealedBox {
		return keeping === "sealed" ? this.#box : this.#weakBox;
	}
}

/** Short keys show less: four of eight characters would be half the key. */
function lastFour(key: string): string {
	return key.length >= 12 ? key.slice(-4) : "";
}
