import { isDeepStrictEqual } from "node:util";
import type { AppInfo } from "../../contract/settings.ts";
import { accountsHandlers } from "../ipc/handlers/accounts-handlers.ts";
import { activitiesHandlers } from "../ipc/handlers/activities-handlers.ts";
import { type AppFacts, appHandlers } from "../ipc/handlers/app-handlers.ts";
import { boardsHandlers } from "../ipc/handlers/boards-handlers.ts";
import { exportsHandlers } from "../ipc/handlers/exports-handlers.ts";
import { formHandlers } from "../ipc/handlers/form-handlers.ts";
import { hostsHandlers } from "../ipc/handlers/hosts-handlers.ts";
import { importsHandlers } from "../ipc/handlers/imports-handlers.ts";
import { jobsHandlers } from "../ipc/handlers/jobs-handlers.ts";
import { keepingHandlers } from "../ipc/handlers/keeping-handlers.ts";
import { libraryEditHandlers } from "../ipc/handlers/library-edit-handlers.ts";
import { libraryHandlers } from "../ipc/handlers/library-handlers.ts";
import { libraryOutHandlers } from "../ipc/handlers/library-out-handlers.ts";
import { mirrorHandlers } from "../ipc/handlers/mirror-handlers.ts";
import { moneyHandlers } from "../ipc/handlers/money-handlers.ts";
import { referencesHandlers } from "../ipc/handlers/references-handlers.ts";
import { setsHandlers } from "../ipc/handlers/sets-handlers.ts";
import { shelfHandlers } from "../ipc/handlers/shelf-handlers.ts";
import { weatherHandlers } from "../ipc/handlers/weather-handlers.ts";
import type { Handlers } from "../ipc/router.ts";
import type { Services } from "./build-services.ts";
import type { HousePorts } from "./house-ports.ts";

/** The doors to the window: every row of the request table, bound to the service that answers it. */
export function handlersOver(services: Services, ports: HousePorts): Handlers {
	const { clock, imaging, library, references, accounts, hosts, registry } = services;
	const { http, jobs, money, weather, gatherer, fetchPicture, incoming, referenceShelf } = services;
	const { desktop, emit, store } = ports;
	const info = () => appInfo(services, ports);
	const change = async (wanted: Parameters<typeof store.set>[0]) => {
		const before = store.get();
		const settings = store.set(wanted);
		// The window notes what it shows at every start: mostly what was noted before.
		if (wanted.watched === undefined && isDeepStrictEqual(settings, before)) return settings;
		await ports.apply();
		if (wanted.watched !== undefined) await services.watched.follow(settings.watched);
		emit("settings.changed", { settings, info: await info() });
		return settings;
	};
	const facts: AppFacts = {
		...{ info, change },
		settings: store.get,
		network: ports.network.windowSays,
		chooseLibraryFolder: ports.chooseLibraryFolder,
	};
	return {
		...appHandlers({ facts, library, desktop }),
		...accountsHandlers({
			...{ accounts, registry, http, clock },
			isInUse: (id) => jobs.isAccountInUse(id),
		}),
		...formHandlers(services.form),
		...hostsHandlers({ hosts, http, clock, settings: store.get, change }),
		...moneyHandlers(money),
		...weatherHandlers(weather),
		...referencesHandlers({
			...{ references, library, desktop, imaging, gatherer, fetchPicture },
			takeIncoming: incoming.takeIncoming,
		}),
		...shelfHandlers(referenceShelf),
		...boardsHandlers({
			...{ imaging, desktop, emit },
			...{ boards: services.boards, portable: services.portable },
			...{ floating: ports.floating, tellOthers: ports.tellOthers },
			takeIncoming: incoming.takeIncoming,
		}),
		...jobsHandlers(jobs),
		...libraryHandlers({ library, imaging, desktop, activities: services.activities }),
		...activitiesHandlers({ activities: services.activities, desktop }),
		...importsHandlers({
			...{ imports: services.imports, watched: services.watched, desktop },
			folders: () => store.get().watched,
			setFolders: (watched) => change({ watched }),
		}),
		...libraryEditHandlers({ library, clock, emit, activities: services.activities }),
		...setsHandlers(services.sets),
		...exportsHandlers({ exporter: services.exporter, desktop }),
		...keepingHandlers({ ...services, desktop }),
		...mirrorHandlers({ ...services, desktop }),
		...libraryOutHandlers({ ...services, desktop, settings: store.get }),
	};
}

async function appInfo(
	{ library, journal, accounts, gate }: Services,
	ports: HousePorts,
): Promise<AppInfo> {
	const readOnly = gate.reason();
	const ownAccount = accounts.list().some((account) => account.baseUrl !== undefined);
	return {
		version: ports.version,
		platform: platform(),
		language: ports.language(),
		libraryFolder: library.folder,
		keyStore: (await ports.box.protects()) ? "sealed" : "none",
		firstRun: journal.isEmpty() && !ownAccount,
		...(readOnly !== undefined && { readOnly }),
	};
}

function platform(): AppInfo["platform"] {
	return process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux";
}
