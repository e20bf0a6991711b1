import { FolderCheck, ImagePlus, KeyRound, Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../contract/jobs.ts";
import { Button } from "../kit/button.tsx";
import { useAccounts } from "../state/accounts-store.ts";
import { useApp } from "../state/app-store.ts";
import { gatewayOf, useGateways } from "../state/gateways-store.ts";
import { useJobs } from "../state/jobs-store.ts";
import { openSettings } from "../state/view-store.ts";

/** True until the designer has an account of their own: what the greeting says of cost is true of Demo alone. */
export function useGreeting(): boolean {
	const firstRun = useApp((state) => state.info?.firstRun ?? false);
	const gateways = useGateways((state) => state.gateways);
	const accounts = useAccounts((state) => state.accounts);
	return firstRun && accounts.every(({ gateway }) => !gatewayOf(gateways, gateway)?.needsKey);
}

function isOnItsWay({ state }: Job): boolean {
	return !hasEnded(state);
}

/** What the stage says in the first minute: three lines, and the way to a key. */
export function Greeting() {
	const { t } = useTranslation("app");
	const isRunning = useJobs((state) => [...state.byId.values()].some(isOnItsWay));
	const folder = useApp((state) => state.info?.libraryFolder);
	const lines = [
		{ icon: Sparkles, text: t(isRunning ? "greeting.running" : "greeting.demo") },
		{ icon: ImagePlus, text: t("greeting.references") },
		{ icon: FolderCheck, text: t("greeting.safe") },
	];
	return (
		<div className="flex h-full flex-col items-center justify-center-safe overflow-y-auto p-8">
			<div className="max-w-110">
				<h2 className="mb-4 text-xl font-semibold">
					{t(isRunning ? "greeting.runningTitle" : "greeting.title")}
				</h2>
				<ul className="flex flex-col gap-3">
					{lines.map(({ icon: Icon, text }) => (
						<li key={text} className="flex gap-3 text-text-2">
							<Icon
								aria-hidden
								size={16}
								strokeWidth={1.75}
								className="mt-0.5 shrink-0 text-text-3"
							/>
							<span className="min-w-0">
								{text}
								{Icon === FolderCheck && (
									<span data-selectable className="block text-sm break-all text-text-3">
										{folder}
									</span>
								)}
							</span>
						</li>
					))}
				</ul>
				<Button icon={KeyRound} className="mt-6" onClick={() => openSettings("new")}>
					{t("greeting.addKey")}
				</Button>
			</div>
		</div>
	);
}
