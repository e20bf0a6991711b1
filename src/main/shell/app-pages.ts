import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { protocol, type Session } from "electron";
import { MEDIA_SCHEME, mediaKinds } from "../../contract/media.ts";

/** The app's own pages are served from here, not from `file:`, so that they have an origin of their own. */
export const APP_SCHEME = "app";
export const APP_HOST = "studio";
const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_URL = `${APP_ORIGIN}/index.html`;
export const FLOAT_URL = `${APP_ORIGIN}/float.html`;
export const PAINTER_URL = `${APP_ORIGIN}/painter.html`;
export const PRINTER_URL = `${APP_ORIGIN}/printer.html`;

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

/** Pages that read the library's pictures as bytes; the studio alone also hands bytes over. */
const connections: Readonly<Record<string, string>> = {
	[APP_URL]: "media:",
	[FLOAT_URL]: mediaKinds.map((kind) => `${MEDIA_SCHEME}://${kind}`).join(" "),
};

function policyOf({ pathname }: URL): string {
	const from = connections[`${APP_ORIGIN}${pathname}`];
	return from === undefined ? CONTENT_POLICY : `${CONTENT_POLICY}; connect-src ${from}`;
}

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
		{
			scheme: mediaScheme,
			privileges: {
				standard: true,
				secure: true,
				stream: true,
				supportFetchAPI: true,
				corsEnabled: true,
			},
		},
	]);
}

/**
 * Serves the built pages of `folder`, and nothing outside it.
 * @returns resolves when the first file has been asked for and read
 */
export function serveAppPages(session: Session, folder: string): Promise<void> {
	const first = Promise.withResolvers<void>();
	session.protocol.handle(APP_SCHEME, async (request) => {
		const path = pagePath(request.url, folder);
		const type = path === undefined ? undefined : contentTypes[extname(path)];
		if (path === undefined || type === undefined) return new Response(null, { status: 404 });
		const bytes = await readFile(path).catch(() => undefined);
		first.resolve();
		if (bytes === undefined) return new Response(null, { status: 404 });
		// In one piece: each piece of a stream takes a turn of this thread, which is busy at the start.
		return new Response(new Uint8Array(bytes), {
			headers: {
				"content-type": type,
				"content-security-policy": policyOf(new URL(request.url)),
				"x-content-type-options": "nosniff",
			},
		});
	});
	return first.promise;
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
