import { Combobox } from "@base-ui/react/combobox";
import { Popover } from "@base-ui/react/popover";
import { clsx } from "clsx";
import { Check, ChevronDown, KeyRound, Plus, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatUsd } from "../../bridge/format.ts";
import { popupLook } from "../../kit/control-look.ts";
import { useAccounts } from "../../state/accounts-store.ts";
import { useAction } from "../../state/action-registry.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { priceOf, useMoney } from "../../state/money-store.ts";
import { accountName, allTargets, lacksKey, type Target, targetKey } from "../../state/targets.ts";
import { openSettings } from "../../state/view-store.ts";
import { chooseTarget } from "./choose-target.ts";

/** Up to this many are found by looking. */
const MOST_WITHOUT_SEARCH = 6;

/** Which account pays and which model draws: one list, an account a group. */
export function ModelPicker({ target }: { readonly target: Target | undefined }) {
	const { t } = useTranslation("compose");
	const [open, setOpen] = useState(false);
	useAction("model.choose", () => setOpen(true));
	const account = target ? accountName(target.account, target.gateway) : "";
	return (
		<Popover.Root open={open} onOpenChange={setOpen}>
			<Popover.Trigger className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left transition-colors hover:bg-surface-2 data-popup-open:bg-surface-2">
				<span className="sr-only">{t("model.label")}</span>
				<span className="max-w-[70%] shrink-0 truncate font-semibold">
					{target?.capability.title ?? t("model.none")}
				</span>
				<span className="min-w-0 flex-1 truncate text-sm text-text-3" title={account}>
					{account}
				</span>
				<ChevronDown aria-hidden size={14} className="shrink-0 text-text-3" />
			</Popover.Trigger>
			<Popover.Portal>
				<Popover.Positioner align="start" sideOffset={4} className="z-50 outline-none">
					<Popover.Popup
						aria-label={t("model.menu")}
						className={clsx(
							popupLook,
							"flex max-h-(--available-height) w-80 min-w-(--anchor-width) flex-col outline-none",
						)}
					>
						<TargetList target={target} onDone={() => setOpen(false)} />
					</Popover.Popup>
				</Popover.Positioner>
			</Popover.Portal>
		</Popover.Root>
	);
}

type Group = { readonly value: string; readonly items: readonly Target[] };

function TargetList({
	target,
	onDone,
}: {
	readonly target: Target | undefined;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("compose");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const targets = allTargets(accounts, gateways);
	const groups = accounts.flatMap((account): Group[] => {
		const items = targets.filter((one) => one.account.id === account.id);
		return items.length === 0 ? [] : [{ value: account.id, items }];
	});
	const searching = targets.length > MOST_WITHOUT_SEARCH;
	return (
		<Combobox.Root<Target>
			inline
			open
			autoHighlight
			items={groups}
			value={targets.find((one) => target && targetKey(one) === targetKey(target)) ?? null}
			isItemEqualToValue={(one, other) => targetKey(one) === targetKey(other)}
			itemToStringLabel={searchedText}
			onValueChange={(next) => {
				if (next === null) return;
				onDone();
				void chooseTarget(next);
			}}
		>
			<div className={searching ? "relative shrink-0 border-b border-line" : "sr-only"}>
				<Search aria-hidden size={14} className="absolute top-2.5 left-3 text-text-3" />
				<Combobox.Input
					aria-label={t("model.search")}
					placeholder={t("model.search")}
					className="h-9 w-full bg-transparent pr-3 pl-8 outline-none"
				/>
			</div>
			<Combobox.Empty>
				<div className="px-3 py-4 text-text-3">{t("model.noneFound")}</div>
			</Combobox.Empty>
			<Combobox.List
				aria-label={t("model.found")}
				className="min-h-0 overflow-y-auto p-1 data-empty:hidden"
			>
				{(group: Group) => <AccountGroup key={group.value} targets={group.items} />}
			</Combobox.List>
			<div className="shrink-0 border-t border-line p-1">
				<button
					type="button"
					onClick={() => {
						onDone();
						openSettings("new");
					}}
					className={clsx(rowLook, "flex w-full items-center gap-2 hover:bg-surface-2")}
				>
					<Plus aria-hidden size={14} strokeWidth={1.75} />
					{t("model.addKey")}
				</button>
			</div>
		</Combobox.Root>
	);
}

const rowLook = "cursor-default rounded-md px-2 py-1 text-base data-highlighted:bg-surface-3";

function AccountGroup({ targets }: { readonly targets: readonly Target[] }) {
	const { t } = useTranslation("compose");
	const rows = useMoney((state) => state.rows);
	const [first] = targets;
	if (first === undefined) return null;
	return (
		<Combobox.Group items={targets} className="pb-1">
			<Combobox.GroupLabel className="flex items-center gap-2 px-2 py-1 text-sm text-text-3">
				<span className="min-w-0 truncate">{accountName(first.account, first.gateway)}</span>
				{lacksKey(first) && (
					<span className="flex shrink-0 items-center gap-1 text-warn">
						<KeyRound aria-hidden size={12} />
						{t("model.needsKey")}
					</span>
				)}
			</Combobox.GroupLabel>
			<Combobox.Collection>
				{(target: Target) => {
					const each = priceOf(rows, target.gateway.id, target.capability.model)?.usdPerImage;
					return (
						<Combobox.Item
							key={targetKey(target)}
							value={target}
							className={clsx(rowLook, "grid grid-cols-[14px_1fr_auto] items-center gap-2")}
						>
							<Combobox.ItemIndicator className="col-start-1 text-accent">
								<Check aria-hidden size={14} />
							</Combobox.ItemIndicator>
							<span className="col-start-2 truncate">{target.capability.title}</span>
							<span className="nums col-start-3 text-sm text-text-3">
								{each !== undefined && each > 0 && t("model.each", { price: formatUsd(each) })}
							</span>
						</Combobox.Item>
					);
				}}
			</Combobox.Collection>
		</Combobox.Group>
	);
}

/** What typing looks through: names as shown, and the model's own id. */
function searchedText({ account, gateway, capability }: Target): string {
	return `${capability.title} ${accountName(account, gateway)} ${capability.model}`;
}
