import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { type DragEvent, type ReactNode, useState } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import { formatNumber } from "../../bridge/format.ts";
import { draggedPictures } from "../../state/own-drag.ts";

/** One line of the side: a press shows its pictures. Pictures of this window can be dropped where it takes them. */
export function SideRow({
	icon: Icon,
	label,
	says,
	count,
	isCurrent,
	onShow,
	onTake,
	onRename,
	onRemove,
	menu,
}: {
	readonly icon: LucideIcon;
	readonly label: string;
	/** What a screen reader says after the label, such as "12 pictures". */
	readonly says?: string;
	readonly count?: number;
	readonly isCurrent: boolean;
	readonly onShow: () => void;
	readonly onTake?: (pictures: readonly ImageId[]) => void;
	readonly onRename?: () => void;
	readonly onRemove?: () => void;
	readonly menu?: ReactNode;
}) {
	const [isOver, setOver] = useState(false);
	const hover = (event: DragEvent) => {
		if (onTake === undefined || draggedPictures().length === 0) return;
		event.preventDefault();
		event.stopPropagation();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
		setOver(true);
	};
	return (
		<li
			className={clsx(
				"group/row relative flex items-center rounded-md",
				isCurrent ? "bg-surface-3" : "hover:bg-surface-2",
				isOver && "outline-2 -outline-offset-2 outline-accent",
			)}
			onDragEnter={hover}
			onDragOver={hover}
			onDragLeave={() => setOver(false)}
			onDrop={(event) => {
				const pictures = draggedPictures();
				setOver(false);
				if (onTake === undefined || pictures.length === 0) return;
				event.preventDefault();
				event.stopPropagation();
				onTake(pictures);
			}}
		>
			<button
				type="button"
				data-side-row
				aria-current={isCurrent ? "page" : undefined}
				title={label}
				onClick={onShow}
				onKeyDown={(event) => {
					if (event.key === "F2" && onRename !== undefined) {
						event.preventDefault();
						onRename();
					}
					if (event.key === "Delete" && onRemove !== undefined) {
						event.preventDefault();
						onRemove();
					}
				}}
				className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left text-sm"
			>
				<Icon
					aria-hidden
					size={14}
					strokeWidth={1.75}
					className={clsx("shrink-0", isCurrent ? "text-text" : "text-text-2")}
				/>
				<span className={clsx("min-w-0 flex-1 truncate", isCurrent && "font-medium")}>{label}</span>
				{count !== undefined && (
					<span
						aria-hidden
						className={clsx(
							"nums text-text-2",
							menu !== undefined && "group-focus-within/row:hidden group-hover/row:hidden",
						)}
					>
						{formatNumber(count)}
					</span>
				)}
				{says !== undefined && <span className="sr-only">{says}</span>}
			</button>
			{menu !== undefined && (
				<span className="absolute right-0.5 flex opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100">
					{menu}
				</span>
			)}
		</li>
	);
}
