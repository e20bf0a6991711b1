import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import { ask } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { useApp } from "../../state/app-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import {
	type AccountForm,
	fieldOf,
	hasMoved,
	wantedModels,
	withBaseUrl,
} from "./account-form-model.ts";
import { AddressField } from "./address-field.tsx";
import { CustomPart } from "./custom-part.tsx";
import { FormFoot } from "./form-foot.tsx";
import { GatewayChoice, useGatewayTitle } from "./gateway-choice.tsx";
import { KeyPart } from "./key-part.tsx";
import { RemovePart } from "./remove-part.tsx";
import { TestOutcome } from "./test-outcome.tsx";
import { useAccountForm } from "./use-account-form.ts";

export function AccountFormView({
	initial,
	account,
	onDone,
}: {
	readonly initial: AccountForm;
	/** As it is kept; absent: a new one. */
	readonly account: Account | undefined;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("settings");
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const editing = useAccountForm(initial, account, onDone);
	const { form, setForm, problems, failure, busy, test } = editing;
	const outcome = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (test !== undefined || failure !== undefined) {
			outcome.current?.scrollIntoView({ block: "nearest" });
		}
	}, [test, failure]);
	const fields = useRef<HTMLFormElement>(null);
	const { presses } = editing;
	useEffect(() => {
		// The first field that has to be mended may be far above the button.
		if (presses > 0) fields.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [presses]);
	const gateway = useGateways((state) => gatewayOf(state.gateways, form.gateway));
	const title = useGatewayTitle(form);
	const failed = failure && { at: fieldOf(failure), text: failureText(failure) };
	const problemAt = (field: "label" | "baseUrl" | "key") => {
		const problem = problems[field];
		if (problem !== undefined) return t(problem.word, problem.facts);
		return failed?.at === field ? failed.text : undefined;
	};
	return (
		<form
			ref={fields}
			noValidate
			className="flex flex-col gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				void editing.save();
			}}
		>
			<GatewayChoice form={form} account={account} onChange={setForm} />
			<Field label={t("form.label")} hint={t("form.labelHint")} problem={problemAt("label")}>
				<TextField value={form.label} onChange={(label) => setForm({ ...form, label })} />
			</Field>
			<AddressField
				value={form.baseUrl}
				gateway={form.custom === undefined ? gateway : undefined}
				problem={problemAt("baseUrl")}
				onChange={(baseUrl) => setForm(withBaseUrl(form, baseUrl, account))}
			/>
			<KeyPart
				form={form}
				kept={account?.key}
				moved={hasMoved(form, account)}
				keyHint={gateway?.keyHint}
				keyStore={keyStore}
				problem={problemAt("key")}
				onChange={setForm}
			/>
			{form.custom !== undefined && (
				<CustomPart
					form={form.custom}
					problems={editing.customProblems}
					onChange={(custom) => setForm({ ...form, custom })}
				/>
			)}
			<FormFoot>
				<div className="flex items-center gap-2">
					<Button onClick={() => void editing.runTest()} disabled={busy !== undefined}>
						{t("form.test")}
					</Button>
					<Button look="primary" submit disabled={busy !== undefined}>
						{t("form.save")}
					</Button>
					<Button look="quiet" onClick={onDone}>
						{t("form.cancel")}
					</Button>
					{busy !== undefined && <Spinner label={t("form.testing", { gateway: title })} />}
				</div>
				{editing.incomplete && (
					<Note tone="danger" className="mt-2" live>
						{t("form.incomplete")}
					</Note>
				)}
			</FormFoot>
			<div ref={outcome} className="scroll-mb-10 empty:hidden">
				{failed !== undefined && failed.at === undefined && (
					<Note tone="danger" live>
						{failed.text}
					</Note>
				)}
				{test !== undefined && (
					<TestOutcome test={test} title={title} models={wantedModels(form, gateway)} />
				)}
			</div>
			{account !== undefined && (
				<RemovePart
					name={account.label}
					words={{ button: t("form.remove"), text: t("remove.text") }}
					remove={() => ask("accounts.remove", account.id)}
					onRemoved={onDone}
				/>
			)}
		</form>
	);
}
