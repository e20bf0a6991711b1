import type { AccountId, HostId } from "../../contract/ids.ts";
import type { Placed, UploadFile } from "../gateways/gateway-adapter.ts";
import type { PlacedRow } from "../store/placed-repo.ts";

/** What a place tells of an upload. */
export type Put = Pick<PlacedRow, "remoteId" | "url" | "expiresAt">;

/** Somebody who holds pictures so that gateways can fetch them: an account's upload API, or a bucket. */
export type Place = {
	readonly kind: PlacedRow["kind"];
	readonly owner: AccountId | HostId;
	/** What a picture held there belongs to; with another one it has to be placed anew. */
	readonly address: string;
	/** For sentences. */
	readonly title: string;
	/** The largest file it takes. Absent: nobody says. */
	readonly maxBytes?: number;
	/** By which it will be known, where that is decided here. */
	readonly nameFor?: (file: UploadFile) => string;
	/** @param remoteId what `nameFor` gave, now or at the try before */
	readonly put: (
		file: UploadFile,
		options: { readonly remoteId?: string; readonly signal: AbortSignal },
	) => Promise<Put>;
	/** A link to what is held. Asks nobody. */
	readonly linkTo: (row: PlacedRow) => Promise<Placed>;
	/** Takes it away; one that is gone is no error. Absent: it cannot be taken away. */
	readonly remove?: (remoteId: string, signal: AbortSignal) => Promise<void>;
};
