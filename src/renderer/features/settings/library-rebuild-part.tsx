import { RotateCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { rebuildLibrary, useLibraryRebuild } from "../../state/library-rebuild.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { LibraryPart } from "./library-part.tsx";

/** Unreadable files named one by one before the rest is only counted. */
const NAMED_PROBLEMS = 5;

/** Makes the index anew from the folders. @param why id of the sentence that says why the library is only read */
export function LibraryRebuildPart({ why }: { readonly why: string }) {
	const { t } = useTranslation(["settings", "keeping"]);
	const phase = useLibraryRebuild((state) => state.phase);
	const reason = useReadOnly();
	// Elsewhere the index is this computer's own, or in memory.
	const refused = reason?.why === "open-elsewhere" || reason?.why === "moving";
	const outcome = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (phase !== "idle") outcome.current?.scrollIntoView({ block: "nearest" });
	}, [phase]);
	return (
		<LibraryPart
			title={t("keeping:rebuild.title")}
			hint={t("library.rebuildHint")}
			actions={
				<Button
					size="sm"
					icon={RotateCw}
					disabled={phase === "running" || refused}
					describedBy={refused ? why : undefined}
					onClick={() => void rebuildLibrary()}
				>
					{t("library.rebuild")}
				</Button>
			}
		>
			<div ref={outcome}>
				<RebuildOutcome />
			</div>
		</LibraryPart>
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
			const { images, problems, more: counted = 0 } = rebuild.found;
			const all = problems.length + counted;
			const more = all - NAMED_PROBLEMS;
			return (
				<Note tone={problems.length === 0 ? "safe" : "warn"} className="mt-3" live>
					{t("library.rebuilt", { count: images })}
					{problems.length > 0 && (
						<>
							<p className="mt-1">{t("library.unreadable", { count: all })}</p>
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
