import type { JobId } from "../../contract/ids.ts";
import type { GatewayAdapter, Placed, UploadFile } from "../gateways/gateway-adapter.ts";
import type { AccountAddress } from "../secrets/account-book.ts";

/** The job a picture is placed for. */
export type PlacementTarget = {
	readonly job: JobId;
	readonly address: AccountAddress;
	readonly adapter: GatewayAdapter;
	readonly signal: AbortSignal;
};

/** Puts pictures where gateways can fetch them. It costs nothing and never touches the originals. */
export type Placement = {
	/**
	 * A link to these bytes: of the gateway's own upload API, or of the reference host the designer
	 * chose. Bytes that were placed before keep their link until shortly before it expires.
	 * @throws AppError `no-reference-host`, `upload-failed`, `uploads-full`, `host-rejected` and its like
	 */
	readonly place: (file: UploadFile, target: PlacementTarget) => Promise<Placed>;
	/** Once a job has ended: takes away what no other job needs, where the designer asked for that. Never throws. */
	readonly tidy: (job: JobId) => Promise<void>;
	/** Whether pictures can be placed for an account whose gateway has no upload of its own. */
	readonly hasHost: () => boolean;
};
