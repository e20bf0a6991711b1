import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HostId } from "../../../contract/ids.ts";
import type { MirrorSettings, MirrorStatus } from "../../../contract/mirror.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Select } from "../../kit/select.tsx";
import { Switch } from "../../kit/switch.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { useHosts } from "../../state/hosts-store.ts";

/** Where a mirror goes that nobody has named a folder for. */
const USUAL_PREFIX = "seedcase";

/** Which bucket, which folder in it, and what this computer is called there. */
export function MirrorForm({
	status,
	onSave,
	onCancel,
	onAddHost,
}: {
	readonly status: MirrorStatus;
	readonly onSave: (settings: MirrorSettings) => void;
	/** Absent: there is no mirror to go back to. */
	readonly onCancel: (() => void) | undefined;
	readonly onAddHost: () => void;
}) {
	const { t } = useTranslation(["mirror", "settings"]);
	const hosts = useHosts((state) => state.hosts);
	const { settings, computer } = status;
	const [chosen, setChosen] = useState<HostId | undefined>(settings?.host);
	const [prefix, setPrefix] = useState(settings?.prefix ?? USUAL_PREFIX);
	const [machine, setMachine] = useState(settings?.machine ?? computer.slice(0, 80));
	const [automatic, setAutomatic] = useState(settings?.automatic ?? true);
	// A bucket that was just added, or the only one, is the one that is meant.
	const host = hosts.find(({ id }) => id === chosen) ?? (hosts.length === 1 ? hosts[0] : undefined);
	const isComplete = host !== undefined && machine.trim() !== "";
	if (hosts.length === 0) {
		return (
			<div className="flex items-center justify-between gap-4">
				<p className="text-text-2">{t(settings === undefined ? "noBuckets" : "bucketGone")}</p>
				<Button size="sm" icon={Plus} onClick={onAddHost}>
					{t("addBucket")}
				</Button>
			</div>
		);
	}
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={(event) => {
				event.preventDefault();
				if (host === undefined || !isComplete) return;
				onSave({ host: host.id, prefix: prefix.trim(), machine: machine.trim(), automatic });
			}}
		>
			<div className="flex items-end gap-2">
				<Field label={t("bucket")} buttonLike className="min-w-0 flex-1">
					<Select
						value={host?.id ?? null}
						placeholder={t("chooseBucket")}
						options={hosts.map(({ id, label, bucket, endpoint }) => ({
							...{ value: id, label },
							detail: t("settings:references.bucketAt", {
								...{ bucket, address: endpoint.replace(/^https?:\/\//, "") },
							}),
						}))}
						onChange={setChosen}
						className="w-full"
					/>
				</Field>
				<Button icon={Plus} onClick={onAddHost}>
					{t("addBucket")}
				</Button>
			</div>
			<div className="grid grid-cols-2 gap-4">
				<Field label={t("prefix")} hint={t("prefixHint")}>
					<TextField value={prefix} onChange={setPrefix} maxLength={200} />
				</Field>
				<Field label={t("machine")} hint={t("machineHint")}>
					<TextField value={machine} onChange={setMachine} maxLength={80} />
				</Field>
			</div>
			<Switch
				checked={automatic}
				onChange={setAutomatic}
				label={t("automatic")}
				detail={t("automaticDetail")}
			/>
			<div className="flex gap-2">
				<Button look="primary" submit disabled={!isComplete}>
					{t(settings === undefined ? "setUp" : "save")}
				</Button>
				{onCancel !== undefined && (
					<Button look="quiet" onClick={onCancel}>
						{t("cancel")}
					</Button>
				)}
			</div>
		</form>
	);
}
