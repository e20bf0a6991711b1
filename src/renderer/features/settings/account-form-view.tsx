import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { Select } from "../../kit/select.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { type AccountForm, fieldOf, hasMoved, newForm, withBaseUrl } from "./account-form-model.ts";
import { KeyPart } from "./key-part.tsx";
import { RemoveAccount } from "./remove-account.tsx";
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
	const gateways = useGateways((state) => state.gateways);
	const { accounts } = useAccounts();
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const { form, setForm, problems, failure, busy, test, runTest, save } = useAccountForm(
		initial,
		account,
		onDone,
	);
	const outcome = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (test !== undefined || failure !== undefined) {
			outcome.current?.scrollIntoView({ block: "nearest" });
		}
	}, [test, failure]);
	const gateway = gatewayOf(gateways, form.gateway);
	const failed = failure && { at: fieldOf(failure), text: failureText(failure) };
	const problemAt = (field: "label" | "baseUrl" | "key") => {
		const problem = problems[field];
		if (problem !== undefined) return t(problem.word, problem.facts);
		return failed?.at === field ? failed.text : undefined;
	};
	const [gatewayTitle, defaultBaseUrl] = [gateway?.title ?? "", gateway?.defaultBaseUrl];
	const usesDefault = form.baseUrl === defaultBaseUrl;
	const setBaseUrl = (baseUrl: string) => setForm(withBaseUrl(form, baseUrl, account));

	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				void save();
			}}
		>
			<Field label={t("form.gateway")} buttonLike>
				<Select
					value={form.gateway}
					disabled={account !== undefined}
					onChange={(id) => {
						const chosen = gatewayOf(gateways, id);
						if (chosen !== undefined) {
							setForm({ ...newForm(chosen, accounts, keyStore), key: form.key });
						}
					}}
					options={gateways
						.filter((candidate) => candidate.needsKey)
						.map(({ id, title }) => ({ value: id, label: title }))}
				/>
			</Field>
			<Field label={t("form.label")} hint={t("form.labelHint")} problem={problemAt("label")}>
				<TextField value={form.label} onChange={(label) => setForm({ ...form, label })} />
			</Field>
			<Field
				label={t("form.baseUrl")}
				hint={usesDefault ? t("form.baseUrlDefault") : undefined}
				problem={problemAt("baseUrl")}
				aside={
					defaultBaseUrl !== undefined && !usesDefault ? (
						<Button
							size="sm"
							look="quiet"
							className="-my-0.5 -mr-2"
							onClick={() => setBaseUrl(defaultBaseUrl)}
						>
							{t("form.baseUrlReset")}
						</Button>
					) : undefined
				}
			>
				<TextField type="url" value={form.baseUrl} onChange={setBaseUrl} />
			</Field>
			<KeyPart
				form={form}
				kept={account?.key}
				moved={hasMoved(form, account)}
				keyHint={gateway?.keyHint}
				keyStore={keyStore}
				problem={problemAt("key")}
				onChange={setForm}
			/>
			{/* Over the padding of the sheet, so that nothing shows through below. */}
			<div className="sticky -bottom-4 -my-2 flex items-center gap-2 bg-surface-1 py-2">
				<Button onClick={() => void runTest()} disabled={busy !== undefined}>
					{t("form.test")}
				</Button>
				<Button look="primary" submit disabled={busy !== undefined}>
					{t("form.save")}
				</Button>
				<Button look="quiet" onClick={onDone}>
					{t("form.cancel")}
				</Button>
				{busy !== undefined && <Spinner label={t("form.testing", { gateway: gatewayTitle })} />}
			</div>
			<div ref={outcome} className="scroll-mb-10 empty:hidden">
				{failed !== undefined && failed.at === undefined && (
					<Note tone="danger" live>
						{failed.text}
					</Note>
				)}
				{test !== undefined && gateway !== undefined && (
					<TestOutcome test={test} gateway={gateway} />
				)}
			</div>
			{account !== undefined && <RemoveAccount account={account} onRemoved={onDone} />}
		</form>
	);
}
