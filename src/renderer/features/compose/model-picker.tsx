import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check, ChevronDown, KeyRound, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import type { GatewayInfo } from "../../../contract/capability.ts";
import { failureOf } from "../../bridge/client.ts";
import { popupLook } from "../../kit/control-look.ts";
import { useAccounts } from "../../state/accounts-store.ts";
import { switchModel } from "../../state/draft-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { openSettings } from "../../state/view-store.ts";
import { allTargets, type Target } from "./compose-form.ts";
import { patchCompose } from "./compose-store.ts";

/** Goes to another account or model; the draft follows even when the choice cannot be remembered. */
export async function chooseTarget({ account, capability }: Target): Promise<void> {
	patchCompose({ memoryFailure: undefined });
	try {
		await switchModel(account, capability);
	} catch (thrown) {
		patchCompose({ memoryFailure: failureOf(thrown) });
	}
}

/** The account and its gateway in one line; the gateway is left out where the account is called after it. */
export function accountName(account: Account, gateway: GatewayInfo): string {
	return account.label === gateway.title ? account.label : `${account.label} · ${gateway.title}`;
}

/** Which account pays and which model draws: one menu, an account a group. */
export function ModelPicker({ target }: { readonly target: Target | undefined }) {
	const { t } = useTranslation("compose");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const targets = allTargets(accounts, gateways);
	const chosen = target && targetKey(target);
	const account = target ? accountName(target.account, target.gateway) : "";
	return (
		<Menu.Root modal={false}>
			<Menu.Trigger className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left transition-colors hover:bg-surface-2 data-popup-open:bg-surface-2">
				<span className="sr-only">{t("model.label")}</span>
				<span className="shrink-0 font-semibold">
					{target?.capability.title ?? t("model.none")}
				</span>
				<span className="min-w-0 flex-1 truncate text-sm text-text-3">{account}</span>
				<ChevronDown aria-hidden size={14} className="shrink-0 text-text-3" />
			</Menu.Trigger>
			<Menu.Portal>
				<Menu.Positioner align="start" sideOffset={4} className="z-50 outline-none">
					<Menu.Popup
						aria-label={t("model.menu")}
						className={clsx(
							popupLook,
							"max-h-(--available-height) max-w-100 min-w-(--anchor-width) overflow-y-auto p-1 outline-none",
						)}
					>
						<Menu.RadioGroup
							value={chosen}
							onValueChange={(key: string) => {
								const next = targets.find((one) => targetKey(one) === key);
								if (next !== undefined) void chooseTarget(next);
							}}
						>
							{accounts.map((one) => (
								<AccountGroup
									key={one.id}
									account={one}
									targets={targets.filter((other) => other.account.id === one.id)}
								/>
							))}
						</Menu.RadioGroup>
						<Menu.Separator className="mx-2 my-1 h-px bg-line" />
						<Menu.Item
							onClick={() => openSettings("new")}
							className={clsx(rowLook, "flex items-center gap-2")}
						>
							<Plus aria-hidden size={14} strokeWidth={1.75} />
							{t("model.addKey")}
						</Menu.Item>
					</Menu.Popup>
				</Menu.Positioner>
			</Menu.Portal>
		</Menu.Root>
	);
}

const rowLook =
	"cursor-default rounded-md px-2 py-1 text-base outline-none data-highlighted:bg-surface-2";

function AccountGroup({
	account,
	targets,
}: {
	readonly account: Account;
	readonly targets: readonly Target[];
}) {
	const { t } = useTranslation("compose");
	const gateway = targets[0]?.gateway;
	if (gateway === undefined) return null;
	const keyless = gateway.needsKey && account.key === undefined;
	return (
		<Menu.Group className="pb-1">
			<Menu.GroupLabel className="flex items-center gap-2 px-2 py-1 text-sm text-text-3">
				<span className="min-w-0 truncate">{accountName(account, gateway)}</span>
				{keyless && (
					<span className="flex shrink-0 items-center gap-1 text-warn">
						<KeyRound aria-hidden size={12} />
						{t("model.needsKey")}
					</span>
				)}
			</Menu.GroupLabel>
			{targets.map((target) => (
				<Menu.RadioItem
					key={targetKey(target)}
					value={targetKey(target)}
					closeOnClick
					className={clsx(rowLook, "grid grid-cols-[14px_1fr] items-center gap-2")}
				>
					<Menu.RadioItemIndicator className="col-start-1 text-accent">
						<Check aria-hidden size={14} />
					</Menu.RadioItemIndicator>
					<span className="col-start-2 truncate">{target.capability.title}</span>
				</Menu.RadioItem>
			))}
		</Menu.Group>
	);
}

function targetKey({ account, capability }: Target): string {
	return `${account.id}/${capability.model}`;
}
