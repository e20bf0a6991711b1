import { ArchiveRestore, HardDriveDownload, Plus, ShieldCheck, Wrench } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { followKeeping, isGoingOn, newRun, useKeeping } from "../../state/keeping-store.ts";
import { useReadOnly, useReadOnlyText } from "../../state/read-only.ts";
import { LibraryFindings } from "./library-findings.tsx";
import { LibraryList } from "./library-list.tsx";
import { LibraryMovePart } from "./library-move-part.tsx";
import { LibraryPart } from "./library-part.tsx";
import { LibraryRebuildPart } from "./library-rebuild-part.tsx";
import { LibraryWork } from "./library-work.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The id of the sentence that says why the library is only read. */
const WHY = "library-read-only";

/** Runs what may fail; why it did is shown at the top of the part. */
export type TryTo = (work: () => Promise<unknown>) => void;

/** The libraries there are, and everything that keeps them safe. */
export function LibrarySection() {
	const { t } = useTranslation(["settings", "keeping"]);
	const readOnly = useReadOnlyText();
	const [failure, setFailure] = useState<Failure>();
	useEffect(() => followKeeping((thrown) => setFailure(failureOf(thrown))), []);
	const tryTo: TryTo = (work) => {
		setFailure(undefined);
		work().catch((thrown: unknown) => {
			const said = failureOf(thrown);
			// Stopped by the designer, and told beside the work.
			if (said.reason !== "cancelled") setFailure(said);
		});
	};
	return (
		<SettingsSection
			part="library"
			title={t("library.title")}
			aside={
				<Button size="sm" icon={Plus} onClick={() => tryTo(() => ask("app.chooseLibraryFolder"))}>
					{t("keeping:list.another")}
				</Button>
			}
		>
			<LibraryList tryTo={tryTo} />
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
			{readOnly !== undefined && (
				<Note tone="warn" className="mt-2" id={WHY}>
					{readOnly}
				</Note>
			)}
			<RoomLines />
			<CheckPart tryTo={tryTo} />
			<BackupPart tryTo={tryTo} />
			<LibraryMovePart tryTo={tryTo} why={WHY} />
			<LibraryRebuildPart why={WHY} />
		</SettingsSection>
	);
}

/** What takes room without being seen, and what should be there and is not. */
function RoomLines() {
	const { t } = useTranslation("keeping");
	const facets = useKeeping((state) => state.facets);
	if (facets === undefined) return null;
	return (
		<>
			{facets.trashed > 0 && (
				<p className="mt-2 text-sm text-text-3">{t("trash.line", { count: facets.trashed })}</p>
			)}
			{facets.missing > 0 && (
				<Note tone="warn" className="mt-2">
					{t("missing.line", { count: facets.missing })}
				</Note>
			)}
		</>
	);
}

function CheckPart({ tryTo }: { readonly tryTo: TryTo }) {
	const { t } = useTranslation("keeping");
	const readOnly = useReadOnly() !== undefined;
	const { check, repair } = useKeeping((state) => state.work);
	const report = useKeeping((state) => state.report);
	const busy = isGoingOn(check) || isGoingOn(repair);
	const run = (mend: boolean) =>
		tryTo(async () => {
			const found = await ask("library.check", { run: newRun(), repair: mend });
			useKeeping.setState({ report: found });
		});
	return (
		<LibraryPart
			title={t("check.title")}
			hint={t("check.hint")}
			actions={
				<>
					<Button size="sm" icon={ShieldCheck} disabled={busy} onClick={() => run(false)}>
						{t("check.button")}
					</Button>
					<Button
						size="sm"
						icon={Wrench}
						disabled={busy || readOnly}
						describedBy={readOnly ? WHY : undefined}
						onClick={() => run(true)}
					>
						{t("check.repair")}
					</Button>
				</>
			}
		>
			<LibraryWork kind={isGoingOn(repair) ? "repair" : "check"} />
			{!busy && report === null && <p className="mt-1 text-sm text-text-3">{t("check.never")}</p>}
			{!busy && report !== null && report !== undefined && <LibraryFindings report={report} />}
		</LibraryPart>
	);
}

function BackupPart({ tryTo }: { readonly tryTo: TryTo }) {
	const { t } = useTranslation("keeping");
	const { backup, restore } = useKeeping((state) => state.work);
	return (
		<LibraryPart
			title={t("backup.title")}
			hint={t("backup.hint")}
			actions={
				<>
					<Button
						size="sm"
						icon={HardDriveDownload}
						disabled={isGoingOn(backup)}
						onClick={() => tryTo(() => ask("library.backup", { run: newRun() }))}
					>
						{t("backup.button")}
					</Button>
					<Button
						size="sm"
						icon={ArchiveRestore}
						disabled={isGoingOn(restore)}
						onClick={() => tryTo(() => ask("library.restoreBackup", { run: newRun() }))}
					>
						{t("backup.restore")}
					</Button>
				</>
			}
		>
			<LibraryWork kind="backup" />
			<LibraryWork kind="restore" />
		</LibraryPart>
	);
}
