import { expect, it } from "vitest";
import { createNetwork, type NetworkState } from "../../../../src/main/foundation/network.ts";

it("begins online and awake, and tells changes and nothing else", () => {
	const network = createNetwork();
	const told: NetworkState[] = [];
	const end = network.onChange((state) => told.push(state));
	expect(network.state()).toEqual({ online: true, awake: true });
	network.report({ online: true });
	network.report({ online: false });
	network.report({ awake: false });
	network.report({});
	network.report({ online: true, awake: true });
	expect(told).toEqual([
		{ online: false, awake: true },
		{ online: false, awake: false },
		{ online: true, awake: true },
	]);
	end();
	network.report({ online: false });
	expect(told).toHaveLength(3);
	expect(network.state().online).toBe(false);
});
