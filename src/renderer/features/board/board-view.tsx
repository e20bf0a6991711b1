import { FolderX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { openFirst } from "../../state/board-start.ts";
import { useBoard } from "../../state/board-store.ts";
import { dismissPictureProblem, usePictureProblem } from "../../state/picture-problem.ts";
import { BoardBar } from "./board-bar.tsx";
import { BoardEmpty } from "./board-empty.tsx";
import { BoardStage } from "./board-stage.tsx";
import { BoardsMenu } from "./boards-menu.tsx";
import { dismissBoardsProblem, useBoardsProblem } from "./boards-menu-actions.ts";
import { LibraryTray, LibraryTrayToggle } from "./library-tray.tsx";

/** The board that is open. `greeting` takes the place of the words for an empty board. */
export function BoardView({ greeting }: { readonly greeting?: ReactNode }) {
	const { t } = useTranslation("board");
	const isOpen = useBoard((state) => state.board !== undefined);
	const trouble = useBoard((state) => state.trouble);
	const boards = useBoardsProblem((state) => state.failure);
	const pictures = usePictureProblem((state) => state.failure);
	const failure = boards ?? pictures;
	return (
		<section className="flex h-full flex-col bg-surface-0">
			<BoardBar lead={<BoardsMenu />}>
				<LibraryTrayToggle />
			</BoardBar>
			<ProblemBar text={failure && failureText(failure)} onDismiss={dismissProblem} />
			{isOpen && <BoardStage empty={greeting ?? <BoardEmpty />} />}
			{!isOpen && trouble === undefined && (
				<div className="flex flex-1 items-center justify-center">
					<Spinner label={t("canvas.loading")} />
				</div>
			)}
			{!isOpen && trouble !== undefined && (
				<EmptyState
					icon={FolderX}
					title={t("canvas.trouble")}
					actions={<Button onClick={() => void openFirst()}>{t("canvas.again")}</Button>}
				>
					{failureText(trouble)}
				</EmptyState>
			)}
			<LibraryTray />
		</section>
	);
}

/** There is one bar for what was done to boards and to their pictures. */
function dismissProblem(): void {
	dismissBoardsProblem();
	dismissPictureProblem();
}
