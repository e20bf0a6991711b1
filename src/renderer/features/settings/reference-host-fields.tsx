import { useTranslation } from "react-i18next";
import { Field } from "../../kit/field.tsx";
import { Switch } from "../../kit/switch.tsx";
import { TextField } from "../../kit/text-field.tsx";
import type { HostField, HostForm } from "./reference-host-form.ts";

type TextKey = "label" | "endpoint" | "region" | "bucket" | "prefix" | "accessKeyId";

/** Where the bucket is and what it is called; everything but the secret. */
export function ReferenceHostFields({
	form,
	problemAt,
	onChange,
}: {
	readonly form: HostForm;
	readonly problemAt: (field: HostField) => string | undefined;
	readonly onChange: (change: Partial<HostForm>) => void;
}) {
	const { t } = useTranslation("settings");
	const text = (
		key: TextKey,
		words: { readonly label: string; readonly hint?: string; readonly placeholder?: string },
		looks: { readonly type?: "url"; readonly mono?: boolean } = {},
	) => (
		<Field
			label={words.label}
			hint={words.hint}
			problem={problemAt(key)}
			className="min-w-0 flex-1"
		>
			<TextField
				{...looks}
				value={form[key]}
				placeholder={words.placeholder}
				onChange={(value) => onChange({ [key]: value })}
			/>
		</Field>
	);
	return (
		<>
			{text(
				"endpoint",
				{
					label: t("host.endpoint"),
					hint: t("host.endpointHint"),
					placeholder: "https://s3.eu-central-1.amazonaws.com",
				},
				{ type: "url" },
			)}
			<div className="flex items-start gap-4">
				{text("bucket", { label: t("host.bucket") })}
				{text("region", { label: t("host.region"), placeholder: "eu-central-1" })}
			</div>
			<div className="flex items-start gap-4">
				{text("prefix", { label: t("host.prefix"), placeholder: t("host.prefixPlaceholder") })}
				{text("label", { label: t("host.label"), placeholder: form.bucket.trim() })}
			</div>
			<Switch
				checked={form.pathStyle}
				onChange={(pathStyle) => onChange({ pathStyle })}
				label={t("host.pathStyle")}
				detail={t("host.pathStyleDetail")}
			/>
			{text("accessKeyId", { label: t("host.accessKeyId") }, { mono: true })}
		</>
	);
}
