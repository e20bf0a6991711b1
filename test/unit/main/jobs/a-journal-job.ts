import { GatewayId } from "../../../../src/contract/ids.ts";
import { newAccountId, newJobId } from "../../../../src/main/foundation/new-id.ts";
import type { JournalJob } from "../../../../src/main/store/journal-repo.ts";

/** A job of Tokaify that has just been made, unless said otherwise. */
export function aJournalJob(more: Partial<JournalJob> = {}): JournalJob {
	const account = newAccountId();
	return {
		id: newJobId(),
		state: "queued",
		request: {
			account,
			model: "m",
			prompt: "a panda",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 3,
			extras: {},
		},
		account,
		accountLabel: "Studio",
		baseUrl: "https://api.example.com/v1",
		gateway: GatewayId.parse("tokaify"),
		gatewayTitle: "Tokaify",
		modelTitle: "M",
		createdAt: 1_000,
		notices: [],
		outputs: [],
		fallbackRequests: [],
		limited: 0,
		dismissed: false,
		...more,
	};
}
