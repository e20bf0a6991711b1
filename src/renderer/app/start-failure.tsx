import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../contract/errors.ts";
import { failureText } from "../bridge/error-text.ts";
import { Button } from "../kit/button.tsx";
import { EmptyState } from "../kit/empty-state.tsx";

/** All there is to see when main could not tell the window what to show. */
export function StartFailure({ failure }: { readonly failure: Failure }) {
	const { t } = useTranslation("app");
	return (
		<EmptyState
			title={t("start.failedTitle")}
			actions={
				<Button icon={RotateCw} onClick={() => location.reload()}>
					{t("start.again")}
				</Button>
			}
		>
			<p data-selectable>{failureText(failure)}</p>
		</EmptyState>
	);
}
