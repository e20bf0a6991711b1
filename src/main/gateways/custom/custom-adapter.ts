import { assertNever } from "../../../contract/errors.ts";
import type { GatewayAdapter } from "../gateway-adapter.ts";
import type { CustomEntry } from "./custom-entry.ts";
import { customSyncAdapter } from "./custom-sync-adapter.ts";
import { customTaskAdapter } from "./custom-task-adapter.ts";

/** The adapter of a gateway the designer has described. */
export function customAdapter({ spec, ...entry }: CustomEntry): GatewayAdapter {
	switch (spec.kind) {
		case "sync":
			return customSyncAdapter({ ...entry, spec });
		case "task":
			return customTaskAdapter({ ...entry, spec });
		default:
			return assertNever(spec);
	}
}
