import { clsx } from "clsx";
import { GripVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { Tooltip } from "../../kit/tooltip.tsx";
import { dragPictures, prepareDrag } from "../../state/drag-out.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { slotsInSight, useSetView } from "./set-view-store.ts";

/** A grip by which the real files leave for another program: dragging the frame itself moves it in the set. */
export function DragOut({
	image,
	slot,
	className,
}: {
	readonly image: ImageId;
	readonly slot: number;
	readonly className?: string;
}) {
	const { t } = useTranslation("sets");
	const chosen = useSetView((state) => state.chosen);
	const count = chosen.includes(slot) ? chosen.length : 1;
	return (
		<Tooltip text={t("frame.dragOutMany", { count })} side="top">
			<span
				draggable
				aria-hidden
				onPointerDown={() => void prepareDrag(imagesWith(slot, image))}
				onDragStart={(event) => {
					event.preventDefault();
					event.stopPropagation();
					dragPictures(imagesWith(slot, image));
				}}
				className={clsx(
					"flex size-6 cursor-grab items-center justify-center rounded-md bg-surface-1 text-text-2 hover:text-text",
					className,
				)}
			>
				<GripVertical size={14} strokeWidth={1.75} />
			</span>
		</Tooltip>
	);
}

/** All chosen frames when this is one of them, else it alone. */
function imagesWith(slot: number, image: ImageId): readonly ImageId[] {
	const { chosen } = useSetView.getState();
	if (!chosen.includes(slot)) return [image];
	return slotsInSight()
		.filter((one) => chosen.includes(one.slot))
		.flatMap((one) => pictureOf(one)?.id ?? []);
}
