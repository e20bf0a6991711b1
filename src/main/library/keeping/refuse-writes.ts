import { isRefused } from "../../../contract/library-writes.ts";
import { readOnlyError } from "../../../contract/read-only.ts";
import type { RouteName } from "../../../contract/routes.ts";
import type { WriteGate } from "./write-gate.ts";

/**
 * For the router: throws for every request that would write to a library that is only read, before it
 * has done, sent or paid anything.
 * @param folder of the library, absolute
 */
export function refuseWrites(gate: Pick<WriteGate, "reason">, folder: string) {
	return (name: RouteName): void => {
		const reason = gate.reason();
		if (reason !== undefined && isRefused(name, reason)) throw readOnlyError(reason, folder);
	};
}
