import type { ReadOnlyReason } from "../../../contract/keeping.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";

/** How often it is looked whether the other app has written. */
const LOOK_MS = 3_000;

export type FollowPorts = {
	/** Why the library is only read; undefined: it is not. */
	readonly reason: () => ReadOnlyReason | undefined;
	/** Another number once anything was written to the index. @throws when it cannot be read now */
	readonly version: () => number;
	readonly onChange: () => Promise<void>;
	readonly clock: Clock;
	readonly log: Log;
};

/** While another app writes to the library, notices that it has: that app tells its own window alone. */
export function followWriter(ports: FollowPorts): { readonly close: () => Promise<void> } {
	const { reason, version, onChange, clock, log } = ports;
	const closing = new AbortController();
	let seen: number | undefined;
	const look = async () => {
		if (reason()?.why !== "open-elsewhere") return;
		const now = version();
		const isNews = seen !== undefined && now !== seen;
		seen = now;
		if (isNews) await onChange();
	};
	const rung = () =>
		clock.sleep(LOOK_MS, closing.signal).then(
			() => true,
			() => false,
		);
	const running = (async () => {
		do {
			try {
				await look();
			} catch (error) {
				log.warn("it cannot be seen what the other app has written", { said: String(error) });
			}
		} while (await rung());
	})();
	return {
		close: async () => {
			closing.abort();
			await running;
		},
	};
}
