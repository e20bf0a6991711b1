import { useRef, useState } from "react";
import type { Account, AccountTest } from "../../../contract/accounts.ts";
import type { Failure } from "../../../contract/errors.ts";
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

const noProblems: CustomProblems = new Map();

/** The form's state, and what its two buttons do. Problems are shown from the first press on. */
export function useAccountForm(
	initial: AccountForm,
	account: Account | undefined,
	onSaved: () => void,
) {
	const [form, putForm] = useState(initial);
	const [presses, setPresses] = useState(0);
	const [busy, setBusy] = useState<"test" | "save">();
	const [test, setTest] = useState<AccountTest>();
	const [failure, setFailure] = useState<Failure>();
	// An answer to what the form said before says nothing about what it says now.
	const edition = useRef(0);
	const pressed = presses > 0;
	const problems: FormProblems = pressed ? checkForm(form, account) : {};
	const customProblems: CustomProblems =
		pressed && form.custom !== undefined ? checkCustom(form.custom) : noProblems;

	const setForm = (next: AccountForm) => {
		edition.current += 1;
		// Another gateway is another form, and nobody has pressed anything in it yet.
		if (next.gateway !== form.gateway || next.custom?.kind !== form.custom?.kind) setPresses(0);
		putForm(next);
		setTest(undefined);
		setFailure(undefined);
		setBusy(undefined);
	};

	const attempt = async <T>(
		what: "test" | "save",
		run: () => Promise<T>,
		then: (result: T) => void,
	): Promise<void> => {
		if (busy !== undefined) return;
		setPresses((before) => before + 1);
		setTest(undefined);
		setFailure(undefined);
		if (!isComplete(form, account)) return;
		const asked = edition.current;
		setBusy(what);
		try {
			const result = await run();
			if (asked === edition.current) then(result);
		} catch (thrown) {
			if (asked === edition.current) setFailure(failureOf(thrown));
		} finally {
			if (asked === edition.current) setBusy(undefined);
		}
	};

	return {
		form,
		setForm,
		problems,
		customProblems,
		/** Something has to be mended; said beside the buttons, because the field may be out of sight. */
		incomplete: Object.keys(problems).length + customProblems.size > 0,
		presses,
		failure,
		busy,
		test,
		runTest: () => attempt("test", () => ask("accounts.test", toDraft(form)), setTest),
		save: () =>
			attempt(
				"save",
				async () => {
					const saved = await ask("accounts.save", toDraft(form));
					if (account === undefined) chooseForNextRequest(saved);
				},
				onSaved,
			),
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
