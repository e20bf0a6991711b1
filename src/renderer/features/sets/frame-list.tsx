import { useTranslation } from "react-i18next";
import type { SetSlot } from "../../../contract/sets.ts";
import { optionId } from "./frame-option.tsx";

/**
 * Says what the frames are to a screen reader. They stand beside it, so that captions and buttons
 * can lie between them, which a list box must not hold.
 */
export function FrameList({ slots }: { readonly slots: readonly SetSlot[] }) {
	const { t } = useTranslation("sets");
	return (
		<div
			role="listbox"
			aria-label={t("frames")}
			aria-multiselectable
			aria-owns={slots.map(({ slot }) => optionId(slot)).join(" ")}
			tabIndex={-1}
			className="absolute size-0"
		/>
	);
}
