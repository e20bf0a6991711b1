import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { dismissReferenceFailure, useCompose } from "./compose-store.ts";
import { referenceFailureText } from "./reference-words.ts";

/** What did not become a reference and why: each stays until it is dismissed. */
export function ReferenceFailures() {
	const { t } = useTranslation("compose");
	const failures = useCompose((state) => state.referenceFailures);
	if (failures.length === 0) return null;
	return (
		<div role="status" className="mt-2 rounded-md bg-danger-soft py-1 pr-1 pl-2">
			<ul className="flex max-h-40 flex-col overflow-y-auto">
				{failures.map((failure) => (
					<li key={failure.id} className="flex items-start gap-1">
						<Note tone="danger" className="min-w-0 flex-1 py-1 text-text">
							{referenceFailureText(failure)}
						</Note>
						<IconButton
							icon={X}
							size="sm"
							label={t("references.dismiss")}
							onClick={() => dismissReferenceFailure(failure.id)}
						/>
					</li>
				))}
			</ul>
			{failures.length > 2 && (
				<Button size="sm" look="quiet" onClick={() => dismissReferenceFailure()}>
					{t("references.dismissAll")}
				</Button>
			)}
		</div>
	);
}
