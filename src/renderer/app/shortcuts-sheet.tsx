import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../bridge/shortcut-label.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Kbd } from "../kit/kbd.tsx";
import { useApp } from "../state/app-store.ts";
import { type CommandGroup, commands } from "./commands.ts";

/** In this order the two columns come out nearly equal. */
const groups: readonly CommandGroup[] = ["create", "app", "library", "view"];

/** Every shortcut there is, straight from the command table. */
export function ShortcutsSheet({
	open,
	onOpenChange,
}: {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
}) {
	const { t } = useTranslation(["app", "commands"]);
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<Dialog open={open} onOpenChange={onOpenChange} title={t("app:shortcuts.title")} width="md">
			<div className="columns-2 gap-x-8">
				{groups.map((group) => {
					const rows = commands.filter(
						(command) => command.group === group && command.keys !== undefined,
					);
					if (rows.length === 0) return null;
					return (
						<section key={group} className="mb-4 break-inside-avoid">
							<h3 className="mb-1 text-sm font-medium text-text-3">
								{t(`commands:group.${group}`)}
							</h3>
							<dl>
								{rows.map(({ id, keys = "" }) => (
									<div key={id} className="flex min-h-7 items-center justify-between gap-4">
										<dt>{t(`commands:${id}`)}</dt>
										<dd>
											<Kbd keys={shortcutLabel(keys, platform)} />
										</dd>
									</div>
								))}
							</dl>
						</section>
					);
				})}
			</div>
		</Dialog>
	);
}
