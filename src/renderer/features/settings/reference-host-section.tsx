import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { HostId } from "../../../contract/ids.ts";
import type { RouteInput } from "../../../contract/routes.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { RadioList } from "../../kit/radio-list.tsx";
import { Switch } from "../../kit/switch.tsx";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { useHosts } from "../../state/hosts-store.ts";
import { choiceKey, useHostChoices } from "./reference-host-choices.ts";
import { SettingsSection } from "./settings-section.tsx";

/** Where pictures go for gateways that only fetch links, and the buckets there are. */
export function ReferenceHostSection({
	onAdd,
	onEdit,
}: {
	readonly onAdd: () => void;
	readonly onEdit: (id: HostId) => void;
}) {
	const { t } = useTranslation("settings");
	const { referenceHost, removePlaced } = useApp((state) => state.settings);
	const hosts = useHosts((state) => state.hosts);
	const choices = useHostChoices();
	const [failure, setFailure] = useState<Failure>();
	const save = (patch: RouteInput<"settings.set">) => {
		setFailure(undefined);
		saveSettings(patch).catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<SettingsSection
			part="hosts"
			title={t("references.title")}
			aside={
				<Button size="sm" icon={Plus} onClick={onAdd}>
					{t("references.add")}
				</Button>
			}
		>
			<p className="mb-3 text-sm text-text-3">{t("references.about")}</p>
			<RadioList
				label={t("references.where")}
				value={choiceKey(referenceHost)}
				onChange={(key) => {
					const chosen = choices.find((choice) => choice.value === key);
					save({ referenceHost: chosen?.choice ?? null });
				}}
				options={choices}
			/>
			{hosts.length > 0 && (
				<div className="mt-2 ml-4 flex flex-wrap gap-1">
					{hosts.map(({ id, label }) => (
						<Button key={id} size="sm" look="quiet" icon={Pencil} onClick={() => onEdit(id)}>
							{t("accounts.edit", { account: label })}
						</Button>
					))}
				</div>
			)}
			<div className="mt-4">
				<Switch
					checked={removePlaced}
					onChange={(next) => save({ removePlaced: next })}
					label={t("references.removePlaced")}
					detail={t("references.removePlacedDetail")}
				/>
			</div>
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
		</SettingsSection>
	);
}
