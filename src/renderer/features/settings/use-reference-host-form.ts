import { useRef, useState } from "react";
import type { Failure } from "../../../contract/errors.ts";
import type { ReferenceHost, ReferenceHostTest } from "../../../contract/reference-hosts.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { saveSettings, useApp } from "../../state/app-store.ts";
import {
	changedHostForm,
	checkHostForm,
	type HostForm,
	type HostProblems,
	toHostDraft,
} from "./reference-host-form.ts";

/** The form's state, and what its two buttons do. Problems are shown from the first press on. */
export function useReferenceHostForm(
	initial: HostForm,
	host: ReferenceHost | undefined,
	onSaved: () => void,
) {
	const [form, putForm] = useState(initial);
	const [presses, setPresses] = useState(0);
	const [busy, setBusy] = useState<"test" | "save">();
	const [test, setTest] = useState<ReferenceHostTest>();
	const [failure, setFailure] = useState<Failure>();
	// An answer to what the form said before says nothing about what it says now.
	const edition = useRef(0);
	const found = checkHostForm(form);
	const problems: HostProblems = presses > 0 ? found : {};

	const clear = () => {
		setTest(undefined);
		setFailure(undefined);
	};
	const change = (next: Partial<HostForm>) => {
		edition.current += 1;
		putForm(changedHostForm(form, next, host));
		clear();
		setBusy(undefined);
	};
	const attempt = async <T>(
		what: "test" | "save",
		run: () => Promise<T>,
		then: (result: T) => void,
	): Promise<void> => {
		if (busy !== undefined) return;
		setPresses((before) => before + 1);
		clear();
		if (Object.keys(found).length > 0) return;
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
		...{ form, change, problems, presses, failure, busy, test },
		runTest: () => attempt("test", () => ask("hosts.test", toHostDraft(form)), setTest),
		save: () =>
			attempt(
				"save",
				async () => {
					const saved = await ask("hosts.save", toHostDraft(form));
					// Whoever adds the first place wants pictures to go there.
					if (useApp.getState().settings.referenceHost !== undefined) return;
					await saveSettings({ referenceHost: { kind: "bucket", host: saved.id } });
				},
				onSaved,
			),
	};
}
