import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckFinding, CheckReport } from "../../../contract/keeping.ts";
import { formatBytes, formatMoment } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";

/** Findings shown before the rest is asked for. */
const SHOWN = 8;

/** What the last check found, and what became of it. */
export function LibraryFindings({ report }: { readonly report: CheckReport }) {
	const { t } = useTranslation("keeping");
	const [all, setAll] = useState(false);
	const { checkedAt, files, bytes, findings, findingCount, complete } = report;
	const open = findings.some(({ repaired }) => !repaired);
	const shown = all ? findings : findings.slice(0, SHOWN);
	return (
		<Note tone={open ? "warn" : complete ? "safe" : "info"} className="mt-2" live>
			<span className="nums">
				{t("check.last", {
					time: formatMoment(checkedAt),
					files: t("check.files", { count: files }),
					bytes: formatBytes(bytes),
				})}
			</span>{" "}
			{!complete && t("check.stopped")}
			{complete && findingCount === 0 && t("check.clean")}
			{findingCount > 0 && (
				<>
					{t("check.found", { count: findingCount })}
					<ul className="mt-1 flex flex-col gap-1">
						{shown.map((finding) => (
							<li key={`${finding.kind} ${finding.path}`} className="break-all">
								<FindingWords finding={finding} />
							</li>
						))}
						{(all || findings.length <= SHOWN) && findingCount > findings.length && (
							<li>{t("check.more", { count: findingCount - findings.length })}</li>
						)}
					</ul>
					{!all && findings.length > SHOWN && (
						<Button size="sm" look="quiet" className="mt-1 -ml-2" onClick={() => setAll(true)}>
							{t("check.showAll", { count: findings.length })}
						</Button>
					)}
				</>
			)}
		</Note>
	);
}

function FindingWords({ finding }: { readonly finding: CheckFinding }) {
	const { t } = useTranslation("keeping");
	const { kind, path, remedy, repaired } = finding;
	const outcome = repaired
		? t("repaired")
		: remedy === "none"
			? t(`way.${kind}`)
			: t(`remedy.${remedy}`);
	return (
		<>
			{path}
			<span className="text-text-3">
				{" "}
				({t(`kind.${kind}`)}; {outcome})
			</span>
		</>
	);
}
