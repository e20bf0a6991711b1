import i18next from "i18next";
import { boardCommands } from "../features/board/board-commands.ts";
import { setCommands } from "../features/sets/set-commands.ts";
import { type Stage, useSelection } from "../state/selection-store.ts";

/** The stages with a command table of their own. */
export const commandPlaces = ["board", "set"] as const;
export type CommandPlace = (typeof commandPlaces)[number];

/** A command of one stage, as the palette and the sheet of shortcuts show it. */
export type PlaceCommand = {
	readonly id: string;
	/** In the designer's language. */
	readonly label: string;
	/** In tinykeys' words; the one to show. */
	readonly keys: string | undefined;
	/** The key as a sign, where its words do not say it. */
	readonly sign?: string;
	readonly inPalette: boolean;
	readonly run: () => void;
	readonly enabled: () => boolean;
};

/** Every command of one stage. */
export function placeCommands(place: CommandPlace): readonly PlaceCommand[] {
	switch (place) {
		case "board":
			return boardCommands.map(({ id, label, keys, keyOnly, byEvent, run, enabled }) => ({
				...{ id: `board.${id}`, label: i18next.t(label, { ns: "board" }), keys: keys[0] },
				...{ inPalette: keyOnly !== true && byEvent !== true, run, enabled },
			}));
		case "set":
			return setCommands.map(({ id, label, keys, sign, inPalette = true, run, enabled }) => ({
				...{ id, label: i18next.t(label, { ns: "sets" }), keys: keys[0] },
				...(sign !== undefined && { sign }),
				...{ inPalette, run, enabled },
			}));
	}
}

/** The stage that is on screen, when it has commands of its own. */
export function presentPlace(): CommandPlace | undefined {
	const { stage } = useSelection.getState();
	return hasCommands(stage) ? stage : undefined;
}

function hasCommands(stage: Stage): stage is CommandPlace {
	return stage === "board" || stage === "set";
}
