import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { AppError } from "../../contract/errors.ts";
import { dataVersion } from "./data-version.ts";
import { openDatabase } from "./database.ts";
import { indexMigrations } from "./index-migrations.ts";
import { createLibraryReader } from "./library-reader.ts";
import { createReaderDesk } from "./reader-desk.ts";
import type { ReaderReply, ReaderRequest } from "./remote-reader.ts";

const Start = z.object({ path: z.string(), folder: z.string() });

/** Answers questions over the index with a connection of its own, so that the app's own thread stays free. */
function serve(): void {
	const port = parentPort;
	if (isMainThread || port === null) throw new Error("This file is a worker's.");
	const { path, folder } = Start.parse(workerData);
	const database = openDatabase(path, indexMigrations, { folder, durable: false, readOnly: true });
	const desk = createReaderDesk(createLibraryReader(database, dataVersion(database)));
	const tell = (reply: ReaderReply) => port.postMessage(reply, buffersIn(reply));
	port.on("message", async ({ id, kind, ask }: ReaderRequest) => {
		try {
			tell({ id, ok: true, value: await desk.ask(kind, ask) });
		} catch (error) {
			const { reason, facts = {} } = AppError.from(error).failure;
			tell({ id, ok: false, reason, facts });
		}
	});
}

/** What can be handed over without a copy. */
function buffersIn(reply: ReaderReply): ArrayBuffer[] {
	if (!reply.ok || typeof reply.value !== "object" || reply.value === null) return [];
	return [reply.value, ...Object.values(reply.value)].flatMap((value) =>
		ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
	);
}

serve();
