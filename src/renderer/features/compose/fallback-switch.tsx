import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { formatList } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { Switch } from "../../kit/switch.tsx";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { isBuiltIn } from "../../state/targets.ts";
import { patchCompose } from "./compose-store.ts";
import { worstText } from "./price-words.ts";
import { whyNot } from "./problem-sentence.ts";
import type { PlannedTarget, SendPlan } from "./send-plan.ts";

/**
 * Whether the wish goes on to another gateway when this one certainly did not charge, and to which.
 * Not drawn before there is an order to follow.
 */
export function FallbackSwitch({ plan }: { readonly plan: SendPlan }) {
	const { t } = useTranslation("compose");
	const fallBack = useApp((state) => state.settings.fallBack);
	const order = useApp((state) => state.settings.fallbackOrder);
	if (order.length === 0 || plan.sends.every(({ target }) => isBuiltIn(target))) return null;
	if (plan.sends.length > 1) {
		return fallBack ? <Note tone="info">{t("fallback.comparing")}</Note> : null;
	}
	const { fallbacks, leftOut } = plan;
	const possible = fallbacks.length > 0;
	const nameOf = (one: PlannedTarget) => nameIn([...plan.sends, ...fallbacks, ...leftOut], one);
	const detail = () => {
		if (fallbacks.length + leftOut.length === 0) return t("fallback.onlyThis");
		// Off, the order alone is enough to know what switching it on would do.
		return leftOut.length > 0 && (fallBack || !possible) ? leftOutText(leftOut) : undefined;
	};
	const [first = "", ...rest] = fallbacks.map((one) =>
		fallBack ? `${nameOf(one)} (${worstText(one)})` : nameOf(one),
	);
	const names = rest.length === 0 ? first : t("fallback.then", { first, rest: formatList(rest) });
	const save = (on: boolean) => {
		saveSettings({ fallBack: on }).catch((thrown: unknown) =>
			patchCompose({ memoryFailure: failureOf(thrown) }),
		);
	};
	function leftOutText(planned: readonly PlannedTarget[]): string {
		const parts = planned.map((one) => t("fallback.part", { name: nameOf(one), why: whyNot(one) }));
		return t("fallback.leftOut", { parts: formatList(parts) });
	}
	return (
		<div className="text-sm">
			<Switch
				label={possible ? t("fallback.switch", { names }) : t("fallback.nobody")}
				detail={detail()}
				checked={fallBack && possible}
				disabled={!possible}
				onChange={save}
			/>
		</div>
	);
}

/** The account, and the model too where others of `all` are of the same account. */
function nameIn(all: readonly PlannedTarget[], { target }: PlannedTarget): string {
	const { account, capability } = target;
	const sharing = all.filter((one) => one.target.account.id === account.id);
	return sharing.length > 1 ? `${capability.title}, ${account.label}` : account.label;
}
