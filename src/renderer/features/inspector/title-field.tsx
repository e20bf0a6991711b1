import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { TextField } from "../../kit/text-field.tsx";
import { editPictures } from "../../state/library-edits.ts";

/** The designer's own name for a picture. Give it the picture's id as key. */
export function TitleField({ image }: { readonly image: ImageRecord }) {
	const { t } = useTranslation("inspector");
	const title = image.mark?.title ?? "";
	const [typed, setTyped] = useState<string | undefined>();
	const keep = () => {
		const said = typed?.trim().replaceAll(/\s+/g, " ");
		setTyped(undefined);
		if (said === undefined || said === title) return;
		void editPictures([image.id], { title: said === "" ? null : said }, { known: [image] });
	};
	return (
		<TextField
			label={t("title.name")}
			placeholder={t("title.hint")}
			value={typed ?? title}
			maxLength={500}
			onChange={setTyped}
			onBlur={keep}
			onKeyDown={(event) => {
				// 229: what some input methods send instead of saying that they are composing.
				if (event.nativeEvent.isComposing || event.keyCode === 229) return;
				if (event.key === "Enter") keep();
				if (event.key !== "Escape" || typed === undefined) return;
				event.preventDefault();
				event.stopPropagation();
				setTyped(undefined);
			}}
		/>
	);
}
