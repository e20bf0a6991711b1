import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import { failureOf } from "../bridge/client.ts";

/** What went wrong with the last thing done to a picture; stays until the next goes well or it is dismissed. */
export const usePictureProblem = create<{ readonly failure: Failure | undefined }>()(() => ({
	failure: undefined,
}));

export function dismissPictureProblem(): void {
	usePictureProblem.setState({ failure: undefined });
}

/** Does something to a picture. @returns whether it worked; if not, `usePictureProblem` says why */
export async function attempt(action: () => Promise<void>): Promise<boolean> {
	try {
		await action();
		dismissPictureProblem();
		return true;
	} catch (thrown) {
		usePictureProblem.setState({ failure: failureOf(thrown) });
		return false;
	}
}
