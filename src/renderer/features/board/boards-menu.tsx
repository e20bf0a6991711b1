import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import {
	ChevronDown,
	FileInput,
	ImageDown,
	type LucideIcon,
	PictureInPicture2,
	Plus,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { popupLook } from "../../kit/control-look.ts";
import { refreshBoards } from "../../state/board-list.ts";
import { useBoard } from "../../state/board-store.ts";
import { floatBoard, newBoard, openBoardFile } from "./boards-menu-actions.ts";
import { BoardRow } from "./boards-menu-row.tsx";
import { SavingSign } from "./boards-menu-saving.tsx";
import { ExportPicture } from "./export-picture.tsx";
import { openExportPicture } from "./export-picture-store.ts";

/** Which board is open, all the others, and what can be done with a board as a whole. */
export function BoardsMenu() {
	const { t } = useTranslation("board");
	const title = useBoard((state) => state.board?.title);
	const [isOpen, setOpen] = useState(false);
	return (
		<div className="@container relative flex min-w-0 flex-1 items-center">
			<div className="flex min-w-0 max-w-full items-center gap-1">
				<Popover.Root
					open={isOpen}
					onOpenChange={(open) => {
						setOpen(open);
						if (open) void refreshBoards();
					}}
				>
					<Popover.Trigger className="flex h-8 min-w-0 max-w-72 items-center gap-1 rounded-md px-2 font-semibold transition-colors hover:bg-surface-2 data-popup-open:bg-surface-2">
						<span className="sr-only">{t("boards.name")}</span>
						<span className="truncate" title={title}>
							{title ?? t("boards.none")}
						</span>
						<ChevronDown aria-hidden size={14} className="shrink-0 text-text-3" />
					</Popover.Trigger>
					<Popover.Portal>
						<Popover.Positioner align="start" sideOffset={8} className="z-40 outline-none">
							<Popover.Popup
								aria-label={t("boards.name")}
								className={clsx(
									popupLook,
									"flex max-h-(--available-height) w-80 flex-col outline-none",
								)}
							>
								<Boards onDone={() => setOpen(false)} />
							</Popover.Popup>
						</Popover.Positioner>
					</Popover.Portal>
				</Popover.Root>
				<SavingSign />
			</div>
			<ExportPicture />
		</div>
	);
}

function Boards({ onDone }: { readonly onDone: () => void }) {
	const { t } = useTranslation("board");
	const boards = useBoard((state) => state.boards);
	const open = useBoard((state) => state.board?.id);
	const then = (run: () => void) => () => {
		onDone();
		run();
	};
	return (
		<>
			<ul aria-label={t("boards.list")} className="min-h-0 flex-1 overflow-y-auto p-1">
				{boards?.map((board) => (
					<BoardRow key={board.id} board={board} isOpen={board.id === open} onOpened={onDone} />
				))}
			</ul>
			<div className="shrink-0 border-t border-line p-1">
				<Line icon={Plus} label={t("boards.new")} onClick={then(() => void newBoard())} />
				<Line
					icon={FileInput}
					label={t("boards.openFile")}
					onClick={then(() => void openBoardFile())}
				/>
			</div>
			{open !== undefined && (
				<div className="shrink-0 border-t border-line p-1">
					<Line
						icon={ImageDown}
						label={t("boards.exportPicture")}
						onClick={then(() => openExportPicture())}
					/>
					<Line
						icon={PictureInPicture2}
						label={t("boards.float")}
						onClick={then(() => void floatBoard(open))}
					/>
				</div>
			)}
		</>
	);
}

function Line({
	icon: Icon,
	label,
	onClick,
}: {
	readonly icon: LucideIcon;
	readonly label: string;
	readonly onClick: () => void;
}) {
	return (
		<button
			type="button"
			onClick={onClick}
			className="flex h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-surface-2"
		>
			<Icon aria-hidden size={14} strokeWidth={1.75} />
			{label}
		</button>
	);
}
