import type { BoardChange, BoardDocument, BoardSummary } from "../../../../src/contract/board.ts";
import { applyChange } from "../../../../src/contract/board-change.ts";
import { AppError, appError, type Outcome } from "../../../../src/contract/errors.ts";
import {
	BoardId,
	type ImageId,
	type JobId,
	type ReferenceId,
} from "../../../../src/contract/ids.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { board } from "../board-document/sample-board.ts";

type Answers = Record<string, (input: never) => unknown>;

export const boardId = (n: number) =>
	BoardId.parse(`00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`);

/** The main process as the window meets it: a bridge over boards kept in memory. */
export function createBoardsMain(kept: readonly BoardDocument[] = []) {
	const boards = new Map(kept.map((one) => [one.id, one]));
	const trash = new Map<BoardId, BoardDocument>();
	const listeners = new Set<(name: string, payload: unknown) => void>();
	const calls: { readonly name: string; readonly input: unknown }[] = [];
	let settings = Settings.parse({});
	let made = 100;

	const list = (): BoardSummary[] =>
		[...boards.values()].map(({ id, title, changedAt, items }) => {
			return { id, title, changedAt, items: items.length, cover: [] };
		});
	const tell = (name: string, payload: unknown) => {
		for (const listener of [...listeners]) listener(name, payload);
	};
	const known = (id: BoardId) => {
		const one = boards.get(id);
		if (one === undefined) throw appError("board-not-found", {});
		return one;
	};
	const keep = (one: BoardDocument) => {
		boards.set(one.id, one);
		tell("boards.changed", list());
		return one;
	};
	const answers: Answers = {
		"boards.list": list,
		"boards.get": known,
		"boards.create": ({ title }: { title: string }) => {
			made += 1;
			return keep(board([], { id: boardId(made), title }));
		},
		"boards.duplicate": ({ id, title }: { id: BoardId; title: string }) => {
			made += 1;
			return keep({ ...known(id), id: boardId(made), title });
		},
		"boards.change": ({ id, change }: { id: BoardId; change: BoardChange }) => {
			boards.set(id, applyChange(known(id), change));
		},
		"boards.remove": (id: BoardId) => {
			trash.set(id, known(id));
			boards.delete(id);
			tell("boards.changed", list());
		},
		"boards.restore": (id: BoardId) => {
			const one = trash.get(id);
			if (one === undefined) throw appError("board-not-found", {});
			return keep(one);
		},
		"settings.set": (patch: Partial<Settings>) => {
			settings = { ...settings, ...patch };
			return settings;
		},
		"references.fromImage": (id: ImageId) => reference(id.slice(-12)),
		"references.get": (ids: readonly ReferenceId[]) => ids.map((id) => reference(id.slice(-12))),
		"references.edit": ({ id }: { id: ReferenceId }) => reference(`ed${id.slice(-10)}`),
		"sets.get": (_: JobId) => {
			throw appError("job-not-found", {});
		},
	};
	return {
		boards,
		calls,
		answers,
		tell,
		settings: () => settings,
		bridge: {
			call: async (name: string, input: unknown): Promise<Outcome<unknown>> => {
				calls.push({ name, input });
				// What crosses the process line is a copy.
				const given = structuredClone(input) as never;
				try {
					const answer = answers[name];
					if (answer === undefined) throw appError("unknown-request", {});
					return { ok: true, value: structuredClone(await answer(given)) };
				} catch (thrown) {
					return { ok: false, error: AppError.from(thrown).failure };
				}
			},
			on: (listener: (name: string, payload: unknown) => void) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			pathOfFile: () => "",
		},
	};
}

function reference(last: string) {
	return {
		id: last.padStart(64, "0") as ReferenceId,
		name: "snapshot",
		width: 800,
		height: 600,
		bytes: 1,
		format: "png",
	};
}
