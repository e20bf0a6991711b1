import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { followNetwork } from "../../../../src/main/shell/follow-network.ts";

function followed(onlineAtStart: boolean) {
	const power = new EventEmitter();
	const network = followNetwork({ net: { isOnline: () => onlineAtStart }, power });
	const heard: unknown[] = [];
	network.onChange((state) => heard.push(state));
	return { network, power, heard };
}

test("what the window says of the network is passed on once", () => {
	const { network, heard } = followed(true);
	for (const online of [true, false, false, true]) network.windowSays(online);
	expect(heard).toEqual([
		{ online: false, awake: true },
		{ online: true, awake: true },
	]);
});

test("a computer that never was online is not believed to be offline", () => {
	const { network } = followed(false);
	network.windowSays(false);
	expect(network.state().online).toBe(true);
	network.windowSays(true);
	network.windowSays(false);
	expect(network.state().online).toBe(false);
});

test("sleep and waking are told", () => {
	const { network, power } = followed(true);
	power.emit("suspend");
	expect(network.state().awake).toBe(false);
	power.emit("resume");
	expect(network.state().awake).toBe(true);
});
