import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { RouteInput } from "../../../contract/routes.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Field } from "../../kit/field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { SettingsSection } from "./settings-section.tsx";

/** Theme and language; both take effect at once. */
export function AppearanceSection() {
	const { t } = useTranslation("settings");
	const { theme, language } = useApp((state) => state.settings);
	const [failure, setFailure] = useState<Failure>();
	const change = (patch: RouteInput<"settings.set">) => {
		setFailure(undefined);
		saveSettings(patch).catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<SettingsSection part="appearance" title={t("general.title")}>
			<div className="flex flex-col gap-4">
				<Field label={t("general.theme")} buttonLike>
					<Segmented
						value={theme}
						onChange={(value) => change({ theme: value })}
						segments={[
							{ value: "system", label: t("general.themeSystem") },
							{ value: "light", label: t("general.themeLight") },
							{ value: "dark", label: t("general.themeDark") },
						]}
					/>
				</Field>
				<Field label={t("general.language")} buttonLike problem={failure && failureText(failure)}>
					<Segmented
						value={language}
						onChange={(value) => change({ language: value })}
						segments={[
							{ value: "system", label: t("general.languageSystem") },
							{ value: "en", label: t("general.languageEnglish") },
							{ value: "zh-CN", label: t("general.languageChinese") },
						]}
					/>
				</Field>
			</div>
		</SettingsSection>
	);
}
