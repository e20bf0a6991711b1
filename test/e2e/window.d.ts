import type { Bridge } from "../../src/contract/bridge.ts";

declare global {
	interface Window {
		readonly seedcase: Bridge;
	}
}
