import { create } from "zustand";

/** What becomes a picture. */
export type ExportPart = "board" | "chosen";

type ExportState = {
	readonly isOpen: boolean;
	/** What is marked at first; the designer may choose the other. */
	readonly part: ExportPart;
};

/** Whether the board is about to be exported as one picture. */
export const useExportPicture = create<ExportState>()(() => ({ isOpen: false, part: "board" }));

/** Asks how the board, or what is chosen on it, becomes one picture. */
export function openExportPicture(part: ExportPart = "board"): void {
	useExportPicture.setState({ isOpen: true, part });
}

export function closeExportPicture(): void {
	useExportPicture.setState({ isOpen: false });
}
