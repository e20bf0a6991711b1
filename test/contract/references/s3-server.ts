import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { ReferenceHostDraft } from "../../../src/contract/reference-hosts.ts";
import { listenAt, listenAtDoor } from "../../simulator/door.ts";

/** The one pair of keys the server knows. */
const KEYS = { accessKeyId: "S3RVER", secret: "S3RVER" };
export const BUCKET = "studio-references";
const MAX_SKEW_MS = 15 * 60_000;

export type S3Method = "PUT" | "GET" | "HEAD" | "DELETE";

type S3Reply = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
};

export type S3Server = {
	readonly endpoint: string;
	/** A form that is right in every field. */
	readonly draft: ReferenceHostDraft & { readonly secret: object };
	/** Keys of everything in the bucket. */
	readonly objects: () => Promise<readonly string[]>;
	/** Requests of this method that arrived. */
	readonly count: (method: S3Method) => number;
	/** Every request that arrived, such as `PUT /bucket/key`. */
	readonly seen: () => readonly string[];
	/** The next request of this method gets this instead. */
	readonly answerNext: (method: S3Method, reply: S3Reply) => void;
	/** Nobody answers any more, and whoever is being answered is cut off; `again` ends that. */
	readonly vanish: () => Promise<{ readonly again: () => Promise<void> }>;
	/** Absolute path of an object's bytes. */
	readonly pathOf: (key: string) => string;
	readonly close: () => Promise<void>;
};

/** An error as S3 writes it. */
export function s3Error(status: number, code: string, more = ""): S3Reply {
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>The server says &quot;${code}&quot;.</Message>${more}<RequestId>4442587FB7D0A2F9</RequestId></Error>`;
	return { status, headers: { "content-type": "application/xml" }, body };
}

/**
 * An S3-compatible server on a free port of this computer, with one empty and private bucket. It
 * checks signatures of headers and of links and the time of links; in front of it stands what it
 * leaves out: nobody gets in without a signature, and nobody whose clock is 15 minutes off (Amazon
 * S3 API, "Error responses": AccessDenied, RequestTimeTooSkewed).
 */
export async function startS3(): Promise<S3Server> {
	const directory = await mkdtemp(join(tmpdir(), "seedcase-s3-"));
	const s3 = new S3rver({ silent: true, directory, configureBuckets: [{ name: BUCKET }] });
	await s3.configureBuckets();
	const serve = s3.getMiddleware();
	const seen: string[] = [];
	const scripted = new Map<string, S3Reply[]>();
	const server = createServer((request, response) => {
		const method = request.method ?? "";
		seen.push(`${method} ${request.url ?? ""}`);
		const refusal = scripted.get(method)?.shift() ?? refusalOf(request);
		if (refusal === undefined) {
			serve(request, response);
			return;
		}
		// Whoever sends is heard out, so that it hears the answer.
		request.resume().on("end", () => {
			response.writeHead(refusal.status, refusal.headers).end(refusal.body);
		});
	});
	const port = await listenAtDoor(server);
	const endpoint = `http://127.0.0.1:${port}`;
	return {
		endpoint,
		draft: {
			...{ label: "Studio bucket", endpoint, region: "eu-central-1", bucket: BUCKET },
			...{ prefix: "", pathStyle: true, accessKeyId: KEYS.accessKeyId },
			secret: { text: KEYS.secret, keeping: "session" },
		},
		objects: async () => {
			const files = await readdir(join(directory, BUCKET), { recursive: true });
			const objects = files.filter((file) => file.endsWith("._S3rver_object"));
			return objects.map((file) => file.replaceAll("\\", "/").replace("._S3rver_object", ""));
		},
		count: (method) => seen.filter((one) => one.startsWith(`${method} `)).length,
		seen: () => seen,
		pathOf: (key) => join(directory, BUCKET, `${key}._S3rver_object`),
		vanish: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			return { again: async () => void (await listenAt(server, port)) };
		},
		answerNext: (method, reply) => {
			scripted.set(method, [...(scripted.get(method) ?? []), reply]);
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(directory, { recursive: true, force: true });
		},
	};
}

function refusalOf({ url = "", headers }: IncomingMessage): S3Reply | undefined {
	if (headers.authorization === undefined) {
		return url.includes("X-Amz-Signature=") ? undefined : s3Error(403, "AccessDenied");
	}
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers["x-amz-date"]));
	const [, year, month, day, hour, minute, second] = parts ?? [];
	const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	const isNear = Math.abs(Date.now() - signed) <= MAX_SKEW_MS;
	return isNear ? undefined : s3Error(403, "RequestTimeTooSkewed");
}
