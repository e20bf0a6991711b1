import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Bucket, createBucket } from "../buckets/bucket-client.ts";
import { SHORT_PATIENCE } from "../buckets/bucket-patience.ts";
import type { Clock } from "../foundation/clock.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { HostBook } from "../secrets/host-book.ts";
import { type MirrorRepo, openMirrorRepo } from "../store/mirror-repo.ts";
import { openCache } from "./cache-file.ts";
import type { MirrorRecord } from "./mirror-book.ts";
import { type ObjectNames, objectNames } from "./object-names.ts";

/** One library's mirror at one place of one bucket, and what is known of it. */
export type MirrorSession = {
	readonly record: MirrorRecord;
	readonly bucket: Bucket;
	/** The same for somebody who is waiting: it gives up sooner. */
	readonly hasty: Bucket;
	readonly names: ObjectNames;
	readonly repo: MirrorRepo;
	/** For what is read back from the bucket; exists. */
	readonly folder: string;
};

export type SessionPorts = {
	/** The app's data folder. */
	readonly dataFolder: string;
	readonly http: Pick<HttpClient, "send" | "sendToFile">;
	readonly hosts: Pick<HostBook, "address" | "lendSecret">;
	readonly clock: Clock;
};

/**
 * The sessions of this run of the app. What is known of a bucket is kept by its address, so that
 * another bucket under the same name is believed nothing.
 */
export function createSessions({ dataFolder, http, hosts, clock }: SessionPorts) {
	const repos = new Map<string, MirrorRepo>();
	const folder = join(dataFolder, "mirrors");
	return {
		/** @throws AppError `host-not-found` when the bucket is no longer in Settings */
		open: (record: MirrorRecord): MirrorSession => {
			const { settings, library, mirror } = record;
			const address = hosts.address(settings.host);
			const names = objectNames(settings.prefix);
			const { endpoint, bucket: inside, prefix } = address;
			const key = createHash("sha256")
				.update(JSON.stringify([endpoint, inside, prefix, names.place, library, mirror]))
				.digest("hex")
				.slice(0, 24);
			mkdirSync(folder, { recursive: true });
			const repo = repos.get(key) ?? openCache(join(folder, `${key}.db`), openMirrorRepo);
			repos.set(key, repo);
			const ports = { http, hosts, clock };
			const bucket = createBucket(address, ports);
			const hasty = createBucket(address, { ...ports, patience: SHORT_PATIENCE });
			return { record, names, repo, folder, bucket, hasty };
		},
		close: () => {
			for (const repo of repos.values()) repo.close();
			repos.clear();
		},
	};
}
