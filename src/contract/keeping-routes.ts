import { z } from "zod";
import { RunId } from "./ids.ts";
import { CheckReport, KnownLibrary } from "./keeping.ts";
import { MirroredLibrary, MirrorSettings, MirrorStatus } from "./mirror.ts";
import { FilePath, nothing, type Route } from "./route.ts";

/** Keeping libraries safe: several of them, checks, backups, the mirror. */
export const keepingRoutes = {
	"libraries.list": { effect: "read", input: nothing, output: z.array(KnownLibrary) },
	/** Starts the app again with another known library. */
	"libraries.open": { effect: "write", input: FilePath, output: nothing },
	/** Takes it off the list; nothing on disk changes. */
	"libraries.forget": { effect: "write", input: FilePath, output: z.array(KnownLibrary) },
	/** Asks where to, copies the library there, compares every file, and starts again there; the old folder stays. */
	"libraries.move": { effect: "write", input: z.strictObject({ run: RunId }), output: z.boolean() },
	/** Reads every file and compares it with its hash; with `repair`, mends what can be mended. */
	"library.check": {
		effect: "write",
		input: z.strictObject({ run: RunId, repair: z.boolean() }),
		output: CheckReport,
	},
	/** The last one of this library; null: never. */
	"library.lastCheck": { effect: "read", input: nothing, output: CheckReport.nullable() },
	/** Asks where to and copies every file that is not there yet; false: the dialog was closed. */
	"library.backup": { effect: "write", input: z.strictObject({ run: RunId }), output: z.boolean() },
	/** Asks for a backup and a new folder, copies and compares every file, and adds it to the list. */
	"library.restoreBackup": {
		effect: "write",
		input: z.strictObject({ run: RunId }),
		output: z.boolean(),
	},

	"mirror.status": { effect: "read", input: nothing, output: MirrorStatus },
	/** null: no mirror any more; what is in the bucket stays. */
	"mirror.save": { effect: "write", input: MirrorSettings.nullable(), output: MirrorStatus },
	"mirror.start": { effect: "write", input: z.strictObject({ run: RunId }), output: nothing },
	/** Asks the bucket which libraries are there. */
	"mirror.libraries": { effect: "read", input: nothing, output: z.array(MirroredLibrary) },
	/** Asks for a folder and brings a mirrored library there, to be read; false: the dialog was closed. */
	"mirror.fetch": {
		effect: "write",
		input: z.strictObject({ run: RunId, id: z.uuid() }),
		output: z.boolean(),
	},
} as const satisfies Record<string, Route>;
