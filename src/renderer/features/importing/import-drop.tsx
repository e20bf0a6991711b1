import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { DropZone } from "../../kit/drop-zone.tsx";
import { showToast } from "../../kit/toast.tsx";
import { isOwnDrag } from "../../state/own-drag.ts";
import { readTransfer } from "../../state/read-drop.ts";
import { importDropped, useImporting } from "./importing-store.ts";
import { RecipeQuestion } from "./recipe-question.tsx";

/**
 * Files and folders dropped on what is inside come into the library. Pictures dragged out of a page
 * bring no file along, and are left to whoever is around this.
 */
export function ImportDrop({
	children,
	className,
}: {
	readonly children: ReactNode;
	readonly className?: string;
}) {
	const { t } = useTranslation("importing");
	const way = useImporting((state) => state.way);
	return (
		<DropZone
			className={className}
			says={(types) => (isOwnDrag() || !areFiles(types) ? undefined : t(`drop.${way}`))}
			onDrop={(data) => {
				const { paths, hasFolder } = readTransfer(data);
				if (paths.length === 0) return;
				importDropped(paths, { hasFolder }).catch((thrown: unknown) => {
					showToast({ tone: "danger", text: failureText(failureOf(thrown)) });
				});
			}}
		>
			{children}
			<RecipeQuestion />
		</DropZone>
	);
}

/** A picture out of a page brings its file together with its address and its HTML. */
function areFiles(types: readonly string[]): boolean {
	return types.length === 1 && types[0] === "Files";
}
