import { z } from "zod";
import { Activity } from "./activity.ts";
import { Collection, CollectionSummary } from "./collections.ts";
import { CollectionId, ImageId, RunId, UndoId } from "./ids.ts";
import { ImportWay, WatchedFolderState } from "./imports.ts";
import { ImageDetail, ImageRecord, Recipe } from "./library.ts";
import { Edited, EditedIds, PictureChange } from "./library-edit.ts";
import {
	HexColour,
	LibraryFacets,
	LibraryFilter,
	LibraryOutline,
	LibraryQuery,
} from "./library-query.ts";
import { KeptCost, Lineage } from "./lineage.ts";
import { EagleStatus, PictureExport, PictureIntent } from "./picture-export.ts";
import { FilePath, nothing, type Route } from "./route.ts";
import { Exported } from "./sets.ts";

/** Finding, ordering, taking in and giving out pictures of the library. */
export const libraryRoutes = {
	"library.outline": { effect: "read", input: LibraryQuery, output: LibraryOutline },
	/** Never waits for the outline of the same query. */
	"library.page": {
		effect: "read",
		input: z.strictObject({
			query: LibraryQuery,
			offset: z.int().min(0),
			limit: z.int().min(1).max(200),
		}),
		output: z.array(ImageRecord),
	},
	/** Where a picture, or the stack it is in, stands in a gallery, from 0; null: it is not in it. */
	"library.rank": {
		effect: "read",
		input: z.strictObject({ query: LibraryQuery, id: ImageId }),
		output: z.int().nullable(),
	},
	/** Every id of a gallery or of a stretch of it, in its order, for choosing; stacks give all their pictures. */
	"library.ids": {
		effect: "read",
		input: z.strictObject({
			query: LibraryQuery,
			offset: z.int().min(0).default(0),
			limit: z.int().min(1).max(20_000).default(20_000),
		}),
		output: z.array(ImageId),
	},
	"library.facets": { effect: "read", input: nothing, output: LibraryFacets },
	/** How many pictures a filter leaves, without stacks; it may take a while and keeps nobody waiting. */
	"library.count": { effect: "read", input: LibraryFilter, output: z.int() },
	/** Tags that begin with, or contain, what was typed, the ones used most first. */
	"library.tags": {
		effect: "read",
		input: z.strictObject({ text: z.string().max(80), limit: z.int().min(1).max(100) }),
		output: z.array(z.object({ name: z.string(), count: z.int() })),
	},
	/** Nearness of pictures to colours: the smallest ΔE2000 to any of them, null where not known. */
	"library.nearness": {
		effect: "read",
		input: z.strictObject({
			ids: z.array(ImageId).min(1).max(200),
			colours: z.array(HexColour).min(1).max(24),
		}),
		output: z.array(z.number().nullable()),
	},
	"library.get": { effect: "read", input: ImageId, output: ImageDetail },
	"library.reveal": { effect: "write", input: ImageId, output: nothing },
	"library.copy": { effect: "write", input: ImageId, output: nothing },
	/** Makes ready what `library.drag` will give for an intent, so that a drag starts at once. */
	"library.prepareDrag": {
		effect: "write",
		input: z.strictObject({ ids: z.array(ImageId).min(1).max(500), intent: PictureIntent }),
		/** True: a drag now gives exactly this. */
		output: z.boolean(),
	},
	/**
	 * Starts the system's own drag of real files; call it from `dragstart`. Files that were prepared for
	 * this intent, and the untouched ones where they were not; the answer tells which.
	 */
	"library.drag": {
		effect: "write",
		input: z.strictObject({
			ids: z.array(ImageId).min(1).max(500),
			intent: PictureIntent.optional(),
		}),
		output: z.enum(["as-asked", "as-is"]),
	},
	/** The recipe inside a picture file that this app has exported; null: there is none. */
	"library.recipeOfFile": {
		effect: "read",
		input: z.strictObject({ path: FilePath }),
		output: Recipe.nullable(),
	},
	"library.edit": {
		effect: "write",
		input: z.strictObject({ run: RunId, ids: EditedIds, change: PictureChange }),
		output: Edited,
	},
	/** Into the library's trash; `library.restore`, or the undo, takes them out again. */
	"library.trash": {
		effect: "write",
		input: z.strictObject({ run: RunId, ids: EditedIds }),
		output: Edited,
	},
	"library.restore": {
		effect: "write",
		input: z.strictObject({ run: RunId, ids: EditedIds }),
		output: Edited,
	},
	/** Takes pictures in the trash away for good; absent ids: all of them. */
	"library.emptyTrash": {
		effect: "write",
		input: z.strictObject({ run: RunId, ids: EditedIds.optional() }),
		output: z.object({ removed: z.int(), bytes: z.int() }),
	},
	/** Takes an edit, a trashing or a restoring back. */
	"library.undo": {
		effect: "write",
		input: z.strictObject({ run: RunId, id: UndoId }),
		output: Edited,
	},
	/** What a picture came from and what came of it. */
	"library.lineage": { effect: "read", input: ImageId, output: Lineage },
	/** What pictures that were kept cost, dearest first; within a filter. */
	"library.keptCosts": { effect: "read", input: LibraryFilter, output: z.array(KeptCost) },
	"collections.list": { effect: "read", input: nothing, output: z.array(CollectionSummary) },
	"collections.save": {
		effect: "write",
		input: Collection.omit({ id: true, createdAt: true }).extend({
			/** Absent: a new one. */
			id: CollectionId.optional(),
		}),
		output: CollectionSummary,
	},
	/** Into the trash; its pictures stay, and still name it. */
	"collections.remove": { effect: "write", input: CollectionId, output: nothing },
	"collections.restore": { effect: "write", input: CollectionId, output: CollectionSummary },

	/** Running and ended long work, newest first, until dismissed. */
	"activities.list": { effect: "read", input: nothing, output: z.array(Activity) },
	"activities.stop": { effect: "write", input: RunId, output: nothing },
	"activities.pause": { effect: "write", input: RunId, output: nothing },
	"activities.resume": { effect: "write", input: RunId, output: nothing },
	/** Takes ended work off the list. */
	"activities.dismiss": { effect: "write", input: RunId, output: nothing },
	/** Shows what came of it in the system's file manager. */
	"activities.reveal": { effect: "write", input: RunId, output: nothing },

	/** Takes files and everything in folders into the library; answers once it has begun. */
	"imports.start": {
		effect: "write",
		input: z.strictObject({
			run: RunId,
			paths: z.array(FilePath).min(1).max(10_000),
			way: ImportWay,
		}),
		output: nothing,
	},
	/** Asks for files or a folder; false: the dialog was closed. */
	"imports.pick": {
		effect: "write",
		input: z.strictObject({ run: RunId, what: z.enum(["files", "folder"]), way: ImportWay }),
		output: z.boolean(),
	},
	"watch.list": { effect: "read", input: nothing, output: z.array(WatchedFolderState) },
	/** Asks for a folder; false: the dialog was closed. */
	"watch.add": { effect: "write", input: z.strictObject({ way: ImportWay }), output: z.boolean() },
	/** Its pictures stay. */
	"watch.remove": { effect: "write", input: FilePath, output: nothing },

	/** Makes the index again from the folders. */
	"library.rebuild": {
		effect: "write",
		input: nothing,
		output: z.object({
			images: z.int(),
			/** Folders or files that could not be read, and why. */
			problems: z.array(z.object({ path: z.string(), said: z.string() })),
			/** Further ones that are only counted. */
			more: z.int().optional(),
		}),
	},
	/** Asks where to and writes pictures of any selection; tells by `activities.changed`; absent path: closed. */
	"exports.pictures": { effect: "write", input: PictureExport, output: Exported },
	"eagle.status": { effect: "read", input: nothing, output: EagleStatus },
	/** Hands the files to Eagle on this computer, with prompt and tags. */
	"eagle.send": {
		effect: "write",
		input: z.strictObject({ ids: z.array(ImageId).min(1).max(500), withPrompts: z.boolean() }),
		output: z.object({ sent: z.int() }),
	},
} as const satisfies Record<string, Route>;
