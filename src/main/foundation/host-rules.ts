import { BlockList, isIP } from "node:net";

/**
 * Addresses that no result link may lead to: they are inside this computer or its network.
 * 198.18.0.0/15 is left out on purpose: proxies that many designers in China run answer every
 * name with an address from there.
 */
const inside = new BlockList();
for (const [network, bits] of [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.168.0.0", 16],
	["224.0.0.0", 3],
] as const) {
	inside.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
	["::", 128],
	["::1", 128],
	["fc00::", 7],
	["fe80::", 10],
	["ff00::", 8],
] as const) {
	inside.addSubnet(network, bits, "ipv6");
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for an IP address, bare or as in `URL.hostname`, of this computer or of a private network. */
export function isInsideAddress(address: string): boolean {
	return listed(inside, bare(address));
}

/** True when the host of an address (as in `URL.hostname`) is this computer: http is safe there. */
export function isLoopbackHost(hostname: string): boolean {
	const host = bare(hostname);
	return host === "localhost" || host.endsWith(".localhost") || listed(loopback, host);
}

function listed(list: BlockList, address: string): boolean {
	const family = isIP(address);
	return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** `URL.hostname` puts brackets around IPv6. */
function bare(hostname: string): string {
	return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}
