import { useRef, useState } from "react";
import type { Failure } from "../../../contract/errors.ts";
import { failureOf } from "../../bridge/client.ts";

/**
 * What a form's Test and Save have in common: one at a time, nothing while the form is not
 * complete, and an answer to what the form said before says nothing about what it says now.
 */
export function useAttempt<Test>(isComplete: () => boolean) {
	const [presses, setPresses] = useState(0);
	const [busy, setBusy] = useState<"test" | "save">();
	const [test, setTest] = useState<Test>();
	const [failure, setFailure] = useState<Failure>();
	const edition = useRef(0);

	const clear = () => {
		setTest(undefined);
		setFailure(undefined);
	};
	const attempt = async <T>(
		what: "test" | "save",
		run: () => Promise<T>,
		then: (result: T) => void,
	): Promise<void> => {
		if (busy !== undefined) return;
		setPresses((before) => before + 1);
		clear();
		if (!isComplete()) return;
		const asked = edition.current;
		const isLatest = () => asked === edition.current;
		setBusy(what);
		try {
			const result = await run();
			if (isLatest()) then(result);
		} catch (thrown) {
			if (isLatest()) setFailure(failureOf(thrown));
		} finally {
			if (isLatest()) setBusy(undefined);
		}
	};
	return {
		...{ presses, busy, test, failure },
		runTest: (run: () => Promise<Test>) => attempt("test", run, setTest),
		save: (run: () => Promise<void>, onSaved: () => void) => attempt("save", run, onSaved),
		/** The form says something else now: what is out has nothing to tell any more. */
		edited: () => {
			edition.current += 1;
			clear();
			setBusy(undefined);
		},
		/** It is another form now, and nobody has pressed anything in it yet. */
		startAfresh: () => setPresses(0),
	};
}
