import { z } from "zod";
import { AccountId, BoardId } from "./ids.ts";
import { WatchedFolder } from "./imports.ts";
import { ReadOnlyReason } from "./keeping.ts";
import { Budget } from "./money.ts";
import { PictureIntent } from "./picture-export.ts";
import { HostChoice } from "./reference-hosts.ts";

export const languages = ["en", "zh-CN"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** What the designer chose; `system` follows the computer. */
export const Settings = z.strictObject({
	language: z.enum(["system", ...languages]).default("system"),
	theme: z.enum(["system", "dark", "light"]).default("system"),
	/** The account and model the form opens with. */
	lastAccount: AccountId.optional(),
	lastModel: z.string().max(200).optional(),
	/** The board that was open last. */
	lastBoard: BoardId.optional(),
	/** Absent: no limit. */
	budget: Budget.optional(),
	/** Where pictures go for gateways that only fetch links. */
	referenceHost: HostChoice.optional(),
	/** Takes placed references away again once the job that needed them has ended. */
	removePlaced: z.boolean().default(true),
	/** Where a wish goes when its gateway certainly did not charge, in order. Empty: nowhere. */
	fallbackOrder: z
		.array(z.strictObject({ account: AccountId, model: z.string().max(200) }))
		.max(4)
		.default([]),
	/** Whether Generate arranges the order of fall-back at all. */
	fallBack: z.boolean().default(false),
	/** Folders whose new pictures come into the library by themselves, for the library in use. */
	watched: z.array(WatchedFolder).max(50).default([]),
	/** What leaves when pictures are dragged out. */
	dragIntent: PictureIntent.default({ metadata: "as-is" }),
	/** The gallery shows a set as one picture. */
	stacked: z.boolean().default(true),
	/** Height of gallery rows, px. */
	galleryRow: z.int().min(40).max(2_000).optional(),
});
export type Settings = z.infer<typeof Settings>;

/** What the window must know of its surroundings before it can draw. */
export const AppInfo = z.object({
	version: z.string(),
	platform: z.enum(["darwin", "win32", "linux"]),
	/** The language in force. */
	language: Language,
	libraryFolder: z.string(),
	/** `none`: this computer has no key store that protects anything. */
	keyStore: z.enum(["sealed", "none"]),
	/** No job was ever made and no account added: greet. */
	firstRun: z.boolean(),
	/** Absent: the library can be written to. */
	readOnly: ReadOnlyReason.optional(),
});
export type AppInfo = z.infer<typeof AppInfo>;
