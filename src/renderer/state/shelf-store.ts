import { create } from "zustand";
import type { ReferenceId } from "../../contract/ids.ts";
import type { ReferenceRole, ShelfEntry } from "../../contract/references.ts";
import { ask, hear } from "../bridge/client.ts";

/** A copy of main's named references, the newest first; empty until they are known. */
export const useShelf = create<{ readonly entries: readonly ShelfEntry[] }>()(() => ({
	entries: [],
}));

/** Keeps the shelf as main has it. What was known stays when main cannot tell. */
export function followShelf(): void {
	hear("shelf.changed", putShelf);
	ask("shelf.list").then(putShelf, () => {});
}

export function shelfEntryOf(
	entries: readonly ShelfEntry[],
	reference: string,
): ShelfEntry | undefined {
	return entries.find((entry) => entry.reference === reference);
}

/**
 * Names a reference, or changes its name or role.
 * @throws AskError `name-taken`, or one of the disk's
 */
export async function saveOnShelf(entry: {
	readonly reference: ReferenceId;
	readonly name: string;
	readonly role: ReferenceRole | undefined;
}): Promise<void> {
	const { reference, name, role } = entry;
	putShelf(await ask("shelf.save", { reference, name, ...(role !== undefined && { role }) }));
}

/** Takes the name away; the picture and every recipe stay. @throws AskError */
export async function takeOffShelf(reference: ReferenceId): Promise<void> {
	putShelf(await ask("shelf.remove", reference));
}

function putShelf(entries: readonly ShelfEntry[]): void {
	useShelf.setState({ entries: entries.toSorted((a, b) => b.addedAt - a.addedAt) });
}
