import { expect, test } from "vitest";
import { isInsideAddress, isLoopbackHost } from "../../../../src/main/foundation/host-rules.ts";

test.each([
	"127.0.0.1",
	"127.255.0.9",
	"0.0.0.0",
	"10.1.2.3",
	"172.16.0.1",
	"172.31.255.255",
	"192.168.0.1",
	"100.64.0.1",
	"169.254.169.254",
	"224.0.0.1",
	"255.255.255.255",
	"::1",
	"[::1]",
	"::",
	"fd00::1",
	"fe80::1",
	"ff02::1",
	"::ffff:10.0.0.1",
])("%s is inside", (address) => {
	expect(isInsideAddress(address)).toBe(true);
});

test.each([
	"1.1.1.1",
	"172.32.0.1",
	"192.169.0.1",
	"100.128.0.1",
	"2606:4700::1111",
	"::ffff:1.1.1.1",
	// The range that proxies in China answer every name with.
	"198.18.0.7",
	"example.com",
	"10.example.com",
	"",
])("%s is not", (address) => {
	expect(isInsideAddress(address)).toBe(false);
});

test("this computer goes by several names", () => {
	for (const host of [
		"localhost",
		"LOCALHOST",
		"app.localhost",
		"127.0.0.1",
		"127.9.9.9",
		"[::1]",
	]) {
		expect(isLoopbackHost(host), host).toBe(true);
	}
	for (const host of ["localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "0.0.0.0"]) {
		expect(isLoopbackHost(host), host).toBe(false);
	}
});
