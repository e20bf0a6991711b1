import { useTranslation } from "react-i18next";
import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import { failureOf } from "../bridge/client.ts";
import { failureText } from "../bridge/error-text.ts";

/** What went wrong with the last thing done to a picture; stays until the next goes well or it is dismissed. */
export const usePictureProblem = create<{ readonly failure: Failure | undefined }>()(() => ({
	failure: undefined,
}));

/** The same as a sentence in the designer's language, for the bar of a stage. */
export function usePictureProblemText(): string | undefined {
	useTranslation("errors");
	const failure = usePictureProblem((state) => state.failure);
	return failure && failureText(failure);
}

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
