import { useTranslation } from "react-i18next";
import type { Problem } from "../../../contract/problem.ts";
import { Button } from "../../kit/button.tsx";
import { acceptOrder, restoreOrder } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import { attachReferences, missingMentions, turnIntoWords } from "./mention-actions.ts";

/** Buttons that mend what is said of the prompt and its references. */
export function PromptWaysOut({ problems }: { readonly problems: readonly Problem[] }) {
	const { t } = useTranslation("compose");
	const missing = missingMentions(problems);
	const isOther = problems.some(({ reason }) => reason === "order-changed");
	if (missing.length === 0 && !isOther) return null;
	return (
		<div className="mt-2 flex flex-wrap gap-2">
			{missing.length > 0 && (
				<>
					<Button size="sm" onClick={() => void attachReferences(missing)}>
						{t("mention.attach", { count: missing.length })}
					</Button>
					<Button size="sm" onClick={() => turnIntoWords(missing.map(({ key }) => key))}>
						{t("mention.toWords")}
					</Button>
				</>
			)}
			{isOther && (
				<>
					<Button size="sm" onClick={() => editDraft(restoreOrder)}>
						{t("mention.restoreOrder")}
					</Button>
					<Button size="sm" look="quiet" onClick={() => editDraft(acceptOrder)}>
						{t("mention.acceptOrder")}
					</Button>
				</>
			)}
		</div>
	);
}
