import i18next from "i18next";
import type { ExtraField } from "../../../contract/capability.ts";
import { assertNever } from "../../../contract/errors.ts";
import type { ExtraValue } from "../../../contract/generation.ts";
import { Field } from "../../kit/field.tsx";
import { NumberField } from "../../kit/number-field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Select } from "../../kit/select.tsx";
import { Switch } from "../../kit/switch.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { setExtra } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import { choiceLabel, extraHelp, extraLabel } from "./capability-words.ts";

/** Above this many, choices are a list that opens. */
const MOST_IN_SIGHT = 3;

/** One advanced field, drawn by its kind; at its default it is not sent. */
export function ExtraControl({
	field,
	value,
	problem,
}: {
	readonly field: ExtraField;
	/** Absent: at its default. */
	readonly value: ExtraValue | undefined;
	readonly problem: string | undefined;
}) {
	const label = extraLabel(field.key);
	const hint = extraHelp(field.key);
	const change = (next: ExtraValue) => editDraft((before) => setExtra(before, field, next));
	switch (field.kind) {
		case "text":
			return (
				<Field label={label} hint={hint} problem={problem}>
					<TextField value={String(value ?? field.default)} onChange={change} />
				</Field>
			);
		case "number":
			return (
				<Field label={label} hint={hint} problem={problem}>
					<NumberField
						value={typeof value === "number" ? value : field.default}
						min={field.min}
						max={field.max}
						onChange={(next) => change(next ?? field.default)}
					/>
				</Field>
			);
		case "toggle":
			return (
				<Switch
					label={label}
					detail={problem ?? hint}
					checked={typeof value === "boolean" ? value : field.default}
					onChange={change}
				/>
			);
		case "link":
			return (
				<Field label={label} hint={hint} problem={problem}>
					<TextField
						type="url"
						placeholder={i18next.t("references.linkPlaceholder", { ns: "compose" })}
						value={String(value ?? field.default)}
						onChange={(next) => change(next.trim())}
					/>
				</Field>
			);
		case "choice":
			if (field.choices.length === 1) return <OnlyChoice field={field} label={label} hint={hint} />;
			return (
				<Field label={label} hint={hint} problem={problem} buttonLike>
					<Choice field={field} value={String(value ?? field.default)} onChange={change} />
				</Field>
			);
		default:
			return assertNever(field);
	}
}

/** What cannot be chosen otherwise is said, not offered. */
function OnlyChoice({
	field,
	label,
	hint,
}: {
	readonly field: Extract<ExtraField, { kind: "choice" }>;
	readonly label: string;
	readonly hint: string | undefined;
}) {
	return (
		<div>
			<div className="text-sm font-medium text-text-2">{label}</div>
			<p>{choiceLabel(field.key, field.default)}</p>
			{hint !== undefined && <p className="mt-1 text-sm text-text-3">{hint}</p>}
		</div>
	);
}

function Choice({
	field,
	value,
	onChange,
}: {
	readonly field: Extract<ExtraField, { kind: "choice" }>;
	readonly value: string;
	readonly onChange: (value: string) => void;
}) {
	const options = field.choices.map((one) => ({ value: one, label: choiceLabel(field.key, one) }));
	return options.length <= MOST_IN_SIGHT ? (
		<Segmented value={value} segments={options} onChange={onChange} />
	) : (
		<Select value={value} options={options} onChange={onChange} />
	);
}
