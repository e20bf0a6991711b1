import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ReferenceHost, ReferenceHostTest } from "../../../contract/reference-hosts.ts";
import { ask } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { useApp } from "../../state/app-store.ts";
import { FormFoot } from "./form-foot.tsx";
import { KeyPart } from "./key-part.tsx";
import { ReferenceHostFields } from "./reference-host-fields.tsx";
import { type HostField, type HostForm, hasHostMoved, hostFieldOf } from "./reference-host-form.ts";
import { RemovePart } from "./remove-part.tsx";
import { useReferenceHostForm } from "./use-reference-host-form.ts";

/** The form of a bucket, its test, and the way to remove it. */
export function ReferenceHostView({
	initial,
	host,
	forMirror,
	onDone,
}: {
	readonly initial: HostForm;
	/** As it is kept; absent: a new one. */
	readonly host: ReferenceHost | undefined;
	/** References do not go there by themselves. */
	readonly forMirror: boolean;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("settings");
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const state = useReferenceHostForm(initial, host, { forMirror, onSaved: onDone });
	const { form, change, problems, busy, test } = state;
	const failure = state.failure ?? test?.error;
	const failed = failure && { at: hostFieldOf(failure), text: failureText(failure) };
	const outcome = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (test !== undefined || state.failure !== undefined) {
			outcome.current?.scrollIntoView({ block: "nearest" });
		}
	}, [test, state.failure]);
	const fields = useRef<HTMLFormElement>(null);
	const { presses } = state;
	useEffect(() => {
		// The first field that has to be mended may be far above the button.
		if (presses > 0) fields.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [presses]);
	const problemAt = (field: HostField) => {
		const problem = problems[field];
		if (problem !== undefined) return t(problem);
		return failed?.at === field ? failed.text : undefined;
	};
	return (
		<form
			ref={fields}
			noValidate
			className="flex flex-col gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				void state.save();
			}}
		>
			<p className="text-sm text-text-3">{t(forMirror ? "host.aboutMirror" : "host.about")}</p>
			<ReferenceHostFields form={form} problemAt={problemAt} onChange={change} />
			<KeyPart
				form={form}
				kept={host?.key}
				moved={hasHostMoved(form, host)}
				words={{
					label: t("host.secret"),
					placeholder: t("host.secretPlaceholder"),
					sealed: t("host.secretSealed"),
					moved: t("host.secretMoved"),
				}}
				keyStore={keyStore}
				problem={problemAt("key")}
				onChange={({ key, keeping }) => change({ key, keeping })}
			/>
			<FormFoot>
				<div className="flex items-center gap-2">
					<Button onClick={() => void state.runTest()} disabled={busy !== undefined}>
						{t("form.test")}
					</Button>
					<Button look="primary" submit disabled={busy !== undefined}>
						{t("form.save")}
					</Button>
					<Button look="quiet" onClick={onDone}>
						{t("form.cancel")}
					</Button>
					{busy === "test" && <Spinner label={t("host.testing")} />}
				</div>
				{Object.keys(problems).length > 0 && (
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
				{test !== undefined && test.error === undefined && <Works test={test} />}
			</div>
			{host !== undefined && (
				<RemovePart
					name={host.label}
					words={{ button: t("host.remove"), text: t("host.removeText") }}
					remove={() => ask("hosts.remove", host.id)}
					onRemoved={onDone}
				/>
			)}
		</form>
	);
}

function Works({ test }: { readonly test: ReferenceHostTest }) {
	const { t } = useTranslation("settings");
	return (
		<Note tone={test.notice === undefined ? "safe" : "warn"} live>
			<p>{t("host.works")}</p>
			{test.notice === "inside-network" && <p className="mt-1">{t("host.inside")}</p>}
		</Note>
	);
}
