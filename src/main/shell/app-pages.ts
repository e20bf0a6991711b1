import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { Readable } from "node:stream";
import { protocol, type Session } from "electron";

/** The app's own pages are served from here, not from `file:`, so that they have an origin of their own. */
export const APP_SCHEME = "app";
export const APP_HOST = "studio";
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;
export const PAINTER_URL = `${APP_SCHEME}://${APP_HOST}/painter.html`;

/** No inline script or style, no network, pictures only from the library. */
const CONTENT_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' media: data:",
	"font-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join("; ");

const contentTypes: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
	".woff2": "font/woff2",
};

/** Must run before `ready`: both schemes get an origin, so that CSP and fetch rules apply to them. */
export function registerSchemes(mediaScheme: string): void {
	protocol.registerSchemesAsPrivileged([
		{
			scheme: APP_SCHEME,
			privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
		},
		{ scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true } },
	]);
}

/** Serves the built pages of `folder`, and nothing outside it. */
export function serveAppPages(session: Session, folder: string): void {
	session.protocol.handle(APP_SCHEME, async (request) => {
		const path = pagePath(request.url, folder);
		const type = path === undefined ? undefined : contentTypes[extname(path)];
		if (path === undefined || type === undefined) return new Response(null, { status: 404 });
		try {
			if (!(await stat(path)).isFile()) return new Response(null, { status: 404 });
		} catch {
			return new Response(null, { status: 404 });
		}
		// Node's and the web's stream types name the same thing twice.
		const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
		return new Response(body, {
			headers: {
				"content-type": type,
				"content-security-policy": CONTENT_POLICY,
				"x-content-type-options": "nosniff",
			},
		});
	});
}

/** The file an address of the app's own host names; undefined when it leads anywhere else. */
function pagePath(url: string, folder: string): string | undefined {
	const { host, pathname } = new URL(url);
	if (host !== APP_HOST) return undefined;
	let decoded: string;
	try {
		decoded = decodeURIComponent(pathname);
	} catch {
		return undefined;
	}
	if (decoded.includes("\0")) return undefined;
	const path = normalize(join(folder, decoded));
	return path.startsWith(normalize(folder) + sep) ? path : undefined;
}
