/** Px between two frames of the sheet. */
export const SHEET_GAP = 12;

let length = 1;

/** How many frames stand in a row of the contact sheet as it is drawn now. */
export function rowLength(): number {
	return length;
}

export function noteRowLength(frames: number): void {
	length = Math.max(1, frames);
}

/** How many frames of a width fit in a row. @param room px, inside the sheet's padding */
export function framesInRow(room: number, cellWidth: number): number {
	return Math.max(1, Math.floor((room + SHEET_GAP) / (cellWidth + SHEET_GAP)));
}
