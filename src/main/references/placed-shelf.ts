import { AppError } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import type { UploadFile } from "../gateways/gateway-adapter.ts";
import type { PlacedRepo, PlacedRow, Spot } from "../store/placed-repo.ts";
import type { Place } from "./place.ts";
import { SharedWork } from "./shared-work.ts";

const HOUR_MS = 60 * 60 * 1000;
/**
 * A link is used again only while it lives this much longer: a job may wait for its turn, and a
 * gateway that is busy fetches late.
 */
const LEAST_LIFE_MS = 2 * HOUR_MS;
/** After this an object is put into its bucket anew: rules of the bucket, or people, may have removed it. */
const OBJECT_TRUSTED_MS = 24 * HOUR_MS;

/** What is held where: uploads what is missing, once for all who ask, and takes away. */
export class PlacedShelf {
	readonly #placed: PlacedRepo;
	readonly #clock: Clock;
	readonly #uploads = new SharedWork<PlacedRow>();
	readonly #removals = new Map<string, Promise<void>>();

	constructor({ placed, clock }: { readonly placed: PlacedRepo; readonly clock: Clock }) {
		this.#placed = placed;
		this.#clock = clock;
	}

	/** What is known of these bytes at this place once they are surely there. */
	hold(
		file: UploadFile,
		at: { readonly place: Place; readonly spot: Spot; readonly signal: AbortSignal },
	): Promise<PlacedRow> {
		const { place, spot } = at;
		return this.#uploads.share(keyOf(spot), at.signal, async (signal) => {
			await this.#removals.get(keyOf(spot));
			const known = this.#placed.find(spot);
			if (known !== undefined && this.#isGood(known)) return known;
			return await this.#upload(file, { place, spot, known, signal });
		});
	}

	/** Takes it away and forgets it. Whoever asks for it meanwhile waits. */
	async remove(row: PlacedRow, take: () => Promise<void>): Promise<void> {
		const removal = take().then(() => this.#placed.drop(row));
		// Whether that worked is no matter to those who wait for its end.
		const end = removal.catch(() => {}).finally(() => this.#removals.delete(keyOf(row)));
		this.#removals.set(keyOf(row), end);
		await removal;
	}

	#isGood({ kind, placedAt, expiresAt }: PlacedRow): boolean {
		const now = this.#clock.now();
		if (placedAt === undefined) return false;
		if (kind === "bucket") return now >= placedAt && now - placedAt < OBJECT_TRUSTED_MS;
		return expiresAt !== undefined && expiresAt - now >= LEAST_LIFE_MS;
	}

	async #upload(
		file: UploadFile,
		at: {
			readonly place: Place;
			readonly spot: Spot;
			readonly known: PlacedRow | undefined;
			readonly signal: AbortSignal;
		},
	): Promise<PlacedRow> {
		const { place, spot, known, signal } = at;
		const { kind, nameFor } = place;
		const remoteId = nameFor && (known?.remoteId ?? nameFor(file));
		// Written down first: what arrives in a bucket just before the app dies is still taken away.
		if (known === undefined && remoteId !== undefined) {
			this.#placed.put({ ...spot, kind, remoteId });
		}
		try {
			const put = await place.put(file, { remoteId, signal });
			const row = { ...spot, kind, ...put, placedAt: this.#clock.now() };
			this.#placed.put(row);
			return row;
		} catch (thrown) {
			// An answer that says no is certain: nothing arrived.
			if (known === undefined && saysNo(thrown)) this.#placed.drop(spot);
			throw thrown;
		}
	}
}

function keyOf({ owner, address, sha256 }: Spot): string {
	return `${owner} ${address} ${sha256}`;
}

function saysNo(thrown: unknown): boolean {
	const { httpStatus = 0 } = AppError.from(thrown).failure;
	return httpStatus >= 300 && httpStatus < 500;
}
