import { z } from "zod";
import { Account, AccountDraft, AccountTest } from "./accounts.ts";
import { BoardChange, BoardDocument, BoardSummary } from "./board.ts";
import { GatewayInfo } from "./capability.ts";
import {
	AccountId,
	BoardId,
	HostId,
	ImageId,
	IncomingToken,
	JobId,
	ReferenceId,
	RunId,
} from "./ids.ts";
import { Job, SubmitOrder } from "./jobs.ts";
import { keepingRoutes } from "./keeping-routes.ts";
import { FoundForm, KeptForm } from "./kept-form.ts";
import { libraryRoutes } from "./library-routes.ts";
import { OwnPrice, PriceRow, SpendSummary } from "./money.ts";
import { ReferenceEdit } from "./reference-edit.ts";
import { ReferenceHost, ReferenceHostDraft, ReferenceHostTest } from "./reference-hosts.ts";
import {
	Gathering,
	ImportedReferences,
	MAX_GATHERED,
	Reference,
	ShelfEntry,
} from "./references.ts";
import { nothing, type Route } from "./route.ts";
import { Exported, ExportOrder, SetChange, SetDetail } from "./sets.ts";
import { AppInfo, Settings } from "./settings.ts";
import { Weather } from "./weather.ts";

/** Everything the window can ask of main: one row a request, and nothing outside this table. */
export const routes = {
	"app.info": { effect: "read", input: nothing, output: AppInfo },
	"app.openLibraryFolder": { effect: "write", input: nothing, output: nothing },
	/** Asks for another folder and starts the app again with it; false when the dialog was closed. */
	"app.chooseLibraryFolder": { effect: "write", input: nothing, output: z.boolean() },

	/** What the window's own system events say about the network; main believes a request more. */
	"app.network": {
		effect: "write",
		input: z.strictObject({ online: z.boolean() }),
		output: nothing,
	},

	/** From one's own jobs, for every account that sent any. */
	"gateways.weather": { effect: "read", input: nothing, output: z.array(Weather) },
	"gateways.list": { effect: "read", input: nothing, output: z.array(GatewayInfo) },

	"accounts.list": { effect: "read", input: nothing, output: z.array(Account) },
	"accounts.save": { effect: "write", input: AccountDraft, output: Account },
	/** Tests what is in the form, before it is saved; without a key in it, the kept key. */
	"accounts.test": { effect: "read", input: AccountDraft, output: AccountTest },
	/** What is left on an account; nothing but an error or `{}` where the gateway does not tell. */
	"accounts.balance": { effect: "read", input: AccountId, output: AccountTest },
	"accounts.remove": { effect: "write", input: AccountId, output: nothing },

	"hosts.list": { effect: "read", input: nothing, output: z.array(ReferenceHost) },
	"hosts.save": { effect: "write", input: ReferenceHostDraft, output: ReferenceHost },
	/** Puts, fetches and removes a small object; tests the form before it is saved. */
	"hosts.test": { effect: "write", input: ReferenceHostDraft, output: ReferenceHostTest },
	"hosts.remove": { effect: "write", input: HostId, output: nothing },

	"money.book": { effect: "read", input: nothing, output: z.array(PriceRow) },
	"money.setPrice": { effect: "write", input: OwnPrice, output: z.array(PriceRow) },
	"money.summary": { effect: "read", input: nothing, output: SpendSummary },

	"settings.get": { effect: "read", input: nothing, output: Settings },
	"settings.set": {
		effect: "write",
		input: z.strictObject({
			language: Settings.shape.language.unwrap().optional(),
			theme: Settings.shape.theme.unwrap().optional(),
			lastAccount: Settings.shape.lastAccount,
			lastModel: Settings.shape.lastModel,
			lastBoard: Settings.shape.lastBoard,
			/** null: no limit any more. */
			budget: Settings.shape.budget.nullable(),
			/** null: no host any more. */
			referenceHost: Settings.shape.referenceHost.nullable(),
			removePlaced: Settings.shape.removePlaced.unwrap().optional(),
			fallbackOrder: Settings.shape.fallbackOrder.unwrap().optional(),
			fallBack: Settings.shape.fallBack.unwrap().optional(),
			dragIntent: Settings.shape.dragIntent.unwrap().optional(),
			stacked: Settings.shape.stacked.unwrap().optional(),
			galleryRow: Settings.shape.galleryRow,
		}),
		output: Settings,
	},

	/** What was in the compose form when it was last kept; null: nothing was. */
	"form.get": { effect: "read", input: nothing, output: FoundForm.nullable() },
	"form.save": { effect: "write", input: KeptForm, output: nothing },

	"references.import": {
		effect: "write",
		input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(200) }),
		output: ImportedReferences,
	},
	/** Opens the system's file dialog; an empty answer means it was closed. */
	"references.pick": { effect: "write", input: nothing, output: ImportedReferences },
	"references.paste": { effect: "write", input: nothing, output: ImportedReferences },
	"references.fromImage": { effect: "write", input: ImageId, output: Reference },
	/** References that are no longer on disk are left out of the answer. */
	"references.get": {
		effect: "read",
		input: z.array(ReferenceId).max(100),
		output: z.array(Reference),
	},

	/**
	 * Takes in files and everything in folders, up to `limit` pictures, and tells by
	 * `references.gathered` as it goes; the answer is the last word of it, with no references in it.
	 */
	"references.gather": {
		effect: "write",
		input: z.strictObject({
			run: RunId,
			paths: z.array(z.string().min(1).max(4_096)).min(1).max(10_000),
			limit: z.int().min(1).max(MAX_GATHERED),
		}),
		output: Gathering,
	},
	/** What was read stays. */
	"references.stopGather": { effect: "write", input: RunId, output: nothing },
	/** Fetches a picture of the web by its address; only when the designer dropped or pasted it. */
	"references.fetch": {
		effect: "write",
		input: z.strictObject({ url: z.string().min(1).max(8_192) }),
		output: Reference,
	},
	/** Makes a reference of bytes handed over by `media://incoming`. */
	"references.take": {
		effect: "write",
		input: z.strictObject({ token: IncomingToken, name: z.string().max(255) }),
		output: Reference,
	},
	"references.edit": {
		effect: "write",
		input: z.strictObject({ id: ReferenceId, edit: ReferenceEdit, name: z.string().max(255) }),
		output: Reference,
	},

	"shelf.list": { effect: "read", input: nothing, output: z.array(ShelfEntry) },
	/** Names a reference, or changes its name or role. @throws `name-taken` */
	"shelf.save": {
		effect: "write",
		input: ShelfEntry.omit({ addedAt: true }),
		output: z.array(ShelfEntry),
	},
	"shelf.remove": { effect: "write", input: ReferenceId, output: z.array(ShelfEntry) },

	/** The one changed last first. */
	"boards.list": { effect: "read", input: nothing, output: z.array(BoardSummary) },
	"boards.get": { effect: "read", input: BoardId, output: BoardDocument },
	"boards.create": {
		effect: "write",
		input: z.strictObject({ title: z.string().max(200) }),
		output: BoardDocument,
	},
	/** Durable when it answers. */
	"boards.change": {
		effect: "write",
		input: z.strictObject({ id: BoardId, change: BoardChange }),
		output: nothing,
	},
	"boards.duplicate": {
		effect: "write",
		input: z.strictObject({ id: BoardId, title: z.string().max(200) }),
		output: BoardDocument,
	},
	/** Puts the board into the library's trash; `boards.restore` takes it out again. */
	"boards.remove": { effect: "write", input: BoardId, output: nothing },
	"boards.restore": { effect: "write", input: BoardId, output: BoardDocument },
	/** Asks where to, and writes the board with all its pictures into one file; absent path: closed. */
	"boards.export": { effect: "write", input: BoardId, output: Exported },
	/** Asks for such a file when no path is given; null: the dialog was closed. */
	"boards.open": {
		effect: "write",
		input: z.strictObject({ path: z.string().min(1).max(4_096).optional() }),
		output: BoardDocument.nullable(),
	},
	/** Asks where to, and writes bytes handed over by `media://incoming`. */
	"boards.savePicture": {
		effect: "write",
		input: z.strictObject({ token: IncomingToken, name: z.string().max(200) }),
		output: Exported,
	},
	/** Shows the board in a small window that stays on top of other apps. */
	"boards.float": { effect: "write", input: BoardId, output: nothing },
	/** Of the floating window that asks; what is absent stays. */
	"boards.floatLook": {
		effect: "write",
		input: z.strictObject({
			/** On top of other windows. */
			pinned: z.boolean().optional(),
			/** Of the whole window; Linux has no such thing. */
			opacity: z.number().min(0.2).max(1).optional(),
		}),
		output: nothing,
	},

	"sets.get": { effect: "read", input: JobId, output: SetDetail },
	"sets.change": { effect: "write", input: SetChange, output: SetDetail },
	/** Asks where to; tells by `export.progress` as it goes. */
	"exports.start": { effect: "write", input: ExportOrder, output: Exported },
	"exports.stop": { effect: "write", input: RunId, output: nothing },

	/** Refused with `price-higher` or `budget-passed` when the designer has not seen that yet. */
	"jobs.submit": { effect: "write", input: SubmitOrder, output: z.array(Job) },
	"jobs.list": { effect: "read", input: nothing, output: z.array(Job) },
	"jobs.cancel": { effect: "write", input: JobId, output: Job },
	/** Makes a new job from an ended one; the old one stays as it is. */
	"jobs.retry": { effect: "write", input: JobId, output: Job },
	/** Fetches or saves again what is still pending; never sends a request that costs. */
	"jobs.saveAgain": { effect: "write", input: JobId, output: Job },
	/** Asks once more after a task that was given up waiting for; free of charge. */
	"jobs.checkAgain": { effect: "write", input: JobId, output: Job },
	/** The designer's yes to a job that is held: sends it at today's price. */
	"jobs.release": { effect: "write", input: JobId, output: Job },
	"jobs.resolveUnknown": {
		effect: "write",
		input: z.strictObject({ id: JobId, choice: z.enum(["check", "send-again", "dismiss"]) }),
		/** The new job, or the dismissed one. */
		output: Job,
	},
	/** Takes an ended job off the list; its pictures stay. */
	"jobs.dismiss": { effect: "write", input: JobId, output: nothing },

	...libraryRoutes,
	...keepingRoutes,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
/** What the caller writes. */
export type RouteInput<R extends RouteName> = z.input<(typeof routes)[R]["input"]>;
/** What the handler receives, after parsing. */
export type RouteParsed<R extends RouteName> = z.output<(typeof routes)[R]["input"]>;
export type RouteOutput<R extends RouteName> = z.output<(typeof routes)[R]["output"]>;
