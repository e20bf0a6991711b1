import {
	AlignHorizontalJustifyStart,
	Ellipsis,
	ImagePlus,
	LayoutGrid,
	Palette,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoardItem, NoteItem } from "../../../contract/board.ts";
import { itemsNamed } from "../../board-document/change-items.ts";
import { setColour, setOpacity } from "../../board-document/edit-items.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { Slider } from "../../kit/slider.tsx";
import { useApp } from "../../state/app-store.ts";
import { useBoard } from "../../state/board-store.ts";
import { boardCommand } from "./board-commands.ts";
import { applyCrop, editChosen, leaveCrop } from "./board-edits.ts";
import { menuEntries, menuGroups } from "./board-menu.ts";
import { useBoardTools } from "./board-tools.ts";
import { CommandButton } from "./command-button.tsx";

const barLook =
	"pointer-events-auto flex max-w-full items-center gap-0.5 rounded-md border border-line bg-raised p-1 shadow-raised";
const colours: readonly NoteItem["colour"][] = [
	"plain",
	"yellow",
	"red",
	"green",
	"blue",
	"violet",
];

/** What can be done with what is chosen, at the lower edge of the board. */
export function SelectionBar() {
	const { t } = useTranslation("board");
	const board = useBoard((state) => state.board);
	const chosen = useBoard((state) => state.chosen);
	const isCropping = useBoardTools((state) => state.crop !== undefined);
	if (isCropping) return <CropBar />;
	if (board === undefined || chosen.length === 0) return null;
	const items = itemsNamed(board, chosen);
	const pictures = items.filter(({ kind }) => kind === "picture").length;
	return (
		<fieldset aria-label={t("canvas.selectionBar")} className={barLook}>
			{pictures > 0 && (
				<Button
					size="md"
					look="quiet"
					icon={ImagePlus}
					label={t("commands.references")}
					disabled={!boardCommand("references").enabled()}
					onClick={boardCommand("references").run}
				>
					<span className="@max-[560px]:hidden">{t("commands.references")}</span>
				</Button>
			)}
			{pictures === 0 && <ColourMenu items={items} />}
			<OpacitySlider items={items} />
			{items.length > 1 && <Arranging />}
			{pictures > 0 && (
				<span className="flex @max-[680px]:hidden">
					{items.length === 1 && <CommandButton id="crop" side="top" />}
					<CommandButton id="flipX" side="top" />
					<CommandButton id="flipY" side="top" />
					<CommandButton
						id="grey"
						side="top"
						pressed={items.every((item) => item.kind !== "picture" || item.grey)}
					/>
				</span>
			)}
			<span className="flex @max-[680px]:hidden">
				{items.length > 1 && <CommandButton id="group" side="top" />}
				<CommandButton id="lock" side="top" pressed={items.every(({ locked }) => locked)} />
				<CommandButton id="toFront" side="top" />
				<CommandButton id="toBack" side="top" />
			</span>
			<CommandMenu group="more" icon={Ellipsis} label={t("canvas.more")} />
		</fieldset>
	);
}

function Arranging() {
	const { t } = useTranslation("board");
	return (
		<>
			<CommandMenu group="align" icon={AlignHorizontalJustifyStart} label={t("canvas.align")} />
			<CommandMenu group="arrange" icon={LayoutGrid} label={t("canvas.arrange")} />
		</>
	);
}

function CommandMenu({
	group,
	icon,
	label,
}: {
	readonly group: keyof typeof menuGroups;
	readonly icon: typeof Ellipsis;
	readonly label: string;
}) {
	const { t } = useTranslation("board");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<Menu entries={menuEntries(menuGroups[group], t, platform)} side="top" align="center">
			<IconButton icon={icon} label={label} side="top" />
		</Menu>
	);
}

function OpacitySlider({ items }: { readonly items: readonly BoardItem[] }) {
	const { t } = useTranslation("board");
	const opacity = items[0]?.opacity ?? 1;
	const percent = Math.round(opacity * 100);
	return (
		<span className="flex items-center gap-2 px-2">
			<Slider
				className="w-20"
				label={t("canvas.opacity")}
				min={5}
				max={100}
				step={5}
				value={percent}
				disabled={items.every(({ locked }) => locked)}
				onChange={(value) =>
					editChosen((board, ids) => setOpacity(board, ids, value / 100), "opacity")
				}
			/>
			<span className="nums w-9 text-right text-sm text-text-3">
				{formatNumber(opacity, { style: "percent" })}
			</span>
		</span>
	);
}

function ColourMenu({ items }: { readonly items: readonly BoardItem[] }) {
	const { t } = useTranslation("board");
	const present = items.find((item) => item.kind !== "picture")?.colour;
	return (
		<Menu
			side="top"
			align="center"
			entries={colours.map((colour) => ({
				id: colour,
				label: t(`canvas.colours.${colour}`),
				checked: colour === present,
				onSelect: () => editChosen((board, ids) => setColour(board, ids, colour)),
			}))}
		>
			<IconButton icon={Palette} label={t("canvas.colour")} side="top" />
		</Menu>
	);
}

function CropBar() {
	const { t } = useTranslation("board");
	return (
		<fieldset aria-label={t("commands.crop")} className={barLook}>
			<span className="px-2 text-text-2 @max-[560px]:hidden">{t("canvas.cropping")}</span>
			<Button look="quiet" shortcut="Esc" onClick={leaveCrop}>
				{t("canvas.cropLeave")}
			</Button>
			<Button look="primary" shortcut="Enter" onClick={applyCrop}>
				{t("canvas.cropApply")}
			</Button>
		</fieldset>
	);
}
