import type { Account } from "./accounts.ts";
import type { Activity } from "./activity.ts";
import type { BoardChange, BoardSummary } from "./board.ts";
import type { GatewayInfo } from "./capability.ts";
import type { CollectionSummary } from "./collections.ts";
import type { BoardId, ImageId, JobId, RunId } from "./ids.ts";
import type { WatchedFolderState } from "./imports.ts";
import type { Job } from "./jobs.ts";
import type { ReadOnlyReason } from "./keeping.ts";
import type { ImageRecord } from "./library.ts";
import type { MirrorStatus } from "./mirror.ts";
import type { PriceRow } from "./money.ts";
import type { ReferenceHost } from "./reference-hosts.ts";
import type { Gathering, ShelfEntry } from "./references.ts";
import type { AppInfo, Settings } from "./settings.ts";

/** Everything main can tell the window. Main builds these itself, so they are typed and not parsed. */
export type EventPayloads = {
	"jobs.changed": Job;
	"jobs.dismissed": JobId;
	/** Pictures that have just become safe on disk. */
	"library.added": readonly ImageRecord[];
	/** Marks of these pictures changed. */
	"library.marked": readonly ImageRecord[];
	/** These left the gallery, into the trash or for good, or came back to it: order and counts changed. */
	"library.moved": { readonly gone: readonly ImageId[]; readonly back: readonly ImageRecord[] };
	/** Many pictures changed at once: ask anew. */
	"library.changed": { readonly count: number };
	"collections.changed": readonly CollectionSummary[];
	"activities.changed": Activity;
	"activities.dismissed": RunId;
	"watch.changed": readonly WatchedFolderState[];
	/** Undefined: it can be written to again. */
	"library.readOnly": { readonly reason: ReadOnlyReason | undefined };
	"mirror.changed": MirrorStatus;
	/** The arrangement of a set changed; its frames are told by `jobs.changed`. */
	"sets.changed": JobId;
	"references.gathered": Gathering;
	"shelf.changed": readonly ShelfEntry[];
	/** The list of boards changed: one came, went, or was renamed. */
	"boards.changed": readonly BoardSummary[];
	/** One board changed; told to the windows that did not change it. */
	"boards.edited": { readonly id: BoardId; readonly change: BoardChange };
	"export.progress": { readonly run: RunId; readonly done: number; readonly total: number };
	/** The index was made again: ask anew. */
	"library.rebuilt": { readonly images: number };
	"accounts.changed": readonly Account[];
	/** A custom gateway was added, changed or removed. */
	"gateways.changed": readonly GatewayInfo[];
	"hosts.changed": readonly ReferenceHost[];
	/** The price book changed. */
	"money.changed": readonly PriceRow[];
	/** The network went or returned, as far as main can tell. */
	"app.network": { readonly online: boolean };
	"settings.changed": { readonly settings: Settings; readonly info: AppInfo };
	/** A command of the native menu; its id is a row of the window's command table. */
	"menu.chosen": string;
};
export type EventName = keyof EventPayloads;
