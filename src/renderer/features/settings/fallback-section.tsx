import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Note } from "../../kit/note.tsx";
import { Select } from "../../kit/select.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import {
	accountName,
	allTargets,
	isBuiltIn,
	isSameTarget,
	type Target,
	type TargetName,
	targetKey,
	targetName,
} from "../../state/targets.ts";
import { FallbackList } from "./fallback-list.tsx";
import { addFallback, MOST_FALLBACKS } from "./fallback-order.ts";
import { SettingsSection } from "./settings-section.tsx";

/** Where a wish goes when its gateway certainly did not charge, in order. */
export function FallbackSection() {
	const { t } = useTranslation("fallback");
	const order = useApp((state) => state.settings.fallbackOrder);
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const [failure, setFailure] = useState<Failure>();
	const targets = allTargets(accounts, gateways);
	// Pictures of the Demo gateway are no answer to a wish.
	const rest = targets.filter(
		(target) => !isBuiltIn(target) && !order.some((name) => isSameTarget(name, targetName(target))),
	);
	const save = (next: readonly TargetName[]) => {
		setFailure(undefined);
		saveSettings({ fallbackOrder: [...next] }).catch((thrown: unknown) =>
			setFailure(failureOf(thrown)),
		);
	};
	return (
		<SettingsSection title={t("title")} part="fallback">
			<p className="text-sm text-text-2">{t("about")}</p>
			<p className="mt-1 mb-2 text-sm text-text-3">{t("howTo")}</p>
			{order.length === 0 && <p className="mb-2 text-sm text-text-3">{t("empty")}</p>}
			<FallbackList order={order} targets={targets} onChange={save} />
			{order.length >= MOST_FALLBACKS ? (
				<p className="text-sm text-text-3">{t("full")}</p>
			) : (
				rest.length > 0 && (
					<AddTarget targets={rest} onAdd={(name) => save(addFallback(order, name))} />
				)
			)}
			{failure !== undefined && (
				<Note tone="danger" live className="mt-2">
					{failureText(failure)}
				</Note>
			)}
		</SettingsSection>
	);
}

function AddTarget({
	targets,
	onAdd,
}: {
	readonly targets: readonly Target[];
	readonly onAdd: (name: TargetName) => void;
}) {
	const { t } = useTranslation("fallback");
	return (
		<Select
			label={t("addLabel")}
			placeholder={t("add")}
			value={null}
			options={targets.map((target) => ({
				value: targetKey(target),
				label: target.capability.title,
				detail: accountName(target.account, target.gateway),
			}))}
			onChange={(key) => {
				const target = targets.find((one) => targetKey(one) === key);
				if (target !== undefined) onAdd(targetName(target));
			}}
		/>
	);
}
