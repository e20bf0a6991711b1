import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId, HostId } from "../../../contract/ids.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Sheet } from "../../kit/sheet.tsx";
import { useApp } from "../../state/app-store.ts";
import { openSettingsPart } from "../../state/view-store.ts";
import { AccountFormPage } from "./account-form-page.tsx";
import { AccountsSection } from "./accounts-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { FallbackSection } from "./fallback-section.tsx";
import { LibrarySection } from "./library-section.tsx";
import { MirrorSection } from "./mirror-section.tsx";
import { MoneySection } from "./money-section.tsx";
import { ReferenceHostPage } from "./reference-host-page.tsx";
import { ReferenceHostSection } from "./reference-host-section.tsx";
import { SettingsParts } from "./settings-parts.tsx";
import { WatchedSection } from "./watched-section.tsx";

/** `undefined`: the overview. */
type Page = AccountId | "new" | undefined;
/** The bucket whose form is open; a new one is for references, or for the mirror alone. */
type HostPage = HostId | "new" | "new-for-mirror" | undefined;

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
	const [host, setHost] = useState<HostPage>();
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
	const hostDone = () => {
		toOverview();
		if (host === "new-for-mirror") openSettingsPart("mirror");
	};
	const hostPart = host === "new-for-mirror" ? "mirror" : "hosts";
	const form = host !== undefined ? hostPart : page !== undefined ? "accounts" : undefined;
	return (
		<Sheet
			open={open}
			onOpenChange={onOpenChange}
			title={t(titleKey(page, host))}
			aside={<SettingsParts form={form} onLeaveForm={toOverview} />}
			lead={
				form && (
					<IconButton icon={ArrowLeft} label={t("back")} className="-ml-2" onClick={hostDone} />
				)
			}
		>
			{host !== undefined ? (
				<ReferenceHostPage
					id={host === "new" || host === "new-for-mirror" ? undefined : host}
					forMirror={host === "new-for-mirror"}
					onDone={hostDone}
				/>
			) : page !== undefined ? (
				<AccountFormPage id={page === "new" ? undefined : page} onDone={leaveForm} />
			) : (
				<Overview onAccount={setPage} onHost={setHost} />
			)}
		</Sheet>
	);
}

function titleKey(page: Page, host: HostPage) {
	if (host !== undefined) return host.startsWith("new") ? "host.addTitle" : "host.editTitle";
	if (page === undefined) return "title";
	return page === "new" ? "form.addTitle" : "form.editTitle";
}

/** All parts, in the order of their names beside them. */
function Overview({
	onAccount,
	onHost,
}: {
	readonly onAccount: (account: AccountId | "new") => void;
	readonly onHost: (host: HostPage) => void;
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
			<WatchedSection />
			<LibrarySection />
			<MirrorSection onAddHost={() => onHost("new-for-mirror")} />
			{version !== undefined && (
				<p className="-mt-2 text-sm text-text-3" data-selectable>
					{t("version", { version })}
				</p>
			)}
		</div>
	);
}
