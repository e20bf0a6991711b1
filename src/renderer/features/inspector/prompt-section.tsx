import { clsx } from "clsx";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { CopyButton } from "./copy-button.tsx";
import { isLongText } from "./recipe-facts.ts";

/** A prompt to read, select and copy; a long one is folded. Give it the picture's id as key. */
export function PromptSection({ title, text }: { readonly title: string; readonly text: string }) {
	const { t } = useTranslation("inspector");
	const [isOpen, setOpen] = useState(false);
	const id = useId();
	const isLong = isLongText(text);
	return (
		<PanelSection title={title} aside={<CopyButton label={t("prompt.copy")} text={text} />}>
			<p
				id={id}
				data-selectable
				className={clsx("break-words whitespace-pre-wrap", isLong && !isOpen && "line-clamp-8")}
			>
				{text}
			</p>
			{isLong && (
				<Button size="sm" look="quiet" className="-ml-2" onClick={() => setOpen(!isOpen)}>
					{t(isOpen ? "prompt.less" : "prompt.more")}
				</Button>
			)}
		</PanelSection>
	);
}
