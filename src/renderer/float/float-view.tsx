import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../bridge/error-text.ts";
import { KitProvider } from "../kit/kit-provider.tsx";
import { Note } from "../kit/note.tsx";
import { useFloatBoard } from "./float-board.ts";
import { createFloatScene, type FloatScene } from "./float-scene.ts";
import { FloatStrip } from "./float-strip.tsx";

/** The whole of the small window: a strip to hold it by, and the board. */
export function FloatView() {
	const { t } = useTranslation(["float", "app", "board"]);
	const board = useFloatBoard((state) => state.board);
	const failure = useFloatBoard((state) => state.failure);
	const scene = useRef<FloatScene>(undefined);
	const place = useCallback((host: HTMLDivElement) => {
		const made = createFloatScene(host);
		scene.current = made;
		return () => {
			scene.current = undefined;
			made.destroy();
		};
	}, []);
	useEffect(() => {
		if (board !== undefined) scene.current?.show(board);
	}, [board]);
	useEffect(closeByEscape, []);
	const title = board?.title.trim() || t("board:untitled");
	useEffect(() => {
		document.title = title;
	}, [title]);
	const words = {
		close: t("app:kit.close"),
		increase: t("app:kit.increase"),
		decrease: t("app:kit.decrease"),
		notifications: t("app:kit.notifications"),
	};
	return (
		<KitProvider words={words}>
			<main className="flex h-full flex-col border border-line">
				<FloatStrip title={title} onFit={board && (() => scene.current?.showAll())} />
				{failure === undefined ? (
					<div className="relative min-h-0 flex-1">
						<div
							ref={place}
							role="img"
							aria-label={t("canvas", { title, count: board?.items.length ?? 0 })}
							className="absolute inset-0 cursor-grab touch-none"
						/>
						{board?.items.length === 0 && (
							<p className="pointer-events-none absolute inset-0 grid place-items-center p-4 text-center text-text-3">
								{t("empty")}
							</p>
						)}
					</div>
				) : (
					<div className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
						<Note tone="danger">{failureText(failure)}</Note>
					</div>
				)}
			</main>
		</KitProvider>
	);
}

/** @returns a function that ends it */
function closeByEscape(): () => void {
	const onKey = (event: KeyboardEvent) => {
		if (event.key === "Escape" && !event.defaultPrevented) window.close();
	};
	window.addEventListener("keydown", onKey);
	return () => window.removeEventListener("keydown", onKey);
}
