import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";

const Row = z.object({ data_version: z.int() });

/** Changes whenever another connection has written (https://www.sqlite.org/pragma.html#pragma_data_version, read 2026-11-21). */
export function dataVersion(database: Database): () => number {
	const version = database.prepare("PRAGMA data_version");
	return () => parsedRow(Row, version.get(), "index.db").data_version;
}
