import type { Account } from "./accounts.ts";
import type { GatewayInfo } from "./capability.ts";
import type { JobId } from "./ids.ts";
import type { Job } from "./jobs.ts";
import type { ImageRecord } from "./library.ts";
import type { PriceRow } from "./money.ts";
import type { ReferenceHost } from "./reference-hosts.ts";
import type { AppInfo, Settings } from "./settings.ts";

/** Everything main can tell the window. Main builds these itself, so they are typed and not parsed. */
export type EventPayloads = {
	"jobs.changed": Job;
	"jobs.dismissed": JobId;
	/** Pictures that have just become safe on disk. */
	"library.added": readonly ImageRecord[];
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
