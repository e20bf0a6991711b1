import { useTranslation } from "react-i18next";
import type { KeyStatus } from "../../../contract/accounts.ts";
import type { AppInfo } from "../../../contract/settings.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { RadioList } from "../../kit/radio-list.tsx";
import { TextField } from "../../kit/text-field.tsx";
import type { AccountForm } from "./account-form-model.ts";

/** The key: the kept one by its end, or a field to paste one into, and how it will be kept. */
export function KeyPart<F extends Pick<AccountForm, "key" | "keeping">>({
	form,
	kept,
	moved,
	keyHint,
	words,
	keyStore,
	problem,
	onChange,
}: {
	readonly form: F;
	readonly kept: KeyStatus | undefined;
	/** The form names another address than the kept key belongs to. */
	readonly moved: boolean;
	/** What a key looks like, such as `sk-…`. */
	readonly keyHint?: string;
	/** For a secret that is not the key of a gateway. */
	readonly words?: {
		readonly label: string;
		readonly placeholder: string;
		/** How it is kept where there is a key store. */
		readonly sealed: string;
		/** Why a kept one is not for this form. */
		readonly moved: string;
	};
	readonly keyStore: AppInfo["keyStore"];
	readonly problem: string | undefined;
	readonly onChange: (form: F) => void;
}) {
	const { t } = useTranslation("settings");
	if (form.key === undefined && kept !== undefined) {
		return (
			<Field
				label={words?.label ?? t("form.key")}
				problem={problem}
				aside={
					<Button
						size="sm"
						look="quiet"
						className="-my-0.5 -mr-2"
						onClick={() => onChange({ ...form, key: "" })}
					>
						{t("form.keyReplace")}
					</Button>
				}
			>
				<TextField value={`•••• ${kept.lastFour}`} onChange={() => {}} disabled mono />
			</Field>
		);
	}
	return (
		<>
			<Field
				label={words?.label ?? t("form.key")}
				problem={problem}
				hint={keyStore === "sealed" ? (words?.sealed ?? t("form.keySealed")) : undefined}
				advice={kept !== undefined && moved ? (words?.moved ?? t("form.keyMoved")) : undefined}
				aside={
					kept !== undefined && !moved ? (
						<Button
							size="sm"
							look="quiet"
							className="-my-0.5 -mr-2"
							onClick={() => onChange({ ...form, key: undefined })}
						>
							{t("form.keyKeep")}
						</Button>
					) : undefined
				}
			>
				<TextField
					type="password"
					// The key is what a form of an account is about; other forms begin elsewhere.
					autoFocus={words === undefined || kept !== undefined}
					value={form.key ?? ""}
					onChange={(key) => onChange({ ...form, key })}
					placeholder={
						keyHint === undefined
							? (words?.placeholder ?? t("form.keyPlaceholder"))
							: t("form.keyPlaceholderLike", { like: keyHint })
					}
					mono
				/>
			</Field>
			{keyStore === "none" && (
				<div className="rounded-md border border-line p-3">
					<Note tone="warn">{t("keeping.none")}</Note>
					<RadioList
						className="mt-3"
						label={t("keeping.title")}
						value={form.keeping === "weak" ? "weak" : "session"}
						onChange={(keeping) => onChange({ ...form, keeping })}
						options={[
							{
								value: "session",
								label: t("keeping.session"),
								detail: t("keeping.sessionDetail"),
							},
							{ value: "weak", label: t("keeping.weak"), detail: t("keeping.weakDetail") },
						]}
					/>
				</div>
			)}
		</>
	);
}
