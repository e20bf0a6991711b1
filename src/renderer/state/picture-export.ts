import { create } from "zustand";
import type { ImageId } from "../../contract/ids.ts";

/** The pictures an export is being arranged for; absent: none. */
export const useExportAsked = create<{ readonly ids: readonly ImageId[] | undefined }>()(() => ({
	ids: undefined,
}));

/** Opens the arrangement of an export. */
export function arrangeExport(ids: readonly ImageId[]): void {
	if (ids.length > 0) useExportAsked.setState({ ids });
}

export function closeExport(): void {
	useExportAsked.setState({ ids: undefined });
}
