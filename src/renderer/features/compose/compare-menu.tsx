import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check, CircleAlert, Columns3 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { popupLook } from "../../kit/control-look.ts";
import { useAccounts } from "../../state/accounts-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { useMoney } from "../../state/money-store.ts";
import {
	accountName,
	allTargets,
	isSameTarget,
	type Target,
	targetKey,
	targetName,
} from "../../state/targets.ts";
import { changesText } from "./change-words.ts";
import type { ComposeForm } from "./compose-form.ts";
import { MOST_COMPARED, patchCompose, useCompose } from "./compose-store.ts";
import { worstText } from "./price-words.ts";
import { whyNot } from "./problem-sentence.ts";
import { type PlannedTarget, planTarget } from "./send-plan.ts";

/** Picks the other gateways that get the same wish, each with what must change for it. */
export function CompareMenu({ form, own }: { readonly form: ComposeForm; readonly own: Target }) {
	const { t } = useTranslation("compose");
	return (
		<Menu.Root modal={false}>
			<Menu.Trigger
				render={
					<Button size="sm" look="quiet" icon={Columns3} className="-ml-2">
						{t("compare.open")}
					</Button>
				}
			/>
			<Menu.Portal>
				<Menu.Positioner side="top" align="start" sideOffset={4} className="z-50 outline-none">
					<Menu.Popup
						aria-label={t("compare.menu")}
						className={clsx(
							popupLook,
							"max-h-(--available-height) w-100 max-w-(--available-width) overflow-y-auto p-1 outline-none",
						)}
					>
						<Choices form={form} own={own} />
					</Menu.Popup>
				</Menu.Positioner>
			</Menu.Portal>
		</Menu.Root>
	);
}

/** Drawn only while it is open: each target's check costs a little. */
function Choices({ form, own }: { readonly form: ComposeForm; readonly own: Target }) {
	const { t } = useTranslation("compose");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const rows = useMoney((state) => state.rows);
	const compared = useCompose((state) => state.compared);
	const plans = useMemo(
		() =>
			allTargets(accounts, gateways)
				.filter((target) => targetKey(target) !== targetKey(own))
				.map((target) => planTarget(form, own.capability, target, rows)),
		[form, own, accounts, gateways, rows],
	);
	const picked = (plan: PlannedTarget) =>
		compared.some((name) => isSameTarget(name, targetName(plan.target)));
	const room = MOST_COMPARED - plans.filter(picked).length;
	return (
		<Menu.Group>
			<Menu.GroupLabel className="px-2 pt-1 pb-2 text-sm text-text-3">
				{room > 0 ? t("compare.hint", { count: room }) : t("compare.full")}
			</Menu.GroupLabel>
			{plans.map((plan) => (
				<Choice
					key={targetKey(plan.target)}
					plan={plan}
					picked={picked(plan)}
					full={room <= 0}
					onPick={(wanted) => pick(plan.target, wanted)}
				/>
			))}
		</Menu.Group>
	);
}

function Choice({
	plan,
	picked,
	full,
	onPick,
}: {
	readonly plan: PlannedTarget;
	readonly picked: boolean;
	readonly full: boolean;
	readonly onPick: (picked: boolean) => void;
}) {
	const { t } = useTranslation("compose");
	const { account, gateway, capability } = plan.target;
	const [block] = plan.blocks;
	return (
		<Menu.CheckboxItem
			checked={picked}
			onCheckedChange={onPick}
			// What was picked can be let go whatever has become of it.
			disabled={!picked && (full || block !== undefined)}
			className="group grid cursor-default grid-cols-[14px_1fr_auto] gap-x-2 rounded-md px-2 py-1.5 outline-none data-highlighted:bg-surface-3"
		>
			<Menu.CheckboxItemIndicator className="col-start-1 row-start-1 mt-0.5 text-accent">
				<Check aria-hidden size={14} />
			</Menu.CheckboxItemIndicator>
			<span className="col-start-2 row-start-1 min-w-0 self-baseline truncate group-data-disabled:text-text-3">
				{capability.title}
				<span className="text-text-3"> · {accountName(account, gateway)}</span>
			</span>
			<span className="nums col-start-3 row-start-1 self-baseline text-sm text-text-3">
				{block === undefined && worstText(plan)}
			</span>
			<span className="col-span-2 col-start-2 text-sm text-text-3">
				{block === undefined ? (
					changesText(plan.changes) || t("compare.same")
				) : (
					<span className="flex gap-1 text-warn">
						<CircleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
						{whyNot(plan)}
					</span>
				)}
			</span>
		</Menu.CheckboxItem>
	);
}

function pick(target: Target, picked: boolean): void {
	const name = targetName(target);
	const others = useCompose.getState().compared.filter((one) => !isSameTarget(one, name));
	patchCompose({ compared: picked ? [...others, name] : others });
}
