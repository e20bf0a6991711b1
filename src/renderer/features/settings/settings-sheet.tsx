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

/** `undefined`: the overview. */
type Page = AccountId | "new" | undefined;

/** Accounts, appearance and library; opens on the overview or on the form of one account. */
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
	const version = useApp((state) => state.info?.version);
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

	if (host !== undefined) {
		return (
			<Sheet
				open={open}
				onOpenChange={onOpenChange}
				title={host === "new" ? t("host.addTitle") : t("host.editTitle")}
				lead={
					<IconButton
						icon={ArrowLeft}
						label={t("back")}
						className="-ml-2"
						onClick={() => setHost(undefined)}
					/>
				}
			>
				<ReferenceHostPage
					id={host === "new" ? undefined : host}
					onDone={() => setHost(undefined)}
				/>
			</Sheet>
		);
	}
	if (page !== undefined) {
		return (
			<Sheet
				open={open}
				onOpenChange={onOpenChange}
				title={page === "new" ? t("form.addTitle") : t("form.editTitle")}
				lead={
					<IconButton
						icon={ArrowLeft}
						label={t("back")}
						className="-ml-2"
						onClick={() => setPage(undefined)}
					/>
				}
			>
				<AccountFormPage id={page === "new" ? undefined : page} onDone={leaveForm} />
			</Sheet>
		);
	}
	return (
		<Sheet open={open} onOpenChange={onOpenChange} title={t("title")}>
			<div className="flex flex-col gap-8">
				<AccountsSection onAdd={() => setPage("new")} onEdit={setPage} />
				<MoneySection />
				<FallbackSection />
				<ReferenceHostSection onAdd={() => setHost("new")} onEdit={setHost} />
				<AppearanceSection />
				<LibrarySection />
				{version !== undefined && (
					<p className="text-sm text-text-3" data-selectable>
						{t("version", { version })}
					</p>
				)}
			</div>
		</Sheet>
	);
}
