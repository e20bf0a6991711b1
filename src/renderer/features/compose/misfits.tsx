import { useTranslation } from "react-i18next";
import type { Capability } from "../../../contract/capability.ts";
import type { Problem } from "../../../contract/problem.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { chooseModel } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import type { Target } from "../../state/targets.ts";
import type { ComposeForm } from "./compose-form.ts";
import { sayProblem } from "./problem-sentence.ts";

/**
 * What a request brought along that this model has no control for, such as the format of an
 * earlier recipe: said here, and put right by one button.
 */
export function Misfits({
	form: { draft, problems },
	target: { account, capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	const misfits = problems.filter((problem) => hasNoControl(problem, capability));
	if (misfits.length === 0) return null;
	return (
		<div className="flex flex-col items-start gap-2">
			{misfits.map((problem) => (
				<Note key={`${problem.reason} ${problem.at}`} tone="danger" className="text-danger">
					{sayProblem(problem)}
				</Note>
			))}
			<Button size="sm" onClick={() => editDraft(() => chooseModel(draft, account.id, capability))}>
				{t("misfits.adjust", { model: capability.title })}
			</Button>
		</div>
	);
}

function hasNoControl({ reason }: Problem, { formats }: Capability): boolean {
	switch (reason) {
		case "format-not-chosen-here":
		case "watermark-not-offered":
		case "stream-not-offered":
		case "extra-unknown":
			return true;
		case "format-not-offered":
			return formats.length < 2;
		default:
			return false;
	}
}
