import { AppError, appError } from "../../contract/errors.ts";
import type { GatewayId, JobId } from "../../contract/ids.ts";
import { HostChoice } from "../../contract/reference-hosts.ts";
import { contentHash } from "../foundation/content-hash.ts";
import type { GatewayAdapter, Placed, UploadFile } from "../gateways/gateway-adapter.ts";
import type { AccountAddress, AccountBook } from "../secrets/account-book.ts";
import type { HostBook } from "../secrets/host-book.ts";
import type { PlacedRepo } from "../store/placed-repo.ts";
import { type AccountPorts, accountPlace } from "./account-place.ts";
import { bucketPlace } from "./bucket-place.ts";
import type { Place } from "./place.ts";
import { PlacedShelf } from "./placed-shelf.ts";
import { aboutPicture } from "./placement-error.ts";
import { createTidying, type TidyPorts } from "./tidy-placed.ts";

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
	 * chose. Bytes that were placed before keep their link until shortly before it expires, and
	 * whoever asks for the same bytes at the same time shares one upload.
	 * @throws AppError `no-reference-host`, `host-not-found`, `upload-too-large`, `upload-failed`,
	 * `uploads-full`, `host-rejected` and its like, or what keeps an account from being asked; never charged
	 */
	readonly place: (file: UploadFile, target: PlacementTarget) => Promise<Placed>;
	/** Once a job has ended: takes away what no other job needs, where the designer asked for that. Never throws. */
	readonly tidy: (job: JobId) => Promise<void>;
	/** At the start: the same for whatever an earlier run left. Never throws. */
	readonly tidyLeftovers: () => Promise<void>;
	/** Whether pictures can be placed for an account whose gateway has no upload of its own. */
	readonly hasHost: () => boolean;
	/** Ends what is being taken away; the next start goes on with it. */
	readonly close: () => Promise<void>;
};

export type PlacementPorts = AccountPorts &
	Pick<TidyPorts, "journal" | "log" | "removePlaced"> & {
		readonly accounts: Pick<AccountBook, "address" | "lendKey">;
		readonly hosts: Pick<HostBook, "address" | "lendSecret">;
		/** @throws AppError `not-supported` for a gateway this version does not know */
		readonly adapterFor: (gateway: GatewayId) => GatewayAdapter;
		readonly placed: PlacedRepo;
		/** What the designer chose in Settings, now. */
		readonly hostChoice: () => HostChoice | undefined;
	};

export function createPlacement(ports: PlacementPorts): Placement {
	const { placed } = ports;
	const shelf = new PlacedShelf({ placed, clock: ports.clock });
	const chosenPlace = (): Place | undefined => {
		const choice = ports.hostChoice();
		return choice && placeOfChoice(choice, ports);
	};
	const placeFor = ({ adapter, address }: PlacementTarget): Place => {
		if (adapter.uploads !== undefined) {
			return accountPlace(address, adapter, adapter.uploads, ports);
		}
		const place = chosenPlace();
		if (place === undefined) throw appError("no-reference-host", { gateway: adapter.title });
		return place;
	};
	const tidying = createTidying({
		...ports,
		shelf,
		placeOf: (row) => placeHolding(row, ports),
	});
	return {
		place: async (file, target) => {
			try {
				const place = placeFor(target);
				checkSize(file, place);
				const sha256 = await contentHash(file.bytes);
				const spot = { owner: place.owner, address: place.address, sha256 };
				// Noted before anybody looks, so that it is not taken away meanwhile.
				placed.need(target.job, spot);
				const row = await shelf.hold(file, { place, spot, signal: target.signal });
				return await place.linkTo(row);
			} catch (thrown) {
				throw aboutPicture(thrown, file.name);
			}
		},
		...tidying,
		hasHost: () => {
			try {
				return chosenPlace() !== undefined;
			} catch {
				return false;
			}
		},
	};
}

/** @throws AppError `host-not-found` when it was removed, or holds no pictures */
function placeOfChoice(choice: HostChoice, ports: PlacementPorts): Place {
	if (choice.kind === "bucket") return bucketPlace(ports.hosts.address(choice.host), ports);
	try {
		const address = ports.accounts.address(choice.account);
		const adapter = ports.adapterFor(address.gateway);
		if (adapter.uploads === undefined) throw appError("host-not-found");
		return accountPlace(address, adapter, adapter.uploads, ports);
	} catch (cause) {
		throw appError("host-not-found", {}, { cause });
	}
}

/** Who holds what was placed once; undefined when they are gone or have moved: then it is out of reach. */
function placeHolding(
	row: Pick<Place, "kind" | "address"> & { readonly owner: string },
	ports: PlacementPorts,
): Place | undefined {
	const choice = HostChoice.safeParse(
		row.kind === "bucket"
			? { kind: "bucket", host: row.owner }
			: { kind: "account", account: row.owner },
	);
	if (!choice.success) return undefined;
	try {
		const place = placeOfChoice(choice.data, ports);
		return place.address === row.address ? place : undefined;
	} catch (thrown) {
		if (AppError.from(thrown).reason === "host-not-found") return undefined;
		throw thrown;
	}
}

function checkSize(file: UploadFile, place: Place): void {
	const { maxBytes } = place;
	if (maxBytes === undefined || file.bytes.byteLength <= maxBytes) return;
	throw appError("upload-too-large", {
		name: file.name,
		host: place.title,
		have: megabytes(file.bytes.byteLength, Math.ceil),
		limit: megabytes(maxBytes, Math.floor),
	});
}

/** Rounded so that what is too large never looks as if it were not. */
function megabytes(bytes: number, round: (value: number) => number): string {
	return `${round(bytes / 100_000) / 10} MB`;
}
