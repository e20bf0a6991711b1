import { Expand, ImagePlus } from "lucide-react";
import { type MouseEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { addAsReferences } from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { openViewer } from "../../state/selection-store.ts";

/** The menu of the saved pictures of a job: one for all of them, about the one under the pointer. */
export function SlotMenu({ children }: { readonly children: ReactElement }) {
	const { t } = useTranslation("queue");
	const choices = usePictureChoices();
	const [image, setImage] = useState<ImageId>();
	const entries: readonly MenuEntry[] =
		image === undefined
			? []
			: [
					{
						id: "open",
						label: t("slot.menu.open"),
						icon: Expand,
						onSelect: () => openViewer(image),
					},
					{
						id: "reference",
						label: t("slot.menu.reference"),
						icon: ImagePlus,
						onSelect: () => void addAsReferences([image]),
					},
					"separator",
					...choices(image),
				];
	const aim = (event: MouseEvent) => {
		const slot =
			event.target instanceof Element ? event.target.closest<HTMLElement>("[data-image]") : null;
		// Written by the slot from its output.
		const id = slot?.dataset.image as ImageId | undefined;
		setImage(id);
		if (id !== undefined) return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<div onContextMenuCapture={aim}>
			<ContextMenu entries={entries}>{children}</ContextMenu>
		</div>
	);
}
