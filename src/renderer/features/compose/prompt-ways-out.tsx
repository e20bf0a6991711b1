import { useTranslation } from "react-i18next";
import type { Problem } from "../../../contract/problem.ts";
import { formatList } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { acceptOrder, draftWording, restoreOrder } from "../../state/draft.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import { useShelf } from "../../state/shelf-store.ts";
import {
	attachReferences,
	mentionPlainNames,
	missingMentions,
	takeSignsOut,
	turnIntoWords,
} from "./mention-actions.ts";
import { plainNames } from "./plain-names.ts";

/** Buttons that mend what is said of the prompt and its references. */
export function PromptWaysOut({ problems }: { readonly problems: readonly Problem[] }) {
	const { t } = useTranslation("compose");
	const missing = missingMentions(problems);
	const isOther = problems.some(({ reason }) => reason === "order-changed");
	const isPlain = problems.some(({ reason }) => reason === "mention-plain");
	if (missing.length === 0 && !isOther && !isPlain) return null;
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
			{isPlain && <PlainWaysOut />}
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

/** For names with an `@` that are plain words: a chip where a reference is called so, else the words alone. */
function PlainWaysOut() {
	const { t } = useTranslation("compose");
	const draft = useDraft((state) => state.draft);
	const shelf = useShelf((state) => state.entries);
	const known = draft && plainNames(draftWording(draft), draft.references, shelf);
	const names = new Set(known?.map(({ choice }) => `@${choice.name}`));
	return (
		<>
			{names.size > 0 && (
				<Button size="sm" onClick={() => void mentionPlainNames()}>
					{t("mention.makeChip", { names: formatList([...names]) })}
				</Button>
			)}
			<Button size="sm" look={names.size > 0 ? "quiet" : "secondary"} onClick={takeSignsOut}>
				{t("mention.takeSignOut")}
			</Button>
		</>
	);
}
