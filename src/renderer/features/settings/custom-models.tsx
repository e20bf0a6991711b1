import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { customTiers, MAX_CUSTOM_MODELS } from "../../../contract/custom-gateway.ts";
import { Button } from "../../kit/button.tsx";
import { Checkbox } from "../../kit/checkbox.tsx";
import { Field } from "../../kit/field.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { NumberField } from "../../kit/number-field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { TextField } from "../../kit/text-field.tsx";
import type { CustomEditing } from "./custom-editing.ts";
import { type ModelForm, newModel } from "./custom-form.ts";
import { FormGroup } from "./form-group.tsx";

/** The list of models, each with what it takes. */
export function CustomModels({ editing }: { readonly editing: CustomEditing }) {
	const { t } = useTranslation("custom");
	const { form, change } = editing;
	const { models } = form;
	const put = (at: number, model: ModelForm) => change({ models: models.with(at, model) });
	return (
		<FormGroup
			title={t("models.title")}
			aside={
				<Button
					size="sm"
					icon={Plus}
					disabled={models.length >= MAX_CUSTOM_MODELS}
					onClick={() => change({ models: [...models, newModel(form)] })}
				>
					{t("models.add")}
				</Button>
			}
		>
			{models.map((model, at) => (
				<fieldset
					key={model.key}
					aria-label={t("models.number", { number: at + 1 })}
					className="flex flex-col gap-3 rounded-md border border-line p-3"
				>
					{/* The last one stays. */}
					{models.length > 1 && (
						<div className="-mr-1 flex items-center justify-between">
							<span className="font-medium">{t("models.number", { number: at + 1 })}</span>
							<IconButton
								size="sm"
								icon={X}
								label={t("models.remove", { number: at + 1 })}
								onClick={() => change({ models: models.filter((one) => one !== model) })}
							/>
						</div>
					)}
					<ModelFields
						model={model}
						onChange={(next) => put(at, next)}
						problemAt={(name) => editing.problemAt(`models.${at}.${name}`)}
					/>
				</fieldset>
			))}
			<p className="-mt-1 text-sm text-text-3">{t("models.priceHint")}</p>
		</FormGroup>
	);
}

function ModelFields({
	model,
	problemAt,
	onChange,
}: {
	readonly model: ModelForm;
	readonly problemAt: (name: keyof ModelForm) => string | undefined;
	readonly onChange: (model: ModelForm) => void;
}) {
	const { t } = useTranslation("custom");
	return (
		<>
			<div className="grid grid-cols-2 gap-3">
				<Field label={t("models.id")} problem={problemAt("id")}>
					<TextField
						value={model.id}
						placeholder="doubao-seedream-…"
						onChange={(id) => onChange({ ...model, id })}
						mono
					/>
				</Field>
				<Field label={t("models.name")} problem={problemAt("title")}>
					<TextField
						value={model.title}
						placeholder={t("models.nameSame")}
						onChange={(title) => onChange({ ...model, title })}
					/>
				</Field>
			</div>
			<Field label={t("models.sizes")} buttonLike>
				<Segmented
					value={model.sizes}
					onChange={(sizes) => onChange({ ...model, sizes })}
					segments={[
						{ value: "ratio", label: t("models.sizesRatio") },
						{ value: "tier-or-pixels", label: t("models.sizesPixels") },
					]}
				/>
			</Field>
			<ModelTiers model={model} problem={problemAt("tiers")} onChange={onChange} />
			<div className="grid grid-cols-3 gap-3">
				<Field label={t("models.maxImages")} problem={problemAt("maxImages")}>
					<NumberField
						value={model.maxImages}
						min={1}
						max={15}
						onChange={(maxImages) => onChange({ ...model, maxImages })}
					/>
				</Field>
				<Field label={t("models.maxReferences")} problem={problemAt("maxReferences")}>
					<NumberField
						value={model.maxReferences}
						min={0}
						max={14}
						onChange={(maxReferences) => onChange({ ...model, maxReferences })}
					/>
				</Field>
				<Field label={t("models.price")} problem={problemAt("usdPerImage")}>
					<NumberField
						value={model.usdPerImage}
						min={0}
						step={0.01}
						unit="US$"
						format={{ maximumFractionDigits: 5, useGrouping: false }}
						onChange={(usdPerImage) => onChange({ ...model, usdPerImage })}
					/>
				</Field>
			</div>
		</>
	);
}

function ModelTiers({
	model,
	problem,
	onChange,
}: {
	readonly model: ModelForm;
	readonly problem: string | undefined;
	readonly onChange: (model: ModelForm) => void;
}) {
	const { t } = useTranslation("custom");
	return (
		<fieldset aria-label={t("models.tiers")}>
			<div className="mb-1 text-sm font-medium text-text-2">{t("models.tiers")}</div>
			<div className="flex gap-4">
				{customTiers.map((tier) => (
					<Checkbox
						key={tier}
						label={tier}
						checked={model.tiers.includes(tier)}
						onChange={(checked) => {
							const others = model.tiers.filter((one) => one !== tier);
							onChange({ ...model, tiers: checked ? [...others, tier] : others });
						}}
					/>
				))}
			</div>
			{problem !== undefined && <p className="mt-1 text-sm text-danger">{problem}</p>}
		</fieldset>
	);
}
