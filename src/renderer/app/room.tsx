import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import { knock } from "./knock.ts";

/** A part of the window whose script is read when it is wanted, or before that while nothing else is done. */
export type Room<Props extends object> = {
	/** The part, once its script has been read. */
	readonly part: () => ComponentType<Props> | undefined;
	/** Reads the script. Never throws; what was not to be had is asked for again the next time. */
	readonly fetch: () => Promise<void>;
	/** Hears when the part is there. @returns a function that ends it */
	readonly onThere: (listener: () => void) => () => void;
};

/** @param load reads the script and gives the part that is in it */
export function createRoom<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
): Room<Props> {
	const listeners = new Set<() => void>();
	let there: ComponentType<Props> | undefined;
	let coming: Promise<void> | undefined;
	return {
		part: () => there,
		fetch: () => {
			coming ??= load().then(
				(part) => {
					there = part;
					for (const listener of listeners) listener();
				},
				(thrown: unknown) => {
					coming = undefined;
					knock(thrown);
				},
			);
			return coming;
		},
		onThere: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/**
 * The part of the window that a room has: from its first drawing on once the script is there, else
 * nothing until it is. React's `lazy` would draw its stand-in once in either case.
 * @param props.isWanted false: nobody would see it, and its script is not read for it
 */
export function InRoom<Props extends object>({
	room,
	props,
	isWanted = true,
}: {
	readonly room: Room<Props>;
	readonly props: Props;
	readonly isWanted?: boolean;
}) {
	const Part = useSyncExternalStore(room.onThere, room.part);
	useEffect(() => {
		if (isWanted) void room.fetch();
	}, [isWanted, room]);
	return Part === undefined ? null : <Part {...props} />;
}
