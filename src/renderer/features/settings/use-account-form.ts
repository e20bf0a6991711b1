import { useState } from "react";
import type { Account, AccountTest } from "../../../contract/accounts.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { showToast } from "../../kit/toast.tsx";
import { switchModel } from "../../state/draft-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import {
	type AccountForm,
	checkForm,
	type FormProblems,
	isComplete,
	toDraft,
} from "./account-form-model.ts";
import { type CustomProblems, checkCustom } from "./custom-form.ts";
import { useAttempt } from "./use-attempt.ts";

const noProblems: CustomProblems = new Map();

/** The form's state, and what its two buttons do. Problems are shown from the first press on. */
export function useAccountForm(
	initial: AccountForm,
	account: Account | undefined,
	onSaved: () => void,
) {
	const [form, putForm] = useState(initial);
	const attempt = useAttempt<AccountTest>(() => isComplete(form, account));
	const { presses, busy, test, failure } = attempt;
	const pressed = presses > 0;
	const problems: FormProblems = pressed ? checkForm(form, account) : {};
	const customProblems: CustomProblems =
		pressed && form.custom !== undefined ? checkCustom(form.custom) : noProblems;

	const setForm = (next: AccountForm) => {
		// Another gateway is another form.
		if (next.gateway !== form.gateway || next.custom?.kind !== form.custom?.kind) {
			attempt.startAfresh();
		}
		putForm(next);
		attempt.edited();
	};
	const save = async () => {
		const saved = await ask("accounts.save", toDraft(form));
		if (account === undefined) chooseForNextRequest(saved);
	};
	return {
		...{ form, setForm, problems, customProblems, presses, failure, busy, test },
		/** Something has to be mended; said beside the buttons, because the field may be out of sight. */
		incomplete: Object.keys(problems).length + customProblems.size > 0,
		runTest: () => attempt.runTest(() => ask("accounts.test", toDraft(form))),
		save: () => attempt.save(save, onSaved),
	};
}

/** Whoever adds a key wants to use it. */
function chooseForNextRequest(saved: Account): void {
	const capability = gatewayOf(useGateways.getState().gateways, saved.gateway)?.models[0];
	if (capability === undefined) return;
	switchModel(saved, capability).catch((thrown: unknown) => {
		// The account is kept and chosen; only the next start will not remember it.
		showToast({ tone: "warn", text: failureText(failureOf(thrown)) });
	});
}
