import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoteItem } from "../../../contract/board.ts";
import { toScreen } from "../../board-document/board-view.ts";
import { cornersOf } from "../../board-document/geometry.ts";
import { useBoard } from "../../state/board-store.ts";
import { endNote, keepNote } from "./board-edits.ts";
import type { BoardScene } from "./board-scene.ts";
import { useBoardTools } from "./board-tools.ts";
import { NOTE_LINE_HEIGHT, NOTE_PADDING } from "./note-layout.ts";
import { noteHeight } from "./paint-note.ts";

/** The note that is being written, as a field exactly over its card. */
export function NoteEditor({ scene }: { readonly scene: BoardScene }) {
	const writing = useBoardTools((state) => state.writing);
	const kept = useBoard((state) => state.board?.items.find(({ id }) => id === writing?.id));
	const note = writing?.fresh ?? kept;
	return note?.kind === "note" ? <NoteField key={note.id} note={note} scene={scene} /> : null;
}

/** The words are put on the board when nothing was typed for so long, ms. */
const PAUSE_MS = 400;

function NoteField({
	note: shown,
	scene,
}: {
	readonly note: NoteItem;
	readonly scene: BoardScene;
}) {
	const { t } = useTranslation("board");
	const field = useRef<HTMLTextAreaElement>(null);
	const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
	// As it was when the writing began: what is put on the board meanwhile must not move the caret.
	const [note] = useState(shown);
	useEffect(() => () => clearTimeout(pause.current), []);

	useLayoutEffect(() => {
		const element = field.current;
		if (element === null) return;
		const place = () => placeField(element, note, scene);
		place();
		element.focus({ preventScroll: true });
		element.select();
		element.addEventListener("input", place);
		const stop = scene.onView(place);
		// A window that closes, or a board that goes, takes the field away without a word.
		const keep = () => {
			if (useBoardTools.getState().writing?.id === note.id) keepNote(element.value);
		};
		// Before everything unsaved is sent off, which comes of the same event.
		window.addEventListener("pagehide", keep, true);
		return () => {
			element.removeEventListener("input", place);
			window.removeEventListener("pagehide", keep, true);
			stop();
			keep();
		};
	}, [note, scene]);

	return (
		<textarea
			ref={field}
			aria-label={t("canvas.noteName")}
			defaultValue={note.text}
			maxLength={20_000}
			spellCheck={false}
			onPointerDown={(event) => event.stopPropagation()}
			onKeyDown={(event) => {
				// 229: what some input methods send instead of saying that they are composing.
				if (event.nativeEvent.isComposing || event.keyCode === 229) return;
				const ends =
					event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
				if (!ends) return;
				event.preventDefault();
				event.stopPropagation();
				event.currentTarget.blur();
			}}
			onChange={({ currentTarget }) => {
				clearTimeout(pause.current);
				pause.current = setTimeout(() => keepNote(currentTarget.value), PAUSE_MS);
			}}
			onBlur={(event) => endNote(event.currentTarget.value)}
			className="absolute top-0 left-0 origin-top-left resize-none overflow-hidden font-sans outline-2 outline-accent"
		/>
	);
}

function placeField(field: HTMLTextAreaElement, note: NoteItem, scene: BoardScene): void {
	const { zoom } = scene.view;
	const [corner] = cornersOf(note);
	const { x, y } = toScreen(scene.view, scene.size, corner);
	const { card, text } = scene.colours.notes[note.colour];
	const height = Math.max(note.height, noteHeight(field.value, note.width, note.fontSize));
	Object.assign(field.style, {
		transform: `translate(${x}px, ${y}px) rotate(${note.rotation}deg)`,
		width: `${note.width * zoom}px`,
		height: `${height * zoom}px`,
		padding: `${NOTE_PADDING * note.fontSize * zoom}px`,
		fontSize: `${note.fontSize * zoom}px`,
		lineHeight: String(NOTE_LINE_HEIGHT),
		borderRadius: `${Math.min(note.fontSize / 2, note.height / 4) * zoom}px`,
		background: card,
		color: text,
	});
}
