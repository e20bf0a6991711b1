import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId, HostId } from "../../../contract/ids.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { useApp } from "../../state/app-store.ts";
import { AccountFormPage } from "./account-form-page.tsx";
import { AccountsSection } from "./accounts-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { FallbackSection } from "./fallback-section.tsx";
import { LibrarySection } from "./library-section.tsx";
import { MoneySection } from "./money-section.tsx";
import { ReferenceHostPage } from "./reference-host-page.tsx";
import { ReferenceHostSection } from "./reference-host-section.tsx";
import { SettingsParts } from "./settings-parts.tsx";

/** `undefined`: the overview. */
type Page = AccountId | "new" | undefined;

/** Everything that is set once; opens on the overview or on the form of one account. */
export function SettingsSheet({
	open,
	account,
	onOpenChange,
}: {
	readonly open: boolean;
	readonly account: Page;
	readonly onOpenChange: (open: boolean) => void;
}) {
	const { t } = useTranslation("settings");
	const [page, setPage] = useState<Page>(account);
	const [host, setHost] = useState<HostId | "new">();
	const [opened, setOpened] = useState(open);
	if (open !== opened) {
		setOpened(open);
		if (open) {
			setPage(account);
			setHost(undefined);
		}
	}
	// Whoever came for one form is done with the sheet when the form is done.
	const leaveForm = () => (account === undefined ? setPage(undefined) : onOpenChange(false));

	const toOverview = () => {
		setPage(undefined);
		setHost(undefined);
	};
	const form = host !== undefined ? "hosts" : page !== undefined ? "accounts" : undefined;
	return (
		<Sheet
			open={open}
			onOpenChange={onOpenChange}
			title={t(titleKey(page, host))}
			aside={<SettingsParts form={form} onLeaveForm={toOverview} />}
			lead={
				form && (
					<IconButton icon={ArrowLeft} label={t("back")} className="-ml-2" onClick={toOverview} />
				)
			}
		>
			{host !== undefined ? (
				<ReferenceHostPage id={host === "new" ? undefined : host} onDone={toOverview} />
			) : page !== undefined ? (
				<AccountFormPage id={page === "new" ? undefined : page} onDone={leaveForm} />
			) : (
				<Overview onAccount={setPage} onHost={setHost} />
			)}
		</Sheet>
	);
}

function titleKey(page: Page, host: HostId | "new" | undefined) {
	if (host !== undefined) return host === "new" ? "host.addTitle" : "host.editTitle";
	if (page === undefined) return "title";
	return page === "new" ? "form.addTitle" : "form.editTitle";
}

/** All parts, in the order of their names beside them. */
function Overview({
	onAccount,
	onHost,
}: {
	readonly onAccount: (account: AccountId | "new") => void;
	readonly onHost: (host: HostId | "new") => void;
}) {
	const { t } = useTranslation("settings");
	const version = useApp((state) => state.info?.version);
	return (
		<div className="flex flex-col gap-6">
			<AccountsSection onAdd={() => onAccount("new")} onEdit={onAccount} />
			<ReferenceHostSection onAdd={() => onHost("new")} onEdit={onHost} />
			<FallbackSection />
			<MoneySection />
			<AppearanceSection />
			<LibrarySection />
			{version !== undefined && (
				<p className="-mt-2 text-sm text-text-3" data-selectable>
					{t("version", { version })}
				</p>
			)}
		</div>
	);
}
