import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { LibraryFolder } from "../../store/library-folder.ts";

/** Marks a library that is a copy of a teammate's; whoever brings it here writes it. */
export const TEAMMATE_FILE = ".seedcase/teammate.json";

const Teammate = z.object({ name: z.string().trim().min(1).max(300) });

/** Whose library this is a copy of; undefined: it is the designer's own. Never throws. */
export async function teammateOf(place: Pick<LibraryFolder, "path">): Promise<string | undefined> {
	try {
		return Teammate.parse(JSON.parse(await readFile(place.path(TEAMMATE_FILE), "utf8"))).name;
	} catch {
		return undefined;
	}
}
