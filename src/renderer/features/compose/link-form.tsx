import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isPublicLink } from "../../../contract/public-link.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { addLink } from "./take-references.ts";

/** An address typed or pasted by hand; it is judged once it is meant. */
export function LinkForm({ onClose }: { readonly onClose: () => void }) {
	const { t } = useTranslation("compose");
	const [url, setUrl] = useState("");
	const [judged, setJudged] = useState(false);
	const address = url.trim();
	const wrong = judged && !isPublicLink(address);
	return (
		<form
			noValidate
			className="mt-2 flex flex-col gap-2 rounded-md bg-surface-2 p-2"
			onSubmit={(event) => {
				event.preventDefault();
				if (!isPublicLink(address)) return setJudged(true);
				addLink(address);
				onClose();
			}}
		>
			<Field label={t("references.link")} problem={wrong ? t("references.linkProblem") : undefined}>
				<TextField
					autoFocus
					type="url"
					value={url}
					onChange={setUrl}
					placeholder={t("references.linkPlaceholder")}
					onKeyDown={(event) => {
						if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
						event.preventDefault();
						onClose();
					}}
				/>
			</Field>
			<div className="flex justify-end gap-2">
				<Button size="sm" look="quiet" onClick={onClose}>
					{t("references.cancel")}
				</Button>
				<Button size="sm" submit>
					{t("references.linkAdd")}
				</Button>
			</div>
		</form>
	);
}
