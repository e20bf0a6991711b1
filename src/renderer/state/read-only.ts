import { useTranslation } from "react-i18next";
import type { Failure } from "../../contract/errors.ts";
import type { ReadOnlyReason } from "../../contract/keeping.ts";
import { readOnlyError } from "../../contract/read-only.ts";
import { hear } from "../bridge/client.ts";
import { failureText } from "../bridge/error-text.ts";
import { useApp } from "./app-store.ts";

/** Why the open library is only read; undefined: it can be written to. */
export function useReadOnly(): ReadOnlyReason | undefined {
	return useApp((state) => state.info?.readOnly);
}

/** What is answered to whoever wants to change something now; undefined: nothing stands in the way. */
export function readOnlyFailure(): Failure | undefined {
	const { info } = useApp.getState();
	if (info?.readOnly === undefined) return undefined;
	return readOnlyError(info.readOnly, info.libraryFolder).failure;
}

/** The sentence beside everything that cannot be done in a library that is only read; undefined: it can. */
export function useReadOnlyText(): string | undefined {
	useTranslation("errors");
	const reason = useReadOnly();
	const folder = useApp((state) => state.info?.libraryFolder ?? "");
	return reason === undefined ? undefined : failureText(readOnlyError(reason, folder).failure);
}

/** Hears whether the library can be written to. */
export function followReadOnly(): void {
	hear("library.readOnly", ({ reason }) => {
		const { info } = useApp.getState();
		if (info === undefined) return;
		const { readOnly: _, ...rest } = info;
		useApp.setState({ info: { ...rest, ...(reason !== undefined && { readOnly: reason }) } });
	});
}
