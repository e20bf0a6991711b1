import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HostId } from "../../../contract/ids.ts";
import { Note } from "../../kit/note.tsx";
import { useApp } from "../../state/app-store.ts";
import { useHosts } from "../../state/hosts-store.ts";
import { editHostForm, newHostForm } from "./reference-host-form.ts";
import { ReferenceHostView } from "./reference-host-view.tsx";

/** The form of one bucket, or of a new one; `onDone` when it was saved, removed or left. */
export function ReferenceHostPage({
	id,
	forMirror,
	onDone,
}: {
	/** Absent: a new one. */
	readonly id: HostId | undefined;
	/** A bucket for the mirror: references do not go there by themselves. */
	readonly forMirror: boolean;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("errors");
	const host = useHosts((state) => state.hosts.find((one) => one.id === id));
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const [initial] = useState(() =>
		host === undefined ? newHostForm(keyStore) : editHostForm(host, keyStore),
	);
	if (id !== undefined && host === undefined) {
		return <Note tone="danger">{t("host-not-found")}</Note>;
	}
	return <ReferenceHostView initial={initial} host={host} forMirror={forMirror} onDone={onDone} />;
}
