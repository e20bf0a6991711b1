import { ask, hear } from "../bridge/client.ts";
import { switchLanguage } from "../bridge/i18n.ts";
import { useAccounts } from "./accounts-store.ts";
import { followActivities } from "./activities-store.ts";
import { putApp, useApp } from "./app-store.ts";
import { settleDraft } from "./draft-store.ts";
import { useGateways } from "./gateways-store.ts";
import { followHosts } from "./hosts-store.ts";
import { hearDismissed, hearJob, putJobs } from "./jobs-store.ts";
import { followMoney } from "./money-store.ts";
import { followNetwork } from "./network-store.ts";
import { followReadOnly } from "./read-only.ts";
import { followShelf } from "./shelf-store.ts";
import { followWeather } from "./weather-store.ts";

/**
 * Fills the stores that copy main's truth, and keeps them so. Events are heard before the lists
 * are asked for, and the lists replace what came before them, so that nothing is missed.
 * @throws AskError when main cannot tell what the window needs to draw
 */
export async function followMain(): Promise<void> {
	hear("jobs.changed", hearJob);
	hear("jobs.dismissed", hearDismissed);
	hear("accounts.changed", (accounts) => {
		useAccounts.setState({ accounts });
		settleDraft(useApp.getState().settings);
	});
	hear("gateways.changed", (gateways) => {
		useGateways.setState({ gateways });
		settleDraft(useApp.getState().settings);
	});
	hear("settings.changed", (next) => {
		putApp(next);
		void switchLanguage(next.info.language);
	});
	followNetwork();
	followReadOnly();
	const [info, settings, gateways, accounts, jobs] = await Promise.all([
		ask("app.info"),
		ask("settings.get"),
		ask("gateways.list"),
		ask("accounts.list"),
		ask("jobs.list"),
	]);
	putApp({ info, settings });
	useGateways.setState({ gateways });
	useAccounts.setState({ accounts });
	putJobs(jobs);
	// What follows here may come late or not at all: the window can be drawn without it.
	followMoney();
	followHosts();
	followShelf();
	followWeather();
	followActivities();
}
