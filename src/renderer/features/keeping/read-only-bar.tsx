import { useTranslation } from "react-i18next";
import type { ReadOnlyReason } from "../../../contract/keeping.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatMoment } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useApp } from "../../state/app-store.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { openSettingsPart } from "../../state/view-store.ts";

/** Across the top of the window while the library is only read: why, and the way out. */
export function ReadOnlyBar() {
	const reason = useReadOnly();
	if (reason === undefined) return null;
	return (
		<div className="flex min-h-10 shrink-0 items-center gap-3 border-b border-line bg-warn-soft px-4 py-1.5">
			<Note tone="warn" live className="flex-1">
				<Words reason={reason} />
			</Note>
			<WayOut reason={reason} />
		</div>
	);
}

function Words({ reason }: { readonly reason: ReadOnlyReason }) {
	const { t } = useTranslation("keeping");
	switch (reason.why) {
		case "open-elsewhere": {
			const { host, since, free } = reason;
			return free ? t("bar.free") : t("bar.elsewhere", { host, time: formatMoment(since) });
		}
		case "protected":
			return t("bar.protected");
		case "teammate":
			return t("bar.teammate", { name: reason.name });
		case "moving":
			return t("bar.moving");
	}
}

function WayOut({ reason }: { readonly reason: ReadOnlyReason }) {
	const { t } = useTranslation("keeping");
	const folder = useApp((state) => state.info?.libraryFolder ?? "");
	const again = () => {
		ask("libraries.open", folder).catch((thrown: unknown) => {
			showToast({ tone: "danger", text: failureText(failureOf(thrown)) });
		});
	};
	switch (reason.why) {
		case "open-elsewhere":
			return reason.free ? (
				<Button size="sm" look="primary" onClick={again}>
					{t("bar.useHere")}
				</Button>
			) : null;
		case "protected":
			return (
				<Button size="sm" onClick={again}>
					{t("bar.tryAgain")}
				</Button>
			);
		case "teammate":
			return (
				<Button size="sm" onClick={() => openSettingsPart("library")}>
					{t("bar.otherLibrary")}
				</Button>
			);
		case "moving":
			return null;
	}
}
