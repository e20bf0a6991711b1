import { useEffect, useRef } from "react";
import { create } from "zustand";

/**
 * What a command does when only a feature knows how: the feature registers it while it is on
 * screen, the command table runs it by name.
 */
export type ActionId =
	| "generate.send"
	| "prompt.focus"
	| "references.add"
	| "references.paste"
	| "model.choose"
	| "size.choose"
	| "gallery.search"
	| "gallery.focus"
	| "tags.edit"
	| "image.next"
	| "image.previous";

type Action = { readonly run: () => void; readonly enabled: boolean };

const useActions = create<Readonly<Partial<Record<ActionId, Action>>>>()(() => ({}));

/** True while someone has registered the action and says it can run. */
export function isActionEnabled(id: ActionId): boolean {
	return useActions.getState()[id]?.enabled ?? false;
}

/** Runs the action; does nothing while it is not enabled. */
export function runAction(id: ActionId): void {
	const action = useActions.getState()[id];
	if (action?.enabled === true) action.run();
}

/** Runs the action now or, where its feature is only just coming on screen, as soon as that has registered it. */
export function runActionOnceThere(id: ActionId): void {
	if (isActionEnabled(id)) {
		runAction(id);
		return;
	}
	const stop = useActions.subscribe(() => {
		if (!isActionEnabled(id)) return;
		stop();
		runAction(id);
	});
}

/** Registers an action for as long as the component is on screen. `run` may be a new function each time. */
export function useAction(id: ActionId, run: () => void, enabled = true): void {
	const latest = useRef(run);
	useEffect(() => {
		latest.current = run;
	});
	useEffect(() => {
		const action: Action = { run: () => latest.current(), enabled };
		useActions.setState({ [id]: action });
		return () => {
			if (useActions.getState()[id] === action) useActions.setState({ [id]: undefined });
		};
	}, [id, enabled]);
}
