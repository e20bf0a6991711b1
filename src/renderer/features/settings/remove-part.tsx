import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { Note } from "../../kit/note.tsx";

/** The button that removes what a form is about, after one question. */
export function RemovePart({
	name,
	words,
	remove,
	onRemoved,
}: {
	/** What is removed, for the question. */
	readonly name: string;
	readonly words: { readonly button: string; readonly text: string };
	readonly remove: () => Promise<unknown>;
	readonly onRemoved: () => void;
}) {
	const { t } = useTranslation("settings");
	const [asking, setAsking] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const confirmed = async () => {
		setAsking(false);
		setFailure(undefined);
		try {
			await remove();
			onRemoved();
		} catch (thrown) {
			setFailure(failureOf(thrown));
		}
	};
	return (
		<div className="mt-4 border-t border-line pt-4">
			<Button look="danger" size="sm" icon={Trash2} onClick={() => setAsking(true)}>
				{words.button}
			</Button>
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
			<ConfirmDialog
				open={asking}
				title={t("remove.title", { account: name })}
				text={words.text}
				confirm={t("remove.confirm")}
				cancel={t("form.cancel")}
				danger
				onConfirm={() => void confirmed()}
				onCancel={() => setAsking(false)}
			/>
		</div>
	);
}
