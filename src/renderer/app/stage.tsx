import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { takeDrop } from "../features/compose/take-references.ts";
import { FindBar } from "../features/finding/find-bar.tsx";
import { FindHeading } from "../features/finding/find-heading.tsx";
import { FindingServices } from "../features/finding/finding-services.ts";
import { LibrarySide } from "../features/finding/library-side.tsx";
import { SelectionBar } from "../features/finding/selection-bar.tsx";
import { GalleryView } from "../features/gallery/gallery-view.tsx";
import { ImportDrop } from "../features/importing/import-drop.tsx";
import { ImportMenu } from "../features/importing/import-menu.tsx";
import { DropZone } from "../kit/drop-zone.tsx";
import { isOwnDrag } from "../state/own-drag.ts";
import { countHovering } from "../state/read-drop.ts";
import {
	type HomeStage,
	isHome,
	type Stage as StageName,
	useSelection,
} from "../state/selection-store.ts";
import { togglePanel, useView } from "../state/view-store.ts";
import { Greeting, useGreeting } from "./greeting.tsx";
import { InRoom } from "./room.tsx";
import { rooms } from "./rooms.ts";

/**
 * Board or gallery, and what is opened from them. Both stay as they were while something else is
 * on stage, once they have been on it.
 */
export function Stage() {
	const stage = useSelection((state) => state.stage);
	const home = useView((state) => state.home);
	const seen = useSeen(home);
	const greet = useGreeting();
	const greeting = greet ? <Greeting /> : undefined;
	return (
		<div className="relative min-h-0 flex-1 bg-surface-0">
			<FindingServices />
			{seen.has("board") && (
				<Layer isOnStage={stage === "board"}>
					<InRoom room={rooms.board} props={{ greeting }} />
				</Layer>
			)}
			<TakesReferences isOnStage={stage !== "board"}>
				{seen.has("gallery") && (
					<Layer isOnStage={stage === "gallery"}>
						<GalleryStage greeting={greeting} />
					</Layer>
				)}
				{!isHome(stage) && <div className="absolute inset-0">{opened(stage)}</div>}
			</TakesReferences>
		</div>
	);
}

/** The pictures, what they are found by above and beside them, and what can be done with the chosen ones. */
function GalleryStage({ greeting }: { readonly greeting: ReactNode }) {
	return (
		<ImportDrop className="h-full">
			<div className="relative flex h-full">
				<LibrarySide />
				<div className="relative flex min-w-0 flex-1 flex-col">
					<FindHeading />
					<div className="min-h-0 flex-1">
						<GalleryView
							search={<Finding />}
							emptyAction={<ImportMenu look="words" />}
							greeting={greeting}
						/>
					</div>
					<SelectionBar />
				</div>
			</div>
		</ImportDrop>
	);
}

/** What stands above the pictures: finding them, and bringing more in. */
function Finding() {
	return (
		<div className="flex items-center gap-1">
			<div className="min-w-0 flex-1">
				<FindBar />
			</div>
			<ImportMenu />
		</div>
	);
}

function opened(stage: Exclude<StageName, HomeStage>): ReactNode {
	switch (stage) {
		case "viewer":
			return <InRoom room={rooms.viewer} props={{}} />;
		case "compare":
			return <InRoom room={rooms.compare} props={{}} />;
		case "set":
			return <InRoom room={rooms.set} props={{}} />;
		case "lineage":
			return <InRoom room={rooms.lineage} props={{}} />;
	}
}

/** The homes that were on stage in this run: the other one costs nothing until it is wanted. */
function useSeen(home: HomeStage): ReadonlySet<HomeStage> {
	const [seen, setSeen] = useState<ReadonlySet<HomeStage>>(new Set([home]));
	if (seen.has(home)) return seen;
	const more = new Set([...seen, home]);
	setSeen(more);
	return more;
}

function Layer({
	isOnStage,
	children,
}: {
	readonly isOnStage: boolean;
	readonly children: ReactNode;
}) {
	return (
		<div
			className={isOnStage ? "absolute inset-0" : "invisible absolute inset-0"}
			inert={!isOnStage}
		>
			{children}
		</div>
	);
}

/** Pictures dropped here become references, as they do beside the prompt; a board takes them itself. */
function TakesReferences({
	isOnStage,
	children,
}: {
	readonly isOnStage: boolean;
	readonly children: ReactNode;
}) {
	const { t } = useTranslation("app");
	return (
		<DropZone
			// A zone is relative by itself.
			className={isOnStage ? "absolute! inset-0" : "invisible absolute! inset-0"}
			says={(types, items) =>
				isOwnDrag() || countHovering(types, items) === undefined ? undefined : t("stage.drop")
			}
			onDrop={(data) => {
				togglePanel("compose", true);
				void takeDrop(data);
			}}
		>
			{children}
		</DropZone>
	);
}
