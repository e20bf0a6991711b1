import { AppError, appError } from "../../../contract/errors.ts";
import type { ReferenceHostDraft, ReferenceHostTest } from "../../../contract/reference-hosts.ts";
import type { RouteParsed } from "../../../contract/routes.ts";
import type { Settings } from "../../../contract/settings.ts";
import type { Clock } from "../../foundation/clock.ts";
import { newHostId } from "../../foundation/new-id.ts";
import type { HttpClient } from "../../http/http-client.ts";
import { testBucket } from "../../references/test-bucket.ts";
import type { HostBook } from "../../secrets/host-book.ts";
import type { HandlersOf } from "../router.ts";

type Ports = {
	readonly hosts: HostBook;
	readonly http: Pick<HttpClient, "send">;
	readonly clock: Clock;
	readonly settings: () => Settings;
	readonly change: (change: RouteParsed<"settings.set">) => Promise<Settings>;
};

export function hostsHandlers(ports: Ports): HandlersOf<"hosts"> {
	const { hosts } = ports;
	return {
		"hosts.list": () => [...hosts.list()],
		"hosts.save": (draft) => hosts.save(draft),
		"hosts.test": (draft) => testHost(draft, ports),
		"hosts.remove": async (id) => {
			hosts.remove(id);
			const { referenceHost: choice } = ports.settings();
			const wasChosen = choice?.kind === "bucket" && choice.host === id;
			if (wasChosen) await ports.change({ referenceHost: null });
		},
	};
}

async function testHost(
	draft: ReferenceHostDraft,
	{ hosts, http, clock }: Ports,
): Promise<ReferenceHostTest> {
	try {
		const address = hosts.addressOf(draft, draft.id ?? newHostId());
		const test = (secret: string) => testBucket(address, secret, { http, clock });
		if (draft.secret !== undefined) return await test(draft.secret.text);
		if (draft.id === undefined) throw appError("key-missing", { account: draft.label });
		return await hosts.lendSecret(address, test);
	} catch (thrown) {
		return { error: AppError.from(thrown).failure };
	}
}
