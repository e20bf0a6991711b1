import { clsx } from "clsx";
import { Copy, Ellipsis, FileOutput, PenLine, Trash2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardSummary } from "../../../contract/board.ts";
import { appError } from "../../../contract/errors.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatMoment, formatNumber } from "../../bridge/format.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { TextField } from "../../kit/text-field.tsx";
import { openBoard, renameBoard } from "../../state/board-list.ts";
import { copyBoard, exportBoard, throwAway } from "./boards-menu-actions.ts";
import { BoardCover } from "./boards-menu-cover.tsx";

/** One board of the list: opened by a press, renamed in place. */
export function BoardRow({
	board,
	isOpen,
	onOpened,
}: {
	readonly board: BoardSummary;
	readonly isOpen: boolean;
	readonly onOpened: () => void;
}) {
	const { t } = useTranslation("board");
	const [isRenaming, setRenaming] = useState(false);
	const { id, title, cover, trouble } = board;
	const entries: readonly MenuEntry[] = [
		...(trouble === undefined
			? [
					{
						id: "copy",
						label: t("boards.duplicate"),
						icon: Copy,
						onSelect: () => void copyBoard(id),
					},
					{
						id: "export",
						label: t("boards.export"),
						icon: FileOutput,
						onSelect: () => void exportBoard(id, title),
					},
					"separator" as const,
				]
			: []),
		{
			id: "remove",
			label: t("boards.remove"),
			icon: Trash2,
			danger: true,
			onSelect: () => void throwAway(id, title),
		},
	];
	return (
		<li
			className={clsx(
				"group flex items-start gap-1 rounded-md p-1",
				isOpen ? "bg-accent-soft" : "hover:bg-surface-2",
			)}
		>
			{isRenaming ? (
				<div className="flex min-w-0 flex-1 items-center gap-3">
					<BoardCover cover={cover} />
					<TitleField board={board} onDone={() => setRenaming(false)} />
				</div>
			) : (
				<OpenButton board={board} isOpen={isOpen} onOpened={onOpened} />
			)}
			{trouble === undefined && (
				<IconButton
					icon={PenLine}
					size="sm"
					label={t("boards.renameNamed", { title })}
					onClick={() => setRenaming(true)}
					className={clsx(
						"mt-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
						isRenaming && "invisible",
					)}
				/>
			)}
			<Menu entries={entries}>
				<IconButton
					icon={Ellipsis}
					size="sm"
					label={t("boards.more", { title })}
					className="mt-2"
				/>
			</Menu>
		</li>
	);
}

function OpenButton({
	board: { id, title, changedAt, items, cover, trouble },
	isOpen,
	onOpened,
}: {
	readonly board: BoardSummary;
	readonly isOpen: boolean;
	readonly onOpened: () => void;
}) {
	const { t } = useTranslation("board");
	return (
		<button
			type="button"
			disabled={trouble !== undefined}
			aria-current={isOpen ? "true" : undefined}
			onClick={() => {
				onOpened();
				if (!isOpen) void openBoard(id);
			}}
			className="flex min-w-0 flex-1 items-center gap-3 rounded-md text-left"
		>
			<BoardCover cover={cover} />
			<span className="min-w-0 flex-1">
				<span className="block truncate font-medium" title={title}>
					{title}
				</span>
				{trouble === undefined ? (
					<span className="nums block truncate text-sm text-text-3">
						{t("boards.facts", {
							count: items,
							number: formatNumber(items),
							moment: formatMoment(changedAt),
						})}
					</span>
				) : (
					<span className="block text-sm text-danger">
						{failureText(appError(`board-${trouble}`, { name: title }).failure)}
					</span>
				)}
			</span>
		</button>
	);
}

function TitleField({
	board: { id, title },
	onDone,
}: {
	readonly board: BoardSummary;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("board");
	const [text, setText] = useState(title);
	const finish = () => {
		renameBoard(id, text);
		onDone();
	};
	const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
		if (event.nativeEvent.isComposing || event.keyCode === 229) return;
		if (event.key !== "Enter" && event.key !== "Escape") return;
		event.preventDefault();
		event.stopPropagation();
		if (event.key === "Enter") finish();
		else onDone();
	};
	return (
		<TextField
			autoFocus
			label={t("boards.title")}
			value={text}
			maxLength={200}
			onChange={setText}
			onKeyDown={onKeyDown}
			onBlur={finish}
			className="flex-1"
		/>
	);
}
