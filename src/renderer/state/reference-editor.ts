import { create } from "zustand";
import type { Reference } from "../../contract/references.ts";

/** What is known of a reference before it is edited; pixels are upright. */
export type EditableReference = Pick<Reference, "id" | "name" | "width" | "height">;

/** One opening of the editor. */
export type ReferenceEditing = {
	readonly reference: EditableReference;
	/** Gets the new reference; the original snapshot stays as it is. */
	readonly onDone: (edited: Reference) => void;
};

/** Which reference is being edited; undefined: the editor is closed. */
export const useReferenceEditor = create<{ readonly editing: ReferenceEditing | undefined }>()(
	() => ({ editing: undefined }),
);

/** Opens the editor over the window. `onDone` is not called when it is closed without a change. */
export function openReferenceEditor(editing: ReferenceEditing): void {
	useReferenceEditor.setState({ editing });
}

export function closeReferenceEditor(): void {
	useReferenceEditor.setState({ editing: undefined });
}
