import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatUsd } from "../../bridge/format.ts";
import { Field } from "../../kit/field.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { type AmountRules, readAmount } from "./money-amount.ts";
import { fieldText } from "./money-words.ts";

/** US dollars; kept when the field is left or Enter is pressed, and only when they make sense. */
export function MoneyField({
	label,
	labelHidden = true,
	value,
	onSave,
	rules,
	placeholder,
	autoFocus,
	className,
}: {
	readonly label: string;
	readonly labelHidden?: boolean;
	/** Absent: nothing is set. */
	readonly value: number | undefined;
	/** null: the field was emptied. Not called when nothing has changed. */
	readonly onSave: (usd: number | null) => Promise<void>;
	readonly rules: AmountRules;
	readonly placeholder?: string;
	readonly autoFocus?: boolean;
	readonly className?: string;
}) {
	const { t } = useTranslation("money");
	const [typed, setTyped] = useState<string>();
	const [checked, setChecked] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const kept = value === undefined ? "" : fieldText(value);
	const amount = readAmount(typed ?? kept, rules);

	const save = async () => {
		setChecked(true);
		if (typed === undefined || amount.kind === "problem") return;
		const next = amount.kind === "amount" ? amount.usd : null;
		setFailure(undefined);
		try {
			if (next !== (value ?? null)) await onSave(next);
			setTyped(undefined);
		} catch (thrown) {
			setFailure(failureOf(thrown));
		}
	};
	const problem =
		checked && amount.kind === "problem"
			? t(`amount.${amount.problem}`, { example: "0.035", limit: formatUsd(rules.max) })
			: failure && failureText(failure);
	return (
		<Field label={label} labelHidden={labelHidden} problem={problem} className={className}>
			<TextField
				value={typed ?? kept}
				onChange={(next) => {
					setTyped(next);
					setChecked(false);
					setFailure(undefined);
				}}
				onBlur={() => void save()}
				onKeyDown={(event) => {
					if (event.key === "Enter" && !event.nativeEvent.isComposing) void save();
				}}
				lead={<span className="text-sm">$</span>}
				placeholder={placeholder}
				autoFocus={autoFocus}
				maxLength={20}
				compact
				className="nums"
			/>
		</Field>
	);
}
