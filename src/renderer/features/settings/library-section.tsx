import { FolderOpen, RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { useApp } from "../../state/app-store.ts";
import { rebuildLibrary, useLibraryRebuild } from "../../state/library-rebuild.ts";
import { SettingsSection } from "./settings-section.tsx";

/** Unreadable files named one by one before the rest is only counted. */
const NAMED_PROBLEMS = 5;

/** Where the pictures lie, and how to make the index anew. */
export function LibrarySection() {
	const { t } = useTranslation("settings");
	const folder = useApp((state) => state.info?.libraryFolder);
	const phase = useLibraryRebuild((state) => state.phase);
	const outcome = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (phase !== "idle") outcome.current?.scrollIntoView({ block: "nearest" });
	}, [phase]);
	const [failure, setFailure] = useState<Failure>();
	const tryTo = (request: "app.openLibraryFolder" | "app.chooseLibraryFolder") => {
		setFailure(undefined);
		ask(request).catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<SettingsSection part="library" title={t("library.title")}>
			<div className="text-sm font-medium text-text-2">{t("library.folder")}</div>
			<div className="mt-1 flex items-start justify-between gap-4">
				<div className="min-w-0 flex-1 py-0.5 break-all" data-selectable>
					{folder}
				</div>
				<div className="flex shrink-0 gap-2">
					<Button size="sm" onClick={() => tryTo("app.chooseLibraryFolder")}>
						{t("library.change")}
					</Button>
					<Button size="sm" icon={FolderOpen} onClick={() => tryTo("app.openLibraryFolder")}>
						{t("library.open")}
					</Button>
				</div>
			</div>
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
			<div className="mt-4 flex items-start justify-between gap-4">
				<p className="min-w-0 flex-1 text-sm text-text-3">{t("library.rebuildHint")}</p>
				<Button
					size="sm"
					icon={RotateCw}
					disabled={phase === "running"}
					onClick={() => void rebuildLibrary()}
				>
					{t("library.rebuild")}
				</Button>
			</div>
			<div ref={outcome}>
				<RebuildOutcome />
			</div>
		</SettingsSection>
	);
}

function RebuildOutcome() {
	const { t } = useTranslation("settings");
	const rebuild = useLibraryRebuild();
	switch (rebuild.phase) {
		case "idle":
			return null;
		case "running":
			return <ProgressBar className="mt-3" label={t("library.rebuilding")} />;
		case "failed":
			return (
				<Note tone="danger" className="mt-3" live>
					{failureText(rebuild.failure)}
				</Note>
			);
		case "done": {
			const { images, problems } = rebuild.found;
			const more = problems.length - NAMED_PROBLEMS;
			return (
				<Note tone={problems.length === 0 ? "safe" : "warn"} className="mt-3" live>
					{t("library.rebuilt", { count: images })}
					{problems.length > 0 && (
						<>
							<p className="mt-1">{t("library.unreadable", { count: problems.length })}</p>
							<ul className="mt-1 flex flex-col gap-1">
								{problems.slice(0, NAMED_PROBLEMS).map(({ path, said }) => (
									<li key={path} className="break-all">
										{path}
										<span className="text-text-3"> ({said})</span>
									</li>
								))}
								{more > 0 && <li>{t("library.moreUnreadable", { count: more })}</li>}
							</ul>
						</>
					)}
				</Note>
			);
		}
	}
}
