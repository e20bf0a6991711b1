import { clsx } from "clsx";
import { ChevronLeft, ChevronRight, ImageOff } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageDetail, ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { useZoom } from "../../kit/use-zoom.ts";
import { ZoomedPicture } from "../../kit/zoomed-picture.tsx";
import { useAction } from "../../state/action-registry.ts";
import { useImageDetail } from "../../state/image-details.ts";
import { redoLibrary, trashPictures, undoLibrary } from "../../state/library-edits.ts";
import { rebuildLibrary, useLibraryRebuild } from "../../state/library-rebuild.ts";
import { pictureAt, placeOfPicture, useLibrary } from "../../state/library-store.ts";
import { markOfKey } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";
import { leaveStage, openViewer, useSelection } from "../../state/selection-store.ts";
import { Filmstrip } from "./filmstrip.tsx";
import { type Neighbours, useNeighbours } from "./use-neighbours.ts";
import { ViewerBar } from "./viewer-bar.tsx";
import { viewerKey } from "./viewer-keys.ts";
import { ZoomLine } from "./zoom-line.tsx";

/** One picture, large, with its neighbours a key away. */
export function ViewerView() {
	const { t } = useTranslation("viewer");
	const current = useSelection((state) => state.current);
	const { detail, failure } = useImageDetail(current);
	const known = useLibrary((state) => pictureAt(state, placeOfPicture(state, current) ?? -1));
	const record = known ?? (detail?.image.id === current ? detail?.image : undefined);
	const neighbours = useNeighbours(record, detail?.siblings ?? []);
	if (record === undefined) {
		return (
			<div className="flex h-full flex-col bg-surface-0">
				{failure === undefined ? (
					<div className="flex h-full items-center justify-center">
						<Spinner label={t("loading")} />
					</div>
				) : (
					<Missing text={failureText(failure)} />
				)}
			</div>
		);
	}
	return <OnePicture record={record} detail={detail} neighbours={neighbours} />;
}

function OnePicture({
	record,
	detail,
	neighbours,
}: {
	readonly record: ImageRecord;
	readonly detail: ImageDetail | undefined;
	readonly neighbours: Neighbours;
}) {
	const { t } = useTranslation("viewer");
	const root = useRef<HTMLDivElement>(null);
	const box = useRef<HTMLDivElement>(null);
	const zoom = useZoom(box, record);
	const [missing, setMissing] = useState<ImageId | undefined>(undefined);
	const isMissing = missing === record.id;
	const { previous, next } = neighbours;
	const goTo = (to: ImageRecord | undefined) => to !== undefined && openViewer(to.id);
	useAction("image.next", () => goTo(next), next !== undefined);
	useAction("image.previous", () => goTo(previous), previous !== undefined);
	useEffect(() => root.current?.focus({ preventScroll: true }), []);

	const trash = () => {
		if (record.trashedAt !== undefined) return;
		void trashPictures([record.id]);
		const other = next ?? previous;
		if (other === undefined) leaveStage();
		else openViewer(other.id);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const mark = markOfKey(event);
		if (mark !== undefined) {
			event.preventDefault();
			return void markPictures([record.id], mark, [record]);
		}
		const meant = viewerKey(event);
		if (meant !== undefined) event.preventDefault();
		switch (meant) {
			case undefined:
				return;
			case "next":
				return goTo(next);
			case "previous":
				return goTo(previous);
			case "zoom-in":
				return zoom.zoomIn();
			case "zoom-out":
				return zoom.zoomOut();
			case "fit":
				return zoom.fit();
			case "actual-size":
				return zoom.actualSize();
			case "turn-over":
				return zoom.isFitted ? zoom.actualSize() : zoom.fit();
			case "trash":
				return trash();
			case "undo":
				return void undoLibrary();
			case "redo":
				return void redoLibrary();
		}
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys of the view as a whole; each has a button too.
		<div
			ref={root}
			tabIndex={-1}
			onKeyDown={onKeyDown}
			className="flex h-full flex-col bg-surface-0 outline-none"
		>
			<ViewerBar record={record} neighbours={neighbours} />
			<div className="relative min-h-0 flex-1">
				<div
					ref={box}
					{...zoom.listeners}
					className={clsx(
						"absolute inset-0 touch-none overflow-hidden",
						!zoom.isFitted && "cursor-grab active:cursor-grabbing",
					)}
				>
					{!isMissing && (
						<ZoomedPicture
							key={record.id}
							standIn={imageUrl("thumb", record.id)}
							source={imageUrl("image", record.id)}
							size={record}
							alt={record.prompt}
							mayBeClear={record.format !== "jpeg"}
							zoom={zoom}
							onMissing={() => setMissing(record.id)}
						/>
					)}
				</div>
				{isMissing && (
					<div className="absolute inset-0 bg-surface-0">
						<Missing text={t("missing.text", { file: record.file })} />
					</div>
				)}
				<EdgeButton side="left" label={t("previous")} to={previous} />
				<EdgeButton side="right" label={t("next")} to={next} />
			</div>
			<ZoomLine record={record} zoom={zoom} />
			{detail !== undefined && <Filmstrip detail={detail} current={record.id} />}
		</div>
	);
}

function EdgeButton({
	side,
	label,
	to,
}: {
	readonly side: "left" | "right";
	readonly label: string;
	readonly to: ImageRecord | undefined;
}) {
	if (to === undefined) return null;
	return (
		<IconButton
			icon={side === "left" ? ChevronLeft : ChevronRight}
			label={label}
			shortcut={side === "left" ? "←" : "→"}
			look="solid"
			side={side === "left" ? "right" : "left"}
			onClick={() => openViewer(to.id)}
			className={`absolute top-1/2 -mt-4 ${side === "left" ? "left-2" : "right-2"}`}
		/>
	);
}

/** Says that a file is not where it should be, and what can be done. */
function Missing({ text }: { readonly text: string }) {
	const { t } = useTranslation("viewer");
	const isRunning = useLibraryRebuild((state) => state.phase === "running");
	return (
		<EmptyState
			icon={ImageOff}
			title={t("missing.title")}
			actions={
				<>
					<Button onClick={leaveStage}>{t("back")}</Button>
					<Button disabled={isRunning} onClick={() => void rebuildLibrary()}>
						{t(isRunning ? "missing.rebuilding" : "missing.rebuild")}
					</Button>
				</>
			}
		>
			{text}
		</EmptyState>
	);
}
