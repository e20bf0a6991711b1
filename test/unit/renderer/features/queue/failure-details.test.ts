import { expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import {
	failureDetails,
	isMendedInSettings,
} from "../../../../../src/renderer/features/queue/failure-details.ts";

const rejected = appError("key-rejected", { gateway: "Tokaify" }).failure;
const noMoney = appError("no-money", { gateway: "Tokaify" }).failure;

test("a refused key is put right in the settings, missing money is not", () => {
	expect(isMendedInSettings(rejected)).toBe(true);
	expect(isMendedInSettings(noMoney)).toBe(false);
});

test("details are what the gateway gave, and nothing where it gave nothing", () => {
	expect(failureDetails(noMoney)).toEqual([]);
	expect(failureDetails({ ...noMoney, detail: "quota 0", httpStatus: 403 }, "task-1")).toEqual([
		{ name: "said", value: "quota 0" },
		{ name: "status", value: "403" },
		{ name: "task", value: "task-1" },
	]);
});
