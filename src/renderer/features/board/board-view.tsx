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
import { LibraryTray, LibraryTrayToggle } from "./library-tray.tsx";

/** The board that is open. `greeting` takes the place of the words for an empty board. */
export function BoardView({ greeting }: { readonly greeting?: ReactNode }) {
	const { t } = useTranslation("board");
	const isOpen = useBoard((state) => state.board !== undefined);
	const trouble = useBoard((state) => state.trouble);
	return (
		<section className="flex h-full flex-col bg-surface-0">
			<BoardBar lead={<BoardsMenu />}>
				<LibraryTrayToggle />
			</BoardBar>
			<Problem />
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

/** What went wrong with something that was done to pictures; it stays until it is dealt with. */
function Problem() {
	const { t } = useTranslation("board");
	const failure = usePictureProblem((state) => state.failure);
	if (failure === undefined) return null;
	return (
		<ProblemBar
			text={failureText(failure)}
			dismiss={t("canvas.dismiss")}
			onDismiss={dismissPictureProblem}
		/>
	);
}
