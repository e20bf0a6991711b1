import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { isSameTarget, targetKey, targetName } from "../../state/targets.ts";
import { patchCompose, useCompose } from "./compose-store.ts";
import { worstText } from "./price-words.ts";
import { whyNot } from "./problem-sentence.ts";
import type { PlannedTarget, SendPlan } from "./send-plan.ts";

/** The other gateways the same wish goes to, and those that were picked and cannot be asked now. */
export function ComparedTargets({ plan }: { readonly plan: SendPlan }) {
	const { t } = useTranslation("compose");
	const others = plan.sends.slice(1);
	if (others.length + plan.blocked.length === 0) return null;
	return (
		<ul aria-label={t("compare.menu")} className="flex flex-col gap-0.5">
			{others.map((one) => (
				<Row key={targetKey(one.target)} planned={one}>
					<span className="min-w-0 flex-1 truncate" title={nameOf(one)}>
						{nameOf(one)}
					</span>
					<span className="nums shrink-0 text-text-3">{worstText(one)}</span>
				</Row>
			))}
			{plan.blocked.map((one) => (
				<Row key={targetKey(one.target)} planned={one}>
					<Note tone="warn" className="min-w-0 flex-1">
						{t("compare.cannot", {
							name: nameOf(one),
							why: whyNot(one),
						})}
					</Note>
				</Row>
			))}
		</ul>
	);
}

function Row({
	planned,
	children,
}: {
	readonly planned: PlannedTarget;
	readonly children: React.ReactNode;
}) {
	const { t } = useTranslation("compose");
	return (
		<li className="flex min-h-6 items-start gap-2 rounded-md bg-surface-2 pl-2 text-sm text-text-2">
			<div className="flex min-w-0 flex-1 gap-2 py-1">{children}</div>
			<IconButton
				icon={X}
				size="sm"
				label={t("compare.remove", { name: nameOf(planned) })}
				onClick={() => drop(planned)}
			/>
		</li>
	);
}

/** The account alone tells the gateway: there is little room. */
function nameOf({ target: { account, capability } }: PlannedTarget): string {
	return `${capability.title} · ${account.label}`;
}

function drop({ target }: PlannedTarget): void {
	const { compared } = useCompose.getState();
	patchCompose({ compared: compared.filter((name) => !isSameTarget(name, targetName(target))) });
}
