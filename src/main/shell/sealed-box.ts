import { safeStorage } from "electron";
import type { Clock } from "../foundation/clock.ts";
import { type Protection, rememberProtection, type SealedBox } from "../secrets/sealed-box.ts";

/** How long the system's key store may take to come up after start, milliseconds. */
const WARM_UP_MS = 2_000;

/**
 * Electron's asynchronous key store behind the port. On Linux without a keyring it "encrypts" with
 * a password that is in its source and says it is available; both the chosen backend and the `v10`
 * mark of such a text give it away. Nothing is sealed before availability is known, because
 * Electron 42 crashes on a call that comes earlier (electron/electron#51759).
 */
export function createSealedBox(clock: Clock): SealedBox {
	const deadline = clock.now() + WARM_UP_MS;
	const protects = rememberProtection(() => lookAtStore(clock, deadline));
	const refuse = () => {
		throw new Error("this computer has no key store that protects keys");
	};
	return {
		protects,
		seal: async (text) => {
			if (!(await protects())) refuse();
			return (await safeStorage.encryptStringAsync(text)).toString("base64");
		},
		open: async (sealed) => {
			if (!(await protects())) refuse();
			return (await safeStorage.decryptStringAsync(Buffer.from(sealed, "base64"))).result;
		},
	};
}

/** @param deadline until when a store that is not there yet is waited for; later looks are single */
async function lookAtStore(clock: Clock, deadline: number): Promise<Protection> {
	if (process.platform === "linux") {
		const backend = safeStorage.getSelectedStorageBackend();
		if (backend === "basic_text") return "never";
		if (backend === "unknown") return "not-now";
	}
	while (!(await safeStorage.isAsyncEncryptionAvailable())) {
		if (clock.now() > deadline) return "not-now";
		await clock.sleep(100);
	}
	const sample = await safeStorage.encryptStringAsync("sample");
	const pretends =
		process.platform === "linux" && sample.subarray(0, 3).toString("latin1") === "v10";
	return pretends ? "not-now" : "yes";
}
