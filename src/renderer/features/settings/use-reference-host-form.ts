import { useState } from "react";
import type { ReferenceHost, ReferenceHostTest } from "../../../contract/reference-hosts.ts";
import { ask } from "../../bridge/client.ts";
import { saveSettings, useApp } from "../../state/app-store.ts";
import {
	changedHostForm,
	checkHostForm,
	type HostForm,
	type HostProblems,
	toHostDraft,
} from "./reference-host-form.ts";
import { useAttempt } from "./use-attempt.ts";

/** The form's state, and what its two buttons do. Problems are shown from the first press on. */
export function useReferenceHostForm(
	initial: HostForm,
	host: ReferenceHost | undefined,
	{ forMirror, onSaved }: { readonly forMirror: boolean; readonly onSaved: () => void },
) {
	const [form, putForm] = useState(initial);
	const found = checkHostForm(form);
	const attempt = useAttempt<ReferenceHostTest>(() => Object.keys(found).length === 0);
	const { presses, busy, test, failure } = attempt;
	const problems: HostProblems = presses > 0 ? found : {};

	const change = (next: Partial<HostForm>) => {
		putForm(changedHostForm(form, next, host));
		attempt.edited();
	};
	const save = async () => {
		const saved = await ask("hosts.save", toHostDraft(form));
		// Whoever adds the first place wants pictures to go there.
		if (forMirror || useApp.getState().settings.referenceHost !== undefined) return;
		await saveSettings({ referenceHost: { kind: "bucket", host: saved.id } });
	};
	return {
		...{ form, change, problems, presses, failure, busy, test },
		runTest: () => attempt.runTest(() => ask("hosts.test", toHostDraft(form))),
		save: () => attempt.save(save, onSaved),
	};
}
