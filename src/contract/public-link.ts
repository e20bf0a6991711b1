import { z } from "zod";

/** A public https address; a bare host name or an IP address is nothing a gateway can be sent to. */
const publicLink = z.url({ protocol: /^https$/, hostname: z.regexes.domain });

/** Names that never leave the network they are used in (RFC 6761, RFC 6762, RFC 8375), and a name with a password before it. */
const insideOrSigned =
	/^https:\/\/([^/?#]*@|[^/?#]*\.(localhost|local|internal|home\.arpa|lan)\.?(:\d+)?([/?#]|$))/i;

/** True for an address on the internet that a gateway can fetch or call. */
export function isPublicLink(text: string): boolean {
	return publicLink.safeParse(text).success && !insideOrSigned.test(text);
}
