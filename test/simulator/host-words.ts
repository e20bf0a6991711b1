/** This computer itself. */
export function isLoopback(hostname: string): boolean {
	return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(hostname);
}

/** Addresses inside a network (EvoLink's page: "127.0.0.1, 10.x.x.x, 172.16-31.x.x, 192.168.x.x, etc."). */
export function isInside(hostname: string): boolean {
	if (isLoopback(hostname) || !hostname.includes(".") || hostname.startsWith("[")) return true;
	if (/\.(local|localhost|internal|lan|home\.arpa)$/i.test(hostname)) return true;
	return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/.test(
		hostname,
	);
}
