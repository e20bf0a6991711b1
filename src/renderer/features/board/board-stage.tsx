import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { toBoard } from "../../board-document/board-view.ts";
import type { Point } from "../../board-document/geometry.ts";
import { formatNumber } from "../../bridge/format.ts";
import { ContextMenu } from "../../kit/context-menu.tsx";
import { useApp } from "../../state/app-store.ts";
import { useBoard } from "../../state/board-store.ts";
import { usePictureChoicesInShort } from "../../state/picture-choices.ts";
import { type BoardCanvas, startBoardCanvas } from "./board-canvas.ts";
import { BoardDrop } from "./board-drop.tsx";
import { menuEntries, menuGroups } from "./board-menu.ts";
import { useBoardTools } from "./board-tools.ts";
import { BoardZoom } from "./board-zoom.tsx";
import { ItemList } from "./item-list.tsx";
import { NoteEditor } from "./note-editor.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useBoardClipboard } from "./use-board-clipboard.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useChosenImages } from "./use-chosen-images.ts";

/** The open board itself, with everything that floats over it. */
export function BoardStage({ empty }: { readonly empty: ReactNode }) {
	const { t } = useTranslation("board");
	const helpId = useId();
	const root = useRef<HTMLDivElement>(null);
	const host = useRef<HTMLDivElement>(null);
	const container = useRef<HTMLDivElement>(null);
	const [canvas, setCanvas] = useState<BoardCanvas>();
	const title = useBoard((state) => state.board?.title ?? "");
	const isEmpty = useBoard((state) => state.board?.items.length === 0);
	useEffect(() => {
		if (host.current === null || container.current === null) return;
		const started = startBoardCanvas(host.current, container.current);
		const observer = new ResizeObserver(() => started.scene.resize());
		observer.observe(container.current);
		setCanvas(started);
		return () => {
			observer.disconnect();
			started.destroy();
			setCanvas(undefined);
		};
	}, []);
	useBoardKeys(
		useCallback(() => root.current, []),
		useCallback(() => canvas?.pointer, [canvas]),
	);
	useBoardClipboard();
	useChosenImages();
	const toPoint = useCallback(
		(clientX: number, clientY: number): Point => {
			const box = container.current?.getBoundingClientRect();
			if (canvas === undefined || box === undefined) return { x: 0, y: 0 };
			const { scene } = canvas;
			return toBoard(scene.view, scene.size, { x: clientX - box.left, y: clientY - box.top });
		},
		[canvas],
	);
	return (
		<div ref={root} className="@container relative min-h-0 flex-1">
			<BoardDrop toBoard={toPoint}>
				<ItemList />
				<BoardMenu>
					<div
						ref={host}
						// biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is worked on by keys; an application is interactive.
						tabIndex={0}
						role="application"
						aria-label={t("canvas.label", { title })}
						aria-describedby={helpId}
						className="absolute inset-0 touch-none overflow-hidden bg-surface-0 outline-none select-none peer-focus:outline-2 peer-focus:-outline-offset-2 peer-focus:outline-accent focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
					>
						<div ref={container} className="size-full" />
						{canvas !== undefined && <NoteEditor scene={canvas.scene} />}
					</div>
				</BoardMenu>
				<p id={helpId} className="sr-only">
					{t("canvas.help")}
				</p>
				<ChosenCount />
				{isEmpty && <div className="pointer-events-none absolute inset-0">{empty}</div>}
				{canvas !== undefined && (
					<>
						<div className="pointer-events-none absolute inset-x-2 bottom-13 flex justify-center @min-[1060px]:bottom-2">
							<SelectionBar />
						</div>
						<div className="pointer-events-none absolute right-2 bottom-2">
							<BoardZoom scene={canvas.scene} />
						</div>
					</>
				)}
			</BoardDrop>
		</div>
	);
}

function BoardMenu({ children }: { readonly children: React.ReactElement }) {
	const { t } = useTranslation("board");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const hasChosen = useBoard((state) => state.chosen.length > 0);
	// What can be done changes with the board, what is chosen, and what the designer is in the middle of.
	useBoard((state) => state.board);
	useBoard((state) => state.chosen);
	useBoardTools();
	const image = useBoard(onlyImage);
	const choices = usePictureChoicesInShort();
	const groups = hasChosen ? menuGroups.item : menuGroups.board;
	const [first, ...others] = menuEntries(groups, t, platform);
	const from = image === undefined ? [] : choices(image).filter(({ id }) => id !== "board");
	const entries = first === undefined ? others : [first, ...from, ...others];
	return <ContextMenu entries={entries}>{children}</ContextMenu>;
}

/** The picture of the library that is chosen, when nothing else is. */
function onlyImage({ board, chosen }: ReturnType<typeof useBoard.getState>): ImageId | undefined {
	const [id, ...others] = chosen;
	if (id === undefined || others.length > 0) return undefined;
	const item = board?.items.find((one) => one.id === id);
	return item?.kind === "picture" && item.source.kind === "image" ? item.source.id : undefined;
}

/** Says to a screen reader how much is chosen. */
function ChosenCount() {
	const { t } = useTranslation("board");
	const count = useBoard((state) => state.chosen.length);
	return (
		<p role="status" className="sr-only">
			{count === 0
				? t("canvas.nothingChosen")
				: t("canvas.chosen", { count, number: formatNumber(count) })}
		</p>
	);
}
