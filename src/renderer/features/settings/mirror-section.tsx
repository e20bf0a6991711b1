import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { MirrorSettings } from "../../../contract/mirror.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Note } from "../../kit/note.tsx";
import { followMirror, useMirror } from "../../state/mirror-store.ts";
import { MirrorForm } from "./mirror-form.tsx";
import { MirrorLibraries } from "./mirror-libraries.tsx";
import { MirrorStanding } from "./mirror-standing.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The library's copy in a bucket, and the libraries others keep there. */
export function MirrorSection({ onAddHost }: { readonly onAddHost: () => void }) {
	const { t } = useTranslation("mirror");
	const status = useMirror((state) => state.status);
	const [changing, setChanging] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	useEffect(followMirror, []);
	const save = async (next: MirrorSettings | null) => {
		setFailure(undefined);
		try {
			useMirror.setState({ status: await ask("mirror.save", next) });
			setChanging(false);
		} catch (thrown) {
			setFailure(failureOf(thrown));
		}
	};
	const settings = status?.settings;
	return (
		<SettingsSection part="mirror" title={t("title")}>
			<p className="mb-3 text-sm text-text-3">{t("about")}</p>
			{status !== undefined && (settings === undefined || changing) && (
				<MirrorForm
					status={status}
					onSave={(next) => void save(next)}
					onCancel={changing ? () => setChanging(false) : undefined}
					onAddHost={onAddHost}
				/>
			)}
			{status !== undefined && settings !== undefined && !changing && (
				<>
					<MirrorStanding
						status={status}
						settings={settings}
						onSave={(next) => void save(next)}
						onChange={() => setChanging(true)}
						onFailure={setFailure}
					/>
					<MirrorLibraries key={`${settings.host} ${settings.prefix}`} />
				</>
			)}
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
		</SettingsSection>
	);
}
