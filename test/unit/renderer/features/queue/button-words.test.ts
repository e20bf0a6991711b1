import { expect, test } from "vitest";
import { buttonWords, losesPaid } from "../../../../../src/renderer/features/queue/button-words.ts";
import { job } from "../../state/sample-job.ts";

test("a button that spends money carries the most it can cost", () => {
	for (const action of ["send-again", "send-twice", "release"] as const) {
		expect(buttonWords(action, 0.07).facts).toEqual({ price: "$0.07" });
	}
});

test("without a known price the button warns in words, and what is free says nothing of money", () => {
	expect(buttonWords("send-again", undefined).key).toBe("action.sendAgain");
	expect(buttonWords("send-twice", undefined).key).toBe("action.sendTwice");
	expect(buttonWords("send-twice", 0).key).toBe("action.sendAgainFree");
	expect(buttonWords("check-again", 0.07)).toEqual({ key: "action.checkAgain", facts: {} });
});

test("stopping is asked about only when the request is out and may cost", () => {
	expect(losesPaid(job("sending"), undefined)).toBe(true);
	expect(losesPaid(job("sending"), 0)).toBe(false);
	expect(losesPaid(job("queued"), 0.07)).toBe(false);
});
