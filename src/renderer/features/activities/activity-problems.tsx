import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Activity } from "../../../contract/activity.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";

/** What went wrong with single pieces, folded away until somebody wants to know. */
export function ActivityProblems({ activity }: { readonly activity: Activity }) {
	const { t } = useTranslation(["activity", "errors"]);
	const [open, setOpen] = useState(false);
	const list = useId();
	const { problems, problemCount } = activity;
	if (problemCount === 0) return null;
	const more = problemCount - problems.length;
	return (
		<div className="mt-1">
			<Button
				size="sm"
				look="quiet"
				icon={open ? ChevronDown : ChevronRight}
				aria-expanded={open}
				aria-controls={list}
				className="-ml-2 text-warn!"
				onClick={() => setOpen(!open)}
			>
				{t("problems", { count: problemCount })}
			</Button>
			{open && (
				<ul id={list} className="mt-1 flex max-h-48 flex-col gap-2 overflow-y-auto text-sm">
					{problems.map(({ name, error }, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end, and names repeat
						<li key={at} className="min-w-0 break-words text-text-2" data-selectable>
							{failureText(error)}
							{name !== "" && !failureText(error).includes(name) && (
								<span className="block text-text-3">{name}</span>
							)}
						</li>
					))}
					{more > 0 && <li className="text-text-3">{t("moreProblems", { count: more })}</li>}
				</ul>
			)}
		</div>
	);
}
