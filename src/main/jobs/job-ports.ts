import type { EventName, EventPayloads } from "../../contract/events.ts";
import type { GatewayId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { Network } from "../foundation/network.ts";
import type { GatewayAdapter } from "../gateways/gateway-adapter.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { Library } from "../library/library.ts";
import type { Placement } from "../references/placement.ts";
import type { ReferenceStore } from "../references/reference-store.ts";
import type { AccountBook } from "../secrets/account-book.ts";
import type { JournalJob, JournalRepo } from "../store/journal-repo.ts";
import type { JobMoney } from "./job-money.ts";
import type { ReplyStore } from "./reply-store.ts";

export type Emit = <E extends EventName>(event: E, payload: EventPayloads[E]) => void;

/** Everything the jobs room needs of the house. */
export type JobPorts = {
	readonly clock: Clock;
	readonly log: Log;
	readonly journal: JournalRepo;
	readonly http: HttpClient;
	readonly network: Network;
	readonly imaging: Pick<Imaging, "fit">;
	readonly library: Library;
	readonly references: ReferenceStore;
	readonly placement: Placement;
	readonly accounts: AccountBook;
	readonly money: JobMoney;
	/** @throws AppError `not-supported` for a gateway this version does not know */
	readonly adapterFor: (gateway: GatewayId) => GatewayAdapter;
	readonly replies: ReplyStore;
	readonly emit: Emit;
	/** Hears of every job that has ended, as the journal has it. Never throws. */
	readonly onEnded?: (job: JournalJob) => void;
};
